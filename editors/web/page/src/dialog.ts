// The one dialog of the page.

import { button, element } from './dom';

export function show(title: string, body: Node[], { narrow = false } = {}): void {
  const dialog = element<HTMLDialogElement>('dialog');
  element('dialog-title').textContent = title;
  element('dialog-body').replaceChildren(...body);
  dialog.classList.toggle('narrow', narrow);
  if (!dialog.open) dialog.showModal();
}

/** Lets the author choose; undefined where the dialog is closed. */
export function choose<Choice extends { title: string }>(
  title: string,
  choices: readonly Choice[],
): Promise<Choice | undefined> {
  const dialog = element<HTMLDialogElement>('dialog');
  return new Promise((resolve) => {
    const list = document.createElement('div');
    list.className = 'choices';
    list.append(
      ...choices.map((choice) =>
        button(choice.title, () => {
          resolve(choice);
          dialog.close();
        }),
      ),
    );
    dialog.addEventListener('close', () => resolve(undefined), { once: true });
    show(title, [list], { narrow: true });
  });
}
