// An instance of the WebAssembly module on a disk in memory.

import { Fd, WASI, wasi as abi } from '@bjorn3/browser_wasi_shim';

import type { Disk } from './disk';

/** What the module exports; editors/web/server/src/lib.rs says what its functions do. */
interface Exports {
  memory: WebAssembly.Memory;
  step(): number;
  run(): number;
}

/** What a program takes for a file, and not for a terminal. */
class Stream extends Fd {
  override fd_fdstat_get() {
    return { ret: abi.ERRNO_SUCCESS, fdstat: new abi.Fdstat(abi.FILETYPE_REGULAR_FILE, 0) };
  }
}

/** Bytes for the module to read. It finds the end where there are no more for now. */
class Input extends Stream {
  private waiting = new Uint8Array(0);

  add(bytes: Uint8Array): void {
    const all = new Uint8Array(this.waiting.length + bytes.length);
    all.set(this.waiting);
    all.set(bytes, this.waiting.length);
    this.waiting = all;
  }

  override fd_read(size: number) {
    const data = this.waiting.subarray(0, size);
    this.waiting = this.waiting.subarray(data.length);
    return { ret: abi.ERRNO_SUCCESS, data };
  }
}

/** What the module has written since it was last taken. */
class Output extends Stream {
  private parts: Uint8Array[] = [];

  override fd_write(bytes: Uint8Array) {
    this.parts.push(bytes.slice());
    return { ret: abi.ERRNO_SUCCESS, nwritten: bytes.length };
  }

  take(): Uint8Array<ArrayBuffer> {
    const all = new Uint8Array(this.parts.reduce((length, part) => length + part.length, 0));
    let at = 0;
    for (const part of this.parts) {
      all.set(part, at);
      at += part.length;
    }
    this.parts = [];
    return all;
  }
}

export interface Instance {
  exports: Exports;
  input: Input;
  output: Output;
  errors: Output;
}

/** Starts an instance with these arguments. The pages of rules are written to `/cache`. */
export async function instantiate(module: WebAssembly.Module, disk: Disk, args: string[]): Promise<Instance> {
  const [input, output, errors] = [new Input(), new Output(), new Output()];
  const fds = [input, output, errors, disk.preopened()];
  const wasi = new WASI(['brief-ls', ...args], ['XDG_CACHE_HOME=/cache'], fds, { debug: false });
  const instance = await WebAssembly.instantiate(module, { wasi_snapshot_preview1: wasi.wasiImport });
  const exports = instance.exports as unknown as Exports;
  wasi.initialize({ exports });
  return { exports, input, output, errors };
}
