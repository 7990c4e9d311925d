// The brief, as a file.

import type { BriefLs } from '../../src/index';
import { button, element, say } from './dom';
import type { Editor } from './editor';

interface Download {
  title: string;
  /** What the name of the file ends in. */
  ending: string;
  type: string;
  /** The arguments of the command that writes it. */
  command(name: string): string[];
}

const DOWNLOADS: Download[] = [
  {
    title: 'Markdown',
    ending: '.md',
    type: 'text/markdown',
    command: (name) => ['convert', '-', '--stdin-name', name, '--to', 'markdown'],
  },
  {
    title: 'Word',
    ending: '.docx',
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    command: (name) => ['convert', '-', '--stdin-name', name, '--to', 'docx'],
  },
  {
    title: 'Sources for Zotero (CSL-JSON)',
    ending: '.json',
    type: 'application/json',
    command: () => ['sources', '-', '--format', 'csl-json'],
  },
];

/** Fills the menu. */
export function offerDownloads(server: BriefLs, editor: Editor): void {
  const menu = element('downloads');
  const asItIs = button('The text as it is', () => save(editor.name, 'text/plain', editor.text()));
  const others = DOWNLOADS.map((download) => button(download.title, () => void make(server, editor, download)));
  menu.replaceChildren(asItIs, ...others);
  menu.addEventListener('click', () => menu.hidePopover());
}

async function make(server: BriefLs, editor: Editor, { command, ending, type }: Download): Promise<void> {
  const { succeeded, stdout, stderr } = await server.run(command(`/brief/${editor.name}`), editor.text());
  if (stderr !== '') say(stderr.trim());
  if (succeeded) save(editor.name.replace(/\.\w+$/, '') + ending, type, stdout);
}

export function save(name: string, type: string, content: BlobPart): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
