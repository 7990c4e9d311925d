// The page: a brief, what is wrong with it, and what can be done about it.

import { keymap } from '@codemirror/view';
import type { Diagnostic, PublishDiagnosticsParams, ShowMessageParams } from 'vscode-languageserver-protocol';

import sample from '../../../../examples/water-treaty.txt';
import { Actions } from './actions';
import { boot, keepOffline } from './boot';
import { connect } from './client';
import { element, say } from './dom';
import { offerDownloads } from './downloads';
import { Editor } from './editor';
import { takeFiles } from './files';
import { showFindings } from './findings';
import { showOutline } from './outline';
import { showReport } from './report';
import { answerServer } from './requests';
import { showSources } from './sources';
import { startTabs } from './tabs';

const PROFILES = { brief: 'Policy brief', default: 'Any document' };

/** How long the outline and the sources wait for the next key, in milliseconds. */
const PAUSE = 200;

/** What is listed is of the brief before. */
function forgetLists(): void {
  for (const list of ['findings', 'outline', 'sources']) element(list).replaceChildren();
  element('findings-tab').textContent = 'Findings';
  element('sources-tab').textContent = 'Sources';
}

async function start(): Promise<void> {
  startTabs();
  const profile = element<HTMLSelectElement>('profile');
  profile.append(...Object.entries(PROFILES).map(([value, title]) => new Option(title, value)));
  const settings = () => ({ profile: profile.value });

  const server = await boot();
  await server.writeFiles({ '/brief/': '' });
  let lists: ReturnType<typeof setTimeout> | undefined;
  const client = connect(server, {
    'textDocument/publishDiagnostics': (params: PublishDiagnosticsParams) => published(params),
    'window/showMessage': ({ message }: ShowMessageParams) => say(message),
  });
  const improve = () => {
    void actions.here();
    return true;
  };
  const editor = new Editor(client, keymap.of([{ key: 'Mod-.', run: improve, preventDefault: true }]));
  const actions = new Actions(server, client, editor);
  answerServer(server, client, editor, settings);

  function published(params: PublishDiagnosticsParams): void {
    showFindings(editor, params, (diagnostic: Diagnostic) => void actions.about(diagnostic));
    clearTimeout(lists);
    lists = setTimeout(() => void Promise.all([showOutline(client, editor), showSources(client, editor)]), PAUSE);
  }

  profile.addEventListener('change', () => server.notify('workspace/didChangeConfiguration', { settings: settings() }));
  element('improve').addEventListener('click', improve);
  element('report').addEventListener('click', () => void showReport(server, editor, profile.value));
  offerDownloads(server, editor);
  const open = (brief: Parameters<Editor['open']>[0]) => {
    clearTimeout(lists);
    forgetLists();
    editor.open(brief);
    say(`${brief.name} is open.`);
  };
  takeFiles(server, open);
  open({ name: 'water-treaty.txt', text: sample });
  say('This is a sample brief. Open yours, or drop it here: Markdown, text, Word or PDF.');
  keepOffline();
}

start().catch((error: Error) => say(`brief-ls cannot start: ${error.message}`));
