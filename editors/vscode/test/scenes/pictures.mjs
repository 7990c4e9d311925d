// The pictures of the README. They are written anew where PICTURES names their folder:
// `PICTURES=editors/vscode/media/pictures node editors/vscode/test/workbench.mjs CODE_SERVER EXTENSION /tmp/pictures pictures`

import path from 'node:path';

export const setup = { viewport: { width: 1100, height: 640 } };

export async function tests(test, w) {
  const folder = process.env.PICTURES;
  const keep = (name) => folder && w.page.screenshot({ path: path.join(folder, name) });

  await test('Picture: findings in a text brief, and its sources beside it', async () => {
    await w.openFile('water-treaty.txt');
    await w.command('Brief: Focus on Sources View');
    await w.page.locator('.pane-body .monaco-list-row').filter({ hasText: 'Vikander' }).first().waitFor();
    await w.openFile('water-treaty.txt');
    await w.goBehind('water-treaty.txt', 'three times.⁷');
    await w.page.locator('.monaco-editor .squiggly-error').first().waitFor();
    await w.page.waitForTimeout(1500);
    await keep('sources.png');
  });

  await test('Picture: a new footnote, and the sources that are offered in it', async () => {
    await w.command('View: Close Primary Side Bar');
    await w.openFile('grid-resilience.md');
    await w.goBehind('grid-resilience.md', 'clinic,\nthe pumping station');
    await w.press('Control+Alt+f');
    await w.leavesLine(28);
    await w.type('What');
    await w.page.locator('.suggest-widget.visible').filter({ hasText: 'Vikander' }).waitFor();
    await w.page.waitForTimeout(1000);
    await keep('footnote.png');
  });
}
