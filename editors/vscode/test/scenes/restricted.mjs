// A folder that is not trusted.

export const setup = { trusts: false };

export async function tests(test, w) {
  await test('Restricted Mode: findings are shown, and no character is boxed', async () => {
    await w.page.locator('.statusbar-item').filter({ hasText: 'Restricted Mode' }).first().waitFor();
    await w.openFile('water-treaty.txt');
    await w.goBehind('water-treaty.txt', 'three times.⁷');
    await w.page.locator('.monaco-editor .squiggly-error').first().waitFor();
    if ((await w.page.locator('.unicode-highlight').count()) > 0) throw new Error('a character is boxed');
    await w.status('7 notes').waitFor();
  });
}
