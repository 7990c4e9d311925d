// Other documents of a brief: preview, report, Word.

import { existsSync } from 'node:fs';
import path from 'node:path';

export const setup = {};

export async function tests(test, w) {
  await test('The preview shows footnotes', async () => {
    await w.openFile('grid-resilience.md');
    await w.command('Brief: Preview with Footnotes to the Side');
    const page = await w.webview('section.footnotes');
    await page.locator('sup.footnote-ref').first().waitFor();
  });

  await test('The preview shows citations by key', async () => {
    await w.command('View: Close All Editors');
    await w.openFile('snow.qmd');
    await w.command('Brief: Preview with Footnotes to the Side');
    // The preview is drawn again in a new frame once the server has said what the keys stand for.
    await w.webview('.brief-ls-citation:has-text("(Vikander 2020)")');
  });

  await test('A plain-text brief is previewed as Markdown', async () => {
    await w.command('View: Close All Editors');
    await w.openFile('water-treaty.txt');
    await w.command('Brief: Preview with Footnotes to the Side');
    const page = await w.webview('section.footnotes');
    await page.locator('h2:has-text("What the Commission May Do"), h1:has-text("What the Commission May Do")').waitFor();
  });

  await test('The report for the editor is shown beside the brief', async () => {
    await w.command('View: Close All Editors');
    await w.openFile('grid-resilience.md');
    await w.command('Brief: Report for the Editor');
    await w.webview('h1:has-text("Keeping the Lights On")');
  });

  await test('A Word file is imported into a new brief', async () => {
    await w.command('View: Close All Editors');
    await w.command('Brief: Import a Word File or PDF…');
    await w.chooseFile(path.join(w.folder, 'grid.docx'));
    await w.page.locator('.view-lines').filter({ hasText: 'Keeping the Lights On' }).first().waitFor();
    await w.page.locator('.view-lines').filter({ hasText: '[^1]' }).first().waitFor();
  });

  await test('A brief is exported as a Word file', async () => {
    await w.command('View: Revert and Close Editor');
    await w.openFile('water-treaty.txt');
    await w.command('Brief: Export as a Word File…');
    await w.chooseFile(path.join(w.folder, 'treaty.docx'));
    await w.toast('treaty.docx is written').waitFor();
    if (!existsSync(path.join(w.folder, 'treaty.docx'))) throw new Error('there is no file');
  });

  await test('Pasted text becomes a clean brief', async () => {
    await w.closeToasts();
    await w.command('View: Close All Editors');
    await w.command('File: New Untitled Text File');
    await w.isInEditor();
    await w.page.keyboard.insertText('A Title\n\nThe first line of a paragraph with a note.¹ And more.\n\n¹ Jane Roe, Wells, 2020.\n');
    await w.command('Brief: Clean Up Pasted Text (to Markdown)');
    await w.page.locator('.view-lines').filter({ hasText: 'paragraph with a note.[^1]' }).first().waitFor();
    await w.status('Markdown').waitFor();
  });
}
