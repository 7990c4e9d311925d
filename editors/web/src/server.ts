// The language server: takes messages of the protocol, and computes between them.

import type { Disk } from './disk';
import { type Instance, instantiate } from './instance';

/** A JSON-RPC message, without the header of the base protocol. */
export type Message = object;

/** What `step` gives. */
enum Step {
  Idle,
  Computed,
  Ended,
}

export class Server {
  private readonly encoder = new TextEncoder();
  private readonly decoder = new TextDecoder();
  private isWoken = false;

  private constructor(
    private readonly instance: Instance,
    private readonly send: (message: Message) => void,
    private readonly wake: (step: () => void) => void,
  ) {}

  /**
   * Starts a server. It gives its messages to `send`. `wake` has a function called once the host has looked for messages:
   * so a request that waits can be cancelled.
   */
  static async start(
    module: WebAssembly.Module,
    disk: Disk,
    send: (message: Message) => void,
    wake: (step: () => void) => void,
  ): Promise<Server> {
    return new Server(await instantiate(module, disk, ['server']), send, wake);
  }

  /** Takes a message of the client. */
  receive(message: Message): void {
    this.instance.input.add(this.encoder.encode(`${JSON.stringify(message)}\n`));
    this.wakeUp();
  }

  private wakeUp(): void {
    if (this.isWoken) return;
    this.isWoken = true;
    this.wake(() => {
      this.isWoken = false;
      if (this.step() === Step.Computed) this.wakeUp();
    });
  }

  private step(): Step {
    const step = this.instance.exports.step();
    const errors = this.decoder.decode(this.instance.errors.take());
    if (errors !== '') console.warn(errors.trimEnd());
    if (step > Step.Ended) throw new Error('brief-ls: a message could not be read or written');
    for (const line of this.decoder.decode(this.instance.output.take()).split('\n')) {
      if (line !== '') this.send(JSON.parse(line));
    }
    return step;
  }
}
