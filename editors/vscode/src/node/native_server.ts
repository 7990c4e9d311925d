import * as vscode from 'vscode';
import { CloseAction, ErrorAction, LanguageClient } from 'vscode-languageclient/node';

import { clientOptions } from '../client_options';
import type { Output, Server } from '../server';
import { programPath } from '../settings';
import { offerRepair, sentence } from './missing';
import { find, run, version } from './program';
import type { Program } from './program';

/** Documents that the program can read beside its input, which is any. */
const SCHEMES = ['file'];

/** A server that crashes more often than this starts again only when the author says so. */
const MOST_RESTARTS = 4;

/** The program of this machine. */
export class NativeServer implements Server {
  client: LanguageClient | undefined;
  failure: string | undefined;
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private crashes = 0;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  async start(): Promise<void> {
    const program = this.program();
    try {
      this.compare(await version(program.path), program);
      await this.connect(program);
    } catch (error) {
      this.fail(sentence(program, error instanceof Error ? error.message : String(error)));
    }
  }

  async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.changed.fire();
    await client?.dispose().catch((error: unknown) => this.log.warn(`The server did not stop: ${String(error)}`));
  }

  async restart(): Promise<void> {
    this.crashes = 0;
    await this.stop();
    await this.start();
  }

  run(args: readonly string[], input?: string): Promise<Output> {
    return run(this.program().path, args, input);
  }

  private program(): Program {
    return find(programPath(), this.context.extensionPath);
  }

  /** The extension and the program are published together; another program may not know all of its commands. */
  private compare(version: string, program: Program): void {
    const expected = String((this.context.extension.packageJSON as { version: string }).version);
    this.log.info(`brief-ls ${version} from ${program.origin}: ${program.path}`);
    if (version !== expected) {
      const warning = `The program from ${program.origin} is brief-ls ${version}, the extension is ${expected}.`;
      this.log.warn(warning);
      void vscode.window.showWarningMessage(`${warning} Some commands may not work: update the older one.`);
    }
  }

  private async connect(program: Program): Promise<void> {
    const options = clientOptions(this.log, SCHEMES);
    const client = new LanguageClient('brief-ls', 'brief-ls', { command: program.path, args: ['server'] }, {
      ...options,
      errorHandler: { error: () => ({ action: ErrorAction.Continue }), closed: () => this.closed() },
    });
    await client.start();
    this.client = client;
    this.failure = undefined;
    this.changed.fire();
  }

  private closed(): { action: CloseAction; handled: boolean } {
    this.crashes += 1;
    if (this.crashes <= MOST_RESTARTS) {
      return { action: CloseAction.Restart, handled: true };
    }
    this.client = undefined;
    this.failure = 'The server has crashed several times. See the log for why.';
    this.changed.fire();
    void this.offerRestart(this.failure);
    return { action: CloseAction.DoNotRestart, handled: true };
  }

  private async offerRestart(failure: string): Promise<void> {
    const [restart, log] = ['Restart', 'Show the log'];
    const choice = await vscode.window.showErrorMessage(failure, restart, log);
    if (choice === restart) {
      await this.restart();
    } else if (choice === log) {
      this.log.show();
    }
  }

  private fail(failure: string): void {
    this.failure = failure;
    this.log.error(failure);
    this.changed.fire();
    void offerRepair(failure);
  }
}
