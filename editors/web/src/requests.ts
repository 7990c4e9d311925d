// The requests that the worker answers beside those of the language server.

/** Writes files to the disk in memory, or removes them (`null`). The language server is told as the protocol has it. */
export const WRITE_FILES = 'brief-ls-web/writeFiles';
export interface WriteFiles {
  /** By absolute path: bytes, a text, or `null`. A path that ends in a slash is a folder, whatever stands with it. */
  files: Record<string, Uint8Array | string | null>;
}

/** Reads a file of the disk in memory. The result is a `Uint8Array`, or `null` where there is none. */
export const READ_FILE = 'brief-ls-web/readFile';
export interface ReadFile {
  path: string;
}

/** Runs a command of the command line. The result is a `CommandResult`. */
export const RUN_COMMAND = 'brief-ls-web/runCommand';
export interface RunCommand {
  args: string[];
  stdin?: string;
}
export interface CommandResult {
  /** Whether the command did its work and found nothing wrong. */
  succeeded: boolean;
  stdout: Uint8Array<ArrayBuffer>;
  stderr: string;
}

/** The first message to the worker: the module, compiled, as bytes, or where it is. */
export interface Start {
  start: WebAssembly.Module | ArrayBuffer | string;
}
