// The text of the brief.

import { defaultKeymap, history, historyKeymap, isolateHistory } from '@codemirror/commands';
import { markdown } from '@codemirror/lang-markdown';
import { defaultHighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { lintKeymap } from '@codemirror/lint';
import {
  findReferencesKeymap,
  hoverTooltips,
  jumpToDefinition,
  jumpToDefinitionKeymap,
  type LSPClient,
  LSPPlugin,
  renameKeymap,
  serverCompletion,
} from '@codemirror/lsp-client';
import { searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, keymap } from '@codemirror/view';
import type { Position, Range, TextEdit } from 'vscode-languageserver-protocol';

import { element } from './dom';

/** A brief, as it was opened. */
export interface Brief {
  name: string;
  text: string;
}

/** What the page looks like, in both colour schemes. */
const look = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'var(--paper)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'Georgia, serif', lineHeight: '1.6' },
  '.cm-content': { padding: '1.2rem 1.4rem', maxWidth: '46rem', margin: '0 auto', caretColor: 'var(--accent)' },
  '.cm-cursor': { borderLeftColor: 'var(--accent)' },
  '.cm-selectionBackground, &.cm-focused .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 25%, transparent) !important',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--paper)',
    color: 'var(--ink)',
    border: '1px solid var(--line)',
    maxWidth: '36rem',
    padding: '0.2rem 0.5rem',
  },
  '.cm-tooltip a': { color: 'var(--accent)' },
  '.cm-panels': { backgroundColor: 'var(--page)', color: 'var(--ink)' },
});

/** Ctrl+click goes where F12 goes: between a marker and its note. */
const clicks = EditorView.domEventHandlers({
  click(event, view) {
    if (!event.ctrlKey && !event.metaKey) return false;
    const position = view.posAtCoords(event);
    if (position === null) return false;
    view.dispatch({ selection: { anchor: position } });
    return jumpToDefinition(view);
  },
});

export class Editor {
  readonly view = new EditorView({ parent: element('text') });
  uri = '';
  name = '';

  constructor(
    private readonly client: LSPClient,
    private readonly keys: Extension,
  ) {}

  /** Shows a brief. The one before is closed. */
  open({ name, text }: Brief): void {
    this.name = name;
    this.uri = `file:///brief/${encodeURIComponent(name)}`;
    const isPlain = name.toLowerCase().endsWith('.txt');
    const language = isPlain ? [] : [markdown(), syntaxHighlighting(defaultHighlightStyle)];
    const extensions = [
      history(),
      drawSelection(),
      look,
      clicks,
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-label': 'Text of the brief', spellcheck: 'true', tabindex: '0' }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) queueMicrotask(() => this.client.sync());
      }),
      language,
      this.keys,
      keymap.of([
        ...jumpToDefinitionKeymap,
        ...findReferencesKeymap,
        ...renameKeymap,
        ...searchKeymap,
        ...lintKeymap,
        ...historyKeymap,
        ...defaultKeymap,
      ]),
      serverCompletion(),
      hoverTooltips(),
      this.client.plugin(this.uri, isPlain ? 'plaintext' : 'markdown'),
    ];
    this.view.setState(EditorState.create({ doc: text, extensions }));
    element('file-name').textContent = name;
    document.title = `${name} – brief-ls`;
  }

  text(): string {
    return this.view.state.doc.toString();
  }

  /** The offset of a position in the text that the server knows, in the text as it is now. */
  offset(position: Position): number {
    const plugin = LSPPlugin.get(this.view);
    if (plugin === null) return 0;
    const line = Math.min(position.line, plugin.syncedDoc.lines - 1);
    const { from, to } = plugin.syncedDoc.line(line + 1);
    return plugin.unsyncedChanges.mapPos(Math.min(from + position.character, to));
  }

  /** The selection, as the protocol writes it. */
  selection(): Range {
    const plugin = LSPPlugin.get(this.view);
    const { from, to } = this.view.state.selection.main;
    const zero = { line: 0, character: 0 };
    return { start: plugin?.toPosition(from) ?? zero, end: plugin?.toPosition(to) ?? zero };
  }

  /** Selects a range, in sight. */
  goTo({ start, end }: Range): void {
    const selection = { anchor: this.offset(start), head: this.offset(end) };
    this.view.dispatch({ selection, effects: EditorView.scrollIntoView(selection.anchor, { y: 'center' }) });
    this.view.focus();
  }

  /** Makes edits, in one step for undo. */
  edit(edits: TextEdit[]): void {
    this.view.dispatch({
      changes: edits.map(({ range, newText }) => ({
        from: this.offset(range.start),
        to: this.offset(range.end),
        insert: newText,
      })),
      annotations: isolateHistory.of('full'),
      userEvent: 'input.fix',
    });
  }
}
