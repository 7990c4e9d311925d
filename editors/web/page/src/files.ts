// Files that the author drops or chooses.

import type { BriefLs } from '../../src/index';
import { element, say } from './dom';
import type { Brief } from './editor';

const CREATED = 1;

/** A Word file or a PDF is read as `brief-ls convert` reads it. */
const IMPORTED = /\.(docx|pdf)$/i;
/** What a brief may stand beside: bibliographies and configuration. */
const BESIDE = /\.(bib|json|ya?ml|toml|csl)$/i;

/** Has files opened that are dropped anywhere on the page, or chosen. */
export function takeFiles(server: BriefLs, open: (brief: Brief) => void): void {
  const input = element<HTMLInputElement>('file');
  const take = async (files: File[]) => {
    for (const file of files) await takeFile(server, file, open).catch((error) => say(`${file.name}: ${error.message}`));
  };
  element('open').addEventListener('click', () => input.click());
  input.addEventListener('change', async () => {
    await take([...(input.files ?? [])]);
    input.value = '';
  });
  const shown = element('drop');
  document.addEventListener('dragover', (event) => {
    event.preventDefault();
    shown.hidden = false;
  });
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) shown.hidden = true;
  });
  document.addEventListener(
    'drop',
    (event) => {
      event.preventDefault();
      event.stopPropagation();
      shown.hidden = true;
      void take([...(event.dataTransfer?.files ?? [])]);
    },
    { capture: true },
  );
}

async function takeFile(server: BriefLs, file: File, open: (brief: Brief) => void): Promise<void> {
  const path = `/brief/${file.name}`;
  if (IMPORTED.test(file.name)) {
    say(`Reading ${file.name}…`);
    await server.writeFiles({ [path]: new Uint8Array(await file.arrayBuffer()) });
    const { succeeded, stdout, stderr } = await server.run(['convert', path, '--to', 'markdown']);
    await server.writeFiles({ [path]: null });
    if (!succeeded) throw new Error(stderr.trim());
    open({ name: `${file.name.replace(IMPORTED, '')}.md`, text: new TextDecoder().decode(stdout) });
    if (stderr !== '') say(stderr.trim());
  } else if (BESIDE.test(file.name)) {
    await server.writeFiles({ [path]: await file.text() });
    const uri = `file:///brief/${encodeURIComponent(file.name)}`;
    server.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type: CREATED }] });
    say(`${file.name} is used for the brief.`);
  } else {
    open({ name: file.name, text: await file.text() });
  }
}
