import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

import { prepare } from './folder.mjs';
import { PATIENCE, serve } from './server.mjs';

/** A workbench in a browser, as someone sits before it: keys, clicks, and what is to be seen. */
export class Workbench {
  static async open({ codeServer, vsix, browser, settings, trusts, programs, viewport, colorScheme = 'light' }) {
    const { home, folder } = prepare({ vsix, settings });
    const server = await serve({ codeServer, vsix, home, folder, trusts, programs });
    const page = await browser.newPage({ viewport: viewport ?? { width: 1280, height: 900 }, colorScheme });
    page.setDefaultTimeout(PATIENCE);
    page.setDefaultNavigationTimeout(3 * PATIENCE);
    await page.goto(server.address);
    await page.locator('.monaco-workbench .explorer-viewlet').waitFor();
    return new Workbench(page, home, folder, server);
  }

  constructor(page, home, folder, server) {
    Object.assign(this, { page, home, folder, server });
  }

  async close() {
    await this.page.close();
    this.server.end();
    rmSync(this.home, { recursive: true, force: true, maxRetries: 5 });
  }

  async press(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async type(text) {
    await this.page.keyboard.type(text, { delay: 20 });
  }

  /** Runs a command by its title in the palette. */
  async command(title) {
    await this.press('F1');
    await this.page.locator('.quick-input-box input').fill(`>${title}`);
    await this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first().click();
  }

  /** What the palette offers for some words. */
  async palette(words) {
    await this.press('F1');
    await this.page.locator('.quick-input-box input').fill(`>${words}`);
    await this.page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    const rows = await this.page.locator('.quick-input-list .monaco-list-row').allInnerTexts();
    await this.press('Escape');
    return rows;
  }

  async openFile(name) {
    await this.press('Control+P');
    await this.page.locator('.quick-input-box input').fill(name);
    await this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: name }).first().click();
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    await this.isInEditor();
  }

  /** The keys go to the editor. */
  async isInEditor() {
    await this.page.waitForFunction(() => document.activeElement?.closest('.monaco-editor') !== null);
  }

  text(name) {
    return readFileSync(path.join(this.folder, name), 'utf8');
  }

  /** Puts the cursor behind `words` of the file `name`, which is the active one and saved. */
  async goBehind(name, words) {
    const text = this.text(name);
    const at = text.indexOf(words);
    if (at < 0) throw new Error(`${name} does not have ${words}`);
    const before = text.slice(0, at + words.length).split('\n');
    const [line, column] = [before.length, before.at(-1).length + 1];
    await this.press('Control+G');
    await this.page.locator('.quick-input-box input').fill(`:${line}:${column}`);
    await this.press('Enter');
    await this.isAt(line, column);
    await this.isInEditor();
  }

  /** The cursor is there, by the item at the bottom of the window. */
  async isAt(line, column) {
    const place = column === undefined ? new RegExp(`Ln ${line}, `) : new RegExp(`Ln ${line}, Col ${column}(?!\\d)`);
    await this.page.locator('.statusbar-item').filter({ hasText: place }).first().waitFor();
  }

  async leavesLine(line) {
    const elsewhere = new RegExp(`Ln (?!${line},)\\d+, `);
    await this.page.locator('.statusbar-item').filter({ hasText: elsewhere }).first().waitFor();
  }

  /** Saves, and waits until the file is `expected`: a text, or what has to be true of it. */
  async savesAs(name, expected) {
    const isRight = typeof expected === 'string' ? (text) => text === expected : expected;
    const deadline = Date.now() + PATIENCE / 2;
    for (;;) {
      await this.press('Control+S');
      const text = this.text(name);
      if (isRight(text)) return;
      if (Date.now() > deadline) throw new Error(`${name} is otherwise:\n${text}`);
      await this.page.waitForTimeout(300);
    }
  }

  /** Takes back what was typed, which may be several steps. */
  async undoTo(name, before) {
    for (let step = 0; step < 12 && this.text(name) !== before; step++) {
      await this.press('Control+z', 'Control+S');
      await this.page.waitForTimeout(500);
    }
    await this.savesAs(name, before);
  }

  /** Answers the dialog for a file, which begins in a folder, with `file`. */
  async chooseFile(file) {
    await this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: '..' }).first().waitFor();
    await this.page.locator('.quick-input-box input').fill(file);
    const accept = this.page.locator('.quick-input-widget .monaco-button').filter({ hasText: /OK|Use this program|Save/ }).first();
    await this.#clickAway(accept);
  }

  /** Chooses from the menu that is open. */
  async chooseInMenu(title) {
    await this.#clickAway(this.page.locator('.context-view .action-item').filter({ hasText: title }).first());
  }

  /** Clicks what goes by that. A menu that still opens and a dialog that looks a path up ignore clicks. */
  async #clickAway(target) {
    await target.click();
    for (let clicks = 1; clicks < 10 && (await target.isVisible()); clicks += 1) {
      await target.waitFor({ state: 'hidden', timeout: 3000 }).catch(() => target.click({ timeout: 3000 }).catch(() => undefined));
    }
  }

  /** A row of the list of problems. */
  problem(words) {
    return this.page.locator('.markers-panel .monaco-list-row').filter({ hasText: words });
  }

  /** A toast at the bottom of the window. */
  toast(words) {
    return this.page.locator('.notification-toast').filter({ hasText: words }).first();
  }

  async closeToasts() {
    await this.command('Notifications: Clear All Notifications');
  }

  /** The item of brief-ls at the bottom of the window. */
  status(words) {
    return this.page.locator('.statusbar-item').filter({ hasText: words }).first();
  }

  /** The menu of code actions; pressed again where VS Code drops it as another extension is still starting. */
  async quickFix(title) {
    const entry = this.page.locator('.action-widget .monaco-list-row').filter({ hasText: title }).first();
    for (let press = 1; press <= 5; press++) {
      await this.press('Escape', 'Control+.');
      if (await entry.waitFor({ timeout: 10_000 }).then(() => true, () => false)) break;
    }
    await entry.waitFor({ timeout: 1000 });
    return entry;
  }

  /** The page within a webview that has `selector`. */
  async webview(selector) {
    const deadline = Date.now() + PATIENCE;
    while (Date.now() < deadline) {
      for (const frame of this.page.frames()) {
        if ((await frame.locator(selector).count().catch(() => 0)) > 0) return frame;
      }
      await this.page.waitForTimeout(200);
    }
    throw new Error(`no page with ${selector}`);
  }
}
