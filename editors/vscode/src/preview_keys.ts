import * as vscode from 'vscode';

import type { Cited, KeysOf } from './markdown/citations';
import { citedKeysOf } from './requests';
import { isBrief } from './selector';
import type { Server } from './server';

/** Waits until the author pauses, in milliseconds. */
const PAUSE = 500;

/** What the preview knows of the keys of each brief: it cannot wait for the server, and is drawn again where they are others. */
export class PreviewKeys {
  private readonly known = new Map<string, ReadonlyMap<string, Cited>>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly server: Server) {}

  register(): vscode.Disposable {
    return vscode.Disposable.from(
      this.server.onDidChange(() => this.later()),
      vscode.workspace.onDidChangeTextDocument(() => this.later()),
    );
  }

  /** The keys of a document by its URI; none as long as the server has not been asked. */
  readonly of: KeysOf = (document) => {
    const keys = this.known.get(document);
    if (keys === undefined) {
      this.known.set(document, new Map());
      this.later();
    }
    return keys ?? new Map<string, Cited>();
  };

  private later(): void {
    clearTimeout(this.timer);
    if (this.known.size > 0) {
      this.timer = setTimeout(() => void this.update(), PAUSE);
    }
  }

  private async update(): Promise<void> {
    const { client } = this.server;
    if (client === undefined) {
      return;
    }
    let isChanged = false;
    for (const document of vscode.workspace.textDocuments.filter(isBrief)) {
      const before = this.known.get(document.uri.toString());
      if (before !== undefined) {
        const keys = await citedKeysOf(client, document);
        const now = new Map(keys.map(({ key, ...cited }) => [key, cited]));
        isChanged ||= JSON.stringify([...before]) !== JSON.stringify([...now]);
        this.known.set(document.uri.toString(), now);
      }
    }
    if (isChanged) {
      await vscode.commands.executeCommand('markdown.preview.refresh');
    }
  }
}
