// brief-ls in a worker, as its client sees it.

import { type CommandResult, READ_FILE, RUN_COMMAND, type Start, WRITE_FILES, type WriteFiles } from './requests';

export type { CommandResult, WriteFiles };

/** A notification or a request of the server. */
export interface FromServer {
  id?: number | string;
  method: string;
  params?: unknown;
}

/** An answer that is an error (JSON-RPC 2.0, section 5.1). */
export class ResponseError extends Error {
  constructor(
    message: string,
    readonly code: number,
  ) {
    super(message);
  }
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

export class BriefLs {
  private nextId = 1;
  private readonly waiting = new Map<unknown, Waiting>();
  private readonly listeners = new Set<(message: FromServer) => unknown>();

  /**
   * Starts brief-ls in a worker made of `worker.js` of this package. `module` is `brief-ls.wasm`: its address, its bytes, or
   * the compiled module.
   */
  constructor(
    readonly worker: Worker,
    module: Start['start'],
  ) {
    worker.addEventListener('message', ({ data }) => this.receive(data));
    worker.addEventListener('error', (event) => this.fail(new Error(`brief-ls has stopped: ${event.message}`)));
    worker.postMessage({ start: module } satisfies Start);
  }

  /** Asks the language server (LSP 3.17), or the worker. */
  request<Result = unknown>(method: string, params?: unknown): Promise<Result> {
    const id = `web-${this.nextId++}`;
    this.worker.postMessage({ jsonrpc: '2.0', id, method, params });
    return new Promise<Result>((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
    });
  }

  /** Tells the language server. */
  notify(method: string, params?: unknown): void {
    this.worker.postMessage({ jsonrpc: '2.0', method, params });
  }

  /**
   * Listens to the server; the function given back ends that. What a listener makes of a request is the result; a request
   * that none answers has the result `null`.
   */
  listen(listener: (message: FromServer) => unknown): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Writes files to the disk in memory that the server and commands see, by absolute path; `null` removes. */
  async writeFiles(files: WriteFiles['files']): Promise<void> {
    await this.request(WRITE_FILES, { files } satisfies WriteFiles);
  }

  /** Reads a file of that disk; `null` where there is none. */
  readFile(path: string): Promise<Uint8Array | null> {
    return this.request(READ_FILE, { path });
  }

  /** Runs a command as in a terminal: `['convert', '/brief.docx', '--to', 'markdown']`. */
  run(args: string[], stdin = ''): Promise<CommandResult> {
    return this.request(RUN_COMMAND, { args, stdin });
  }

  /** Ends the worker. */
  stop(): void {
    this.worker.terminate();
    this.fail(new Error('brief-ls was stopped'));
  }

  private receive(message: FromServer & { result?: unknown; error?: { code: number; message: string } }): void {
    if (message.method !== undefined) {
      this.hear(message);
      return;
    }
    const waiting = this.waiting.get(message.id);
    if (waiting === undefined) return;
    this.waiting.delete(message.id);
    if (message.error) waiting.reject(new ResponseError(message.error.message, message.error.code));
    else waiting.resolve(message.result);
  }

  private async hear(message: FromServer): Promise<void> {
    let result: unknown = null;
    for (const listener of this.listeners) result = (await listener(message)) ?? result;
    if (message.id !== undefined) this.worker.postMessage({ jsonrpc: '2.0', id: message.id, result });
  }

  private fail(error: Error): void {
    this.waiting.forEach(({ reject }) => reject(error));
    this.waiting.clear();
  }
}
