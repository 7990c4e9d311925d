// Elements of the page.

export function element<E extends HTMLElement = HTMLElement>(id: string): E {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found as E;
}

/** A button that says `text`, or holds nodes. */
export function button(content: string | Node[], act: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.append(...(typeof content === 'string' ? [content] : content));
  made.addEventListener('click', act);
  return made;
}

export function span(className: string, text: string): HTMLSpanElement {
  const made = document.createElement('span');
  made.className = className;
  made.textContent = text;
  return made;
}

/** Fills a list, or says that there is nothing to fill it with. */
export function fill(list: HTMLElement, items: HTMLElement[], empty: string): void {
  const none = document.createElement('li');
  none.className = 'empty';
  none.textContent = empty;
  list.replaceChildren(...(items.length > 0 ? items : [none]));
}

/** What the page says of itself, in its last line. */
export function say(text: string): void {
  element('status').textContent = text;
}
