// The first minutes: a folder is opened, and a brief.

export const setup = {};

export async function tests(test, w) {
  await test('First open: the findings of all briefs of the folder are under Problems, opened or not', async () => {
    await w.openFile('water-treaty.txt');
    await w.command('Problems: Focus on Problems View');
    for (const code of ['undefined-marker', 'note-order', 'placeholder-link', 'split-paragraph', 'duplicate-note']) {
      await w.page.getByPlaceholder('Filter (e.g').fill(code);
      await w.problem(code).first().waitFor();
    }
    await w.page.getByPlaceholder('Filter (e.g').fill('');
  });

  await test('Squiggles: the marker without a note is underlined', async () => {
    await w.openFile('water-treaty.txt');
    await w.goBehind('water-treaty.txt', 'three times.⁷');
    await w.page.locator('.monaco-editor .squiggly-error').first().waitFor();
  });

  await test('Long lines of plain text wrap, and no character is boxed', async () => {
    await w.goBehind('water-treaty.txt', 'no reason to doubt them.¹');
    if ((await w.page.locator('.unicode-highlight').count()) > 0) throw new Error('a character is boxed');
  });

  await test('The outline shows the sections of a text brief', async () => {
    await w.command('Explorer: Focus on Outline View');
    // The list draws only the rows that have room.
    await w.page.locator('.pane-header').filter({ hasText: 'briefs' }).click();
    for (const section of ['Sharing the Melt', 'A River Without an Average']) {
      await w.page.locator('.outline-pane .monaco-list-row').filter({ hasText: section }).first().waitFor();
    }
    await w.page.locator('.pane-header').filter({ hasText: 'briefs' }).click();
  });

  await test('F12 on marker ⁵ goes to its note, and F12 there back', async () => {
    await w.openFile('water-treaty.txt');
    await w.goBehind('water-treaty.txt', 'use or store it.⁵');
    await w.press('ArrowLeft', 'F12');
    await w.isAt(41);
    await w.press('F12');
    await w.isAt(29);
  });

  await test('Hover over a marker shows its note', async () => {
    await w.goBehind('water-treaty.txt', 'that of the driest.');
    await w.press('ArrowRight', 'ArrowLeft');
    await w.command('Show or Focus Hover');
    await w.page.locator('.monaco-hover').filter({ hasText: 'What the Gauge Recorded' }).first().waitFor();
    await w.press('Escape');
  });

  await test('The status item says how long the brief is and how much is found', async () => {
    await w.status(/\d words · 7 notes · 5 findings/).waitFor();
    await w.status('7 notes').click();
    await w.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'Report for the editor' }).waitFor();
    await w.press('Escape');
  });

  await test('The palette has what an author looks for', async () => {
    for (const words of ['footnote', 'renumber', 'sources', 'convert', 'word file', 'bibliography', 'pasted']) {
      const rows = await w.palette(`Brief: ${words}`);
      if (!rows.some((row) => row.toLowerCase().includes(words))) throw new Error(`${words}: ${rows}`);
    }
  });

  await test('The first steps are shown, and open the sample brief', async () => {
    await w.command('Brief: First Steps');
    await w.page.locator('.gettingStartedContainer').getByText('Open the sample brief').first().waitFor();
  });
}
