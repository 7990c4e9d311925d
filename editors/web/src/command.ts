// The command line of brief-ls: each command is an instance of its own.

import { WASIProcExit } from '@bjorn3/browser_wasi_shim';

import type { Disk } from './disk';
import { type Instance, instantiate } from './instance';
import type { CommandResult } from './requests';

/** Runs `brief-ls` with these arguments, as they are written in a terminal, and this standard input. */
export async function runCommand(
  module: WebAssembly.Module,
  disk: Disk,
  args: string[],
  stdin: string,
): Promise<CommandResult> {
  const instance = await instantiate(module, disk, args);
  instance.input.add(new TextEncoder().encode(stdin));
  const code = run(instance);
  const stderr = new TextDecoder().decode(instance.errors.take());
  return { succeeded: code === 0, stdout: instance.output.take(), stderr };
}

/** The exit code. A command that is not understood exits at once. */
function run({ exports }: Instance): number {
  try {
    return exports.run();
  } catch (error) {
    if (error instanceof WASIProcExit) return error.code;
    throw error;
  }
}
