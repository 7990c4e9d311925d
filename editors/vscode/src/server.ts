import type * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** The program as the features see it: a language server, which may not run, and a command line. */
export interface Server {
  /** The client of the server that runs, if one does. */
  readonly client: BaseLanguageClient | undefined;
  /** Why none runs, in a sentence. */
  readonly failure: string | undefined;
  /** A server has started or stopped. */
  readonly onDidChange: vscode.Event<void>;
  /** Stops the server, if one runs, and starts it. */
  restart(): Promise<void>;
  /**
   * Runs a command of the program, with `input` as its standard input.
   * Throws what the program says where it fails.
   */
  run(args: readonly string[], input?: string): Promise<Output>;
}

/** What a command wrote. */
export interface Output {
  /** Its result. */
  text: string;
  /** What it says of the result, for the author; often nothing. */
  remarks: string;
}
