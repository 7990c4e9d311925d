// Footnotes are written.

export const setup = {};

const WATER = 'water-treaty.txt';
const GRID = 'grid-resilience.md';

export async function tests(test, w) {
  await test('The footnote key inserts a footnote and goes into it, and back behind its marker', async () => {
    await w.openFile(GRID);
    const before = w.text(GRID);
    await w.goBehind(GRID, 'clinic,\nthe pumping station');
    await w.press('Control+Alt+f');
    await w.page.locator('.suggest-widget.visible').waitFor();
    await w.press('Escape');
    await w.type('Jane Roe, Wells, 2020.');
    await w.press('Control+Alt+f');
    await w.isAt(28, 24);
    await w.type(' there');
    await w.savesAs(GRID, (text) => /the pumping station\[\^\d+\] there and/.test(text) && /\n\[\^\d+\]: Jane Roe, Wells, 2020\.\n/.test(text));
    await w.undoTo(GRID, before);
  });

  await test('The footnote key writes ⁸ in a text of superscripts, and counts on', async () => {
    await w.openFile(WATER);
    const before = w.text(WATER);
    await w.goBehind(WATER, 'can be in force next spring.');
    await w.press('Control+Alt+f');
    await w.leavesLine(51);
    await w.press('Escape');
    await w.type('Nobody has tried.');
    await w.savesAs(WATER, (text) => text.includes('next spring.⁹') && text.includes('⁹ Nobody has tried.'));
    await w.undoTo(WATER, before);
  });

  await test('The footnote key makes a footnote of a selection', async () => {
    await w.openFile(GRID);
    const before = w.text(GRID);
    await w.goBehind(GRID, 'The public debate, by contrast,');
    await w.press('Shift+Home');
    await w.press('Escape');
    await w.goBehind(GRID, 'which exists and is not public');
    for (let i = 0; i < ', which exists and is not public'.length; i++) await w.press('Shift+ArrowLeft');
    await w.press('Control+Alt+f');
    await w.savesAs(GRID, (text) => /by flood risk\.?\[\^\d+\]/.test(text) && /\[\^\d+\]: ?,? ?[Ww]hich exists and is not public/.test(text));
    await w.press('Control+z');
    await w.savesAs(GRID, before);
  });

  await test('Words of a note find it behind [^, each row with its text', async () => {
    await w.goBehind(GRID, 'The second is better in principle');
    await w.type('[^achter');
    const row = w.page.locator('.suggest-widget.visible .monaco-list-row').filter({ hasText: 'storage' }).first();
    await row.waitFor();
    await row.filter({ hasText: 'A Battery at the End' }).waitFor();
    await w.press('Tab');
    await w.savesAs(GRID, (text) => text.includes('better in principle[^storage]'));
  });
}
