// The command line of brief-ls: each command is an instance of its own.

import type { Disk } from './disk';
import { instantiate } from './instance';
import type { CommandResult } from './requests';

/** Runs `brief-ls` with these arguments, as they are written in a terminal, and this standard input. */
export async function runCommand(
  module: WebAssembly.Module,
  disk: Disk,
  args: string[],
  stdin: string,
): Promise<CommandResult> {
  const { exports, input, output, errors } = await instantiate(module, disk, args);
  input.add(new TextEncoder().encode(stdin));
  const code = exports.run();
  return { succeeded: code === 0, stdout: output.take(), stderr: new TextDecoder().decode(errors.take()) };
}
