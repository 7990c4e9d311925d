// A program that is not there.

import { PROGRAM } from '../workbench/folder.mjs';

export const setup = { settings: { 'brief-ls.path': '/nowhere/brief-ls' } };

export async function tests(test, w) {
  await test('A wrong path is told in a sentence, by a toast and at the bottom of the window', async () => {
    await w.openFile('water-treaty.txt');
    await w.toast('"/nowhere/brief-ls" was not found').waitFor();
    await w.status('brief-ls').waitFor();
  });

  await test('The file that is chosen is used at once', async () => {
    await w.toast('was not found').getByText('Choose the file').click();
    await w.chooseFile(PROGRAM);
    await w.status('7 notes').waitFor();
  });
}
