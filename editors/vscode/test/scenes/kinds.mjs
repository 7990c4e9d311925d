// Quarto files and bibliographies; the dark theme.

export const setup = { settings: { 'workbench.colorTheme': 'Default Dark Modern' }, colorScheme: 'dark' };

export async function tests(test, w) {
  await test('A .qmd file without the extension for Quarto is served as it is typed (dark)', async () => {
    await w.openFile('snow.qmd');
    await w.status('Markdown').waitFor();
    await w.command('Problems: Focus on Problems View');
    // A row below the others is not drawn.
    await w.page.getByPlaceholder('Filter (e.g').fill('Note [^2]');
    await w.problem('Note [^2] has no marker').first().waitFor();
    await w.isInEditor().catch(() => undefined);
    await w.openFile('snow.qmd');
    await w.goBehind('snow.qmd', '[^2]: Nobody cites this');
    await w.press('Shift+Home', 'Delete');
    await w.problem('Note [^2] has no marker').first().waitFor({ state: 'detached' });
  });

  await test('F12 on a key of a .qmd goes to the .bib, whose outline lists its entries (dark)', async () => {
    await w.goBehind('snow.qmd', '[@vikander');
    await w.press('F12');
    await w.page.locator('.tab.active[data-resource-name="references.bib"]').waitFor();
    await w.command('Explorer: Focus on Outline View');
    await w.page.locator('.outline-pane .monaco-list-row').filter({ hasText: 'vikander2020' }).first().waitFor();
  });

  await test('Shift+F12 on the key in the .bib goes to the one brief that cites it (dark)', async () => {
    await w.openFile('references.bib');
    await w.goBehind('references.bib', '@article{vikan');
    await w.press('Shift+F12');
    await w.page.locator('.tab.active[data-resource-name="snow.qmd"]').waitFor();
    await w.isAt(7);
  });

  await test('Markers and findings are legible in the dark theme', async () => {
    await w.command('View: Close All Editors');
    await w.openFile('water-treaty.txt');
    await w.goBehind('water-treaty.txt', 'three times.⁷');
    await w.page.locator('.monaco-editor .squiggly-error').first().waitFor();
  });
}
