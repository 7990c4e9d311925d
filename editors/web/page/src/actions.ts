// What can be done at a place: fixes, and refactorings of the brief.

import { type LSPClient, LSPPlugin } from '@codemirror/lsp-client';
import type { CodeAction, Diagnostic, Range, WorkspaceEdit } from 'vscode-languageserver-protocol';

import type { BriefLs } from '../../src/index';
import { choose } from './dialog';
import { say } from './dom';
import { apply } from './edits';
import type { Editor } from './editor';

export class Actions {
  constructor(
    private readonly server: BriefLs,
    private readonly client: LSPClient,
    private readonly editor: Editor,
  ) {}

  /** Lets the author choose what to do about a finding. */
  about(diagnostic: Diagnostic): Promise<void> {
    return this.offer('What to do', diagnostic.range, ['quickfix'], [diagnostic]);
  }

  /** Lets the author choose among the refactorings for the selection and the whole brief, and all safe fixes. */
  here(): Promise<void> {
    return this.offer('Improve the brief', this.editor.selection(), ['refactor', 'source', 'quickfix'], []);
  }

  private async offer(title: string, range: Range, only: string[], diagnostics: Diagnostic[]): Promise<void> {
    this.client.sync();
    const textDocument = { uri: this.editor.uri };
    const found = await this.client.request<object, CodeAction[] | null>('textDocument/codeAction', {
      textDocument,
      range,
      context: { diagnostics, only },
    });
    const offered = (found ?? []).filter((action) => !action.disabled);
    if (offered.length === 0) {
      say('There is nothing to do here.');
      return;
    }
    const chosen = await choose(title, offered);
    if (chosen) await this.perform(chosen);
  }

  private async perform(action: CodeAction): Promise<void> {
    const resolved = action.edit ? action : await this.client.request<CodeAction, CodeAction>('codeAction/resolve', action);
    const edit: WorkspaceEdit = resolved.edit ?? {};
    await apply(this.server, this.editor, edit);
    if (LSPPlugin.get(this.editor.view)) this.client.sync();
    if (resolved.command) {
      const { command, arguments: parameters } = resolved.command;
      await this.client.request('workspace/executeCommand', { command, arguments: parameters });
    }
  }
}
