import * as vscode from 'vscode';

import { notesOf } from '../requests';
import { isBrief } from '../selector';
import type { Server } from '../server';
import { SourceTree } from './tree';
import type { Row } from './tree';
import type { Grouping } from './rows';

/** Waits until the author pauses, in milliseconds. */
const PAUSE = 500;

/** The Sources view: what the notes of the brief cite. */
export class SourcesView implements vscode.TreeDataProvider<Row> {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private timer: NodeJS.Timeout | undefined;
  private document: vscode.TextDocument | undefined;

  constructor(
    private readonly server: Server,
    private readonly memory: vscode.Memento,
  ) {}

  register(): vscode.Disposable {
    const view = vscode.window.createTreeView('brief-ls.sources', { treeDataProvider: this, showCollapseAll: true });
    void this.group(this.grouping);
    return vscode.Disposable.from(
      view,
      this.changed,
      this.server.onDidChange(() => this.later()),
      vscode.window.onDidChangeActiveTextEditor(() => this.later()),
      vscode.languages.onDidChangeDiagnostics(() => this.later()),
      vscode.workspace.onDidChangeTextDocument(() => this.later()),
      vscode.commands.registerCommand('brief-ls.sourcesByNote', () => this.group('note')),
      vscode.commands.registerCommand('brief-ls.sourcesBySource', () => this.group('source')),
      vscode.commands.registerCommand('brief-ls.sourcesBySection', () => this.group('section')),
      vscode.commands.registerCommand('brief-ls.goToSource', (row: Row) => this.goTo(row)),
    );
  }

  /** The brief whose sources are shown: the last one that was looked at. */
  get shown(): vscode.TextDocument | undefined {
    const active = vscode.window.activeTextEditor?.document;
    if (active !== undefined && isBrief(active)) {
      this.document = active;
    }
    return this.document?.isClosed === false ? this.document : undefined;
  }

  async getChildren(row?: Row): Promise<Row[]> {
    if (row !== undefined) {
      return row.children;
    }
    const { client } = this.server;
    const document = this.shown;
    if (client === undefined || document === undefined) {
      return [];
    }
    return new SourceTree(client, document, await notesOf(client, document)).rows(this.grouping);
  }

  getTreeItem(row: Row): vscode.TreeItem {
    const hasChildren = row.children.length > 0;
    const state = hasChildren ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.None;
    const item = new vscode.TreeItem(row.label, state);
    item.description = row.description;
    item.tooltip = [row.label, row.title ?? '', row.description].filter((line) => line !== '').join('\n');
    const colour = row.isFaulty ? new vscode.ThemeColor('list.warningForeground') : undefined;
    item.iconPath = new vscode.ThemeIcon(row.icon, colour);
    item.contextValue = row.citation === undefined ? 'note' : 'source';
    item.accessibilityInformation = { label: `${row.label}, ${row.description === '' ? 'complete' : row.description}` };
    item.command = { command: 'brief-ls.goToSource', title: 'Go to the source', arguments: [row] };
    return item;
  }

  private get grouping(): Grouping {
    return this.memory.get<Grouping>('sources.grouping', 'note');
  }

  private async group(grouping: Grouping): Promise<void> {
    await this.memory.update('sources.grouping', grouping);
    await vscode.commands.executeCommand('setContext', 'brief-ls.grouping', grouping);
    this.changed.fire();
  }

  private later(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.changed.fire(), PAUSE);
  }

  private async goTo(row: Row): Promise<void> {
    const document = this.shown;
    const selection = this.server.client?.protocol2CodeConverter.asRange(row.range);
    if (document !== undefined && selection !== undefined) {
      await vscode.window.showTextDocument(document, { selection: new vscode.Range(selection.start, selection.start) });
    }
  }
}
