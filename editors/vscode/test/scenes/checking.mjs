// Findings are fixed, and briefs changed as a whole.

export const setup = {};

const GRID = 'grid-resilience.md';
const WATER = 'water-treaty.txt';

export async function tests(test, w) {
  await test('"Add the note" adds it at one click, the cursor goes into it, and one undo takes it away', async () => {
    await w.openFile(GRID);
    const before = w.text(GRID);
    await w.goBehind(GRID, 'day.[^galeforce');
    await w.quickFix('Add the note');
    await w.press('Enter');
    await w.isAt(55, 15);
    await w.press('Escape', 'Control+z');
    await w.isAt(17);
    await w.savesAs(GRID, before);
  });

  await test('What is typed after "Add the note" is the note', async () => {
    const before = w.text(GRID);
    await w.goBehind(GRID, 'day.[^galeforce');
    await w.quickFix('Add the note');
    await w.press('Enter');
    await w.isAt(55, 15);
    await w.press('Escape');
    await w.type('So it was said.');
    await w.savesAs(GRID, (text) => text.includes('\n[^galeforce]: So it was said.\n'));
    await w.undoTo(GRID, before);
  });

  await test('The bulb is lit where something can be mended, and only there', async () => {
    await w.openFile(GRID);
    await w.goBehind(GRID, 'day.[^galeforce');
    await w.page.locator('[class*="codicon-light"]').first().waitFor();
    await w.goBehind(GRID, 'earns a return on a buried cable');
    await w.page.locator('[class*="codicon-light"]').first().waitFor({ state: 'hidden' });
  });

  await test('The menu has one entry to suppress a finding, and the address on the clipboard for a placeholder', async () => {
    await w.goBehind(GRID, 'Network Companies"](#');
    await w.quickFix('Insert the address on the clipboard');
    const rows = await w.page.locator('.action-widget .monaco-list-row').allInnerTexts();
    const suppressing = rows.filter((row) => /suppress|turn off/i.test(row));
    if (suppressing.length !== 1) throw new Error(rows.join(' | '));
    await w.press('Escape');
  });

  await test('Renumber is one command, and one undo takes it back', async () => {
    await w.openFile(WATER);
    const before = w.text(WATER);
    await w.goBehind(WATER, 'What the Commission May Do');
    await w.command('Brief: Renumber Footnotes');
    await w.savesAs(WATER, (text) => text.includes('use or store it.⁴') && text.includes('spring flow.⁵'));
    await w.press('Control+z');
    await w.savesAs(WATER, before);
  });

  await test('A refusal is a sentence with its line, and no crash', async () => {
    await w.openFile('dams.md');
    await w.goBehind('dams.md', '[^1]: Jane Roe');
    await w.command('Brief: Move Source to the Bibliography');
    await w.toast('refers back to this note').waitFor();
  });

  await test('A rule is explained on its page', async () => {
    await w.closeToasts();
    await w.command('Brief: Explain a Rule…');
    await w.page.locator('.quick-input-box input').fill('undefined-marker');
    await w.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'undefined-marker' }).first().click();
    await w.webview('h2:has-text("Why it matters")');
  });
}
