// The report for the editor-in-chief, as `brief-ls report` writes it.

import type { BriefLs } from '../../src/index';
import { show } from './dialog';
import { button, say } from './dom';
import { save } from './downloads';
import type { Editor } from './editor';

export async function showReport(server: BriefLs, editor: Editor, profile: string): Promise<void> {
  const name = `/brief/${editor.name}`;
  const args = ['report', '-', '--stdin-name', name, '--profile', profile];
  const { succeeded, stdout, stderr } = await server.run(args, editor.text());
  if (!succeeded) {
    say(stderr.trim());
    return;
  }
  const frame = document.createElement('iframe');
  frame.title = 'Report';
  frame.sandbox.add('allow-same-origin');
  frame.srcdoc = new TextDecoder().decode(stdout);
  const file = `${editor.name.replace(/\.\w+$/, '')}-report.html`;
  show('Report', [button('Download the report', () => save(file, 'text/html', stdout)), frame]);
}
