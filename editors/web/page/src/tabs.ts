// The tabs beside the text (ARIA Authoring Practices, "Tabs").

import { element } from './dom';

const TABS = ['findings', 'sources'];

export function startTabs(): void {
  const tabs = TABS.map((name) => element(`${name}-tab`));
  const select = (selected: number, focus: boolean) => {
    tabs.forEach((tab, index) => {
      tab.setAttribute('aria-selected', String(index === selected));
      tab.tabIndex = index === selected ? 0 : -1;
      element(`${TABS[index]}-panel`).hidden = index !== selected;
    });
    if (focus) tabs[selected]?.focus();
  };
  tabs.forEach((tab, index) => {
    tab.addEventListener('click', () => select(index, false));
    tab.addEventListener('keydown', ({ key }) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
      if (step) select((index + step + tabs.length) % tabs.length, true);
    });
  });
  select(0, false);
}
