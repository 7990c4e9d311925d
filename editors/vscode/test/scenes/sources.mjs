// The Sources view.

import assert from 'node:assert/strict';

export const setup = {};

export async function tests(test, w) {
  const row = (words) => w.page.locator('.pane-body .monaco-list-row').filter({ hasText: words });

  await test('The Sources view lists what each note cites, and what it lacks', async () => {
    await w.openFile('grid-resilience.md');
    await w.command('Brief: Focus on Sources View');
    await row('Achterberg').first().waitFor();
    await row('placeholder').first().waitFor();
  });

  await test('A click on a source goes to it', async () => {
    await row('Achterberg').first().click();
    await w.isAt(60);
  });

  await test('By source, and by section', async () => {
    await w.command('Brief: List by Source');
    await row('Achterberg').first().waitFor();
    await w.command('Brief: List by Section');
    await row('Who Should Pay?').first().waitFor();
    await w.command('Brief: List by Note');
    await row('1. Report of the Inquiry').first().waitFor();
  });

  await test('A source of the other brief is marked as such', async () => {
    await w.openFile('water-treaty.txt');
    await row('also in').first().waitFor();
  });

  await test('A source is copied as BibTeX', async () => {
    await row('Abernathy').first().click({ button: 'right' });
    await w.chooseInMenu('Copy as BibTeX');
    await w.status('The source is on the clipboard').waitFor();
    await w.command('File: New Untitled Text File');
    await w.isInEditor();
    await w.press('Control+v');
    const lines = w.page.locator('.editor-instance .view-lines').last();
    await lines.filter({ hasText: /@article/ }).waitFor();
    assert.match(await lines.innerText(), /Abernathy/);
  });
}
