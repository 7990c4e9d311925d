import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Runs tests one after the other, and keeps a picture of each. */
export class Run {
  #passed = 0;
  #failed = 0;
  #screenshots;

  constructor(screenshots = path.join(tmpdir(), 'brief-ls-workbench')) {
    this.#screenshots = screenshots;
    mkdirSync(screenshots, { recursive: true });
  }

  async test(page, title, body) {
    let mark = 'ok    ';
    let reason = '';
    try {
      await body();
      this.#passed += 1;
    } catch (error) {
      this.#failed += 1;
      mark = 'FAILED';
      reason = `\n${error.stack}`;
    }
    // What has just come is still fading in.
    await page.waitForTimeout(500);
    const name = title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').slice(0, 70);
    const number = String(this.#passed + this.#failed).padStart(2, '0');
    const picture = path.join(this.#screenshots, `${number}-${name}.png`);
    await page.screenshot({ path: picture }).catch(() => undefined);
    console.log(`${mark}  ${title}${reason}`);
  }

  /** Tells how many passed; the exit code. */
  end() {
    console.log(`${this.#passed} passed, ${this.#failed} failed; pictures in ${this.#screenshots}`);
    return this.#failed === 0 ? 0 : 1;
  }
}
