// The page in Chromium, by clicks and keys: what it shows is what the native program says, it connects to nothing, it
// works offline, and axe-core finds nothing wrong with it. A screenshot of each look is kept.
//
// Run as: node test/page.mjs FOLDER-OF-SCREENSHOTS. The program is target/debug/brief-ls, or what BRIEF_LS names; the
// browser is Debian's, or what CHROMIUM names by its path. Briefs of ../shared are tried where they are.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { chromium } from 'playwright-core';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const PROGRAM = process.env.BRIEF_LS ?? path.join(ROOT, 'target/debug/brief-ls');
const PAGE = path.join(ROOT, 'editors/web/dist/page');
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SAMPLE = path.join(ROOT, 'examples/water-treaty.txt');
const SHARED = path.join(ROOT, '../shared');
const SCREENSHOTS = path.resolve(process.argv[2] ?? 'dist/screenshots');

/** What the native program writes. */
function native(args, input) {
  return spawnSync(PROGRAM, args, { input, maxBuffer: 1 << 28 }).stdout;
}

/** The rules that the native program reports on a text, one for each finding. */
function nativeFindings(file, profile) {
  const args = ['check', '-', '--stdin-name', `/brief/${path.basename(file)}`, '--profile', profile, '--format', 'json'];
  return JSON.parse(native(args, readFileSync(file)).toString());
}

async function serve() {
  const types = { '.html': 'text/html', '.js': 'text/javascript' };
  const server = createServer((request, response) => {
    const name = new URL(request.url, 'http://localhost').pathname.replace(/\/$/, '/index.html');
    const file = path.join(PAGE, name);
    response.writeHead(existsSync(file) ? 200 : 404, { 'content-type': types[path.extname(file)] ?? 'text/plain' });
    response.end(existsSync(file) ? readFileSync(file) : '');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

/** The page, with what a person does to it. */
class Visit {
  constructor(page) {
    this.page = page;
  }

  async open(...files) {
    await this.page.locator('#file').setInputFiles(files);
    await this.page.waitForFunction((name) => document.querySelector('#file-name').textContent.startsWith(name), this.opened(files[0]));
    await this.settled();
  }

  opened(file) {
    return path.basename(file).replace(/\.(docx|pdf)$/i, '.md');
  }

  /** Waits until findings and lists are there after a brief was opened. */
  settled() {
    return this.page.waitForFunction(() =>
      ['findings', 'sources'].every((name) => /\(\d+\)/.test(document.querySelector(`#${name}-tab`).textContent)),
    );
  }

  /** Waits until `read` gives what is expected. */
  async until(read, isExpected) {
    for (let tries = 0; tries < 100; tries += 1) {
      if (isExpected(await read())) return;
      await this.page.waitForTimeout(300);
    }
    assert.fail(`after half a minute: ${await read()}`);
  }

  findings() {
    return this.page.locator('#findings .item').count();
  }

  text() {
    return this.page.evaluate(() => document.querySelector('.cm-content').cmTile.root.view.state.doc.toString());
  }

  /** The line with the cursor, from 1. */
  line() {
    return this.page.evaluate(() => {
      const { state } = document.querySelector('.cm-content').cmTile.root.view;
      return state.doc.lineAt(state.selection.main.head).number;
    });
  }

  /** Puts the cursor on the `nth` place with these words, from 0. */
  async cursorAt(words, nth = 0) {
    await this.page.evaluate(
      ([words, nth]) => {
        const { view } = document.querySelector('.cm-content').cmTile.root;
        const text = view.state.doc.toString();
        let at = text.indexOf(words);
        for (let i = 0; i < nth; i += 1) at = text.indexOf(words, at + 1);
        view.dispatch({ selection: { anchor: at }, scrollIntoView: true });
        view.focus();
      },
      [words, nth],
    );
  }

  async download(title) {
    await this.page.getByRole('button', { name: 'Download', exact: true }).click();
    const download = this.page.waitForEvent('download');
    await this.page.getByRole('button', { name: title }).click();
    return readFileSync(await (await download).path());
  }

  async accessible(look) {
    await this.page.evaluate(AXE);
    const { violations } = await this.page.evaluate(() => globalThis.axe.run());
    const told = violations.map((it) => `${it.impact}: ${it.id}: ${it.help}: ${it.nodes[0].target.join(' ')}`);
    assert.deepEqual(told, [], look);
  }

  async picture(name) {
    await this.page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`) });
  }
}

let failed = 0;
async function step(name, body) {
  try {
    await body();
    console.log(`ok      ${name}`);
  } catch (error) {
    await page.keyboard.press('Escape').catch(() => undefined);
    console.log(`FAILED  ${name}\n${error.stack}`);
    failed += 1;
  }
}

mkdirSync(SCREENSHOTS, { recursive: true });
const server = await serve();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const context = await browser.newContext({ viewport: { width: 1360, height: 860 }, colorScheme: 'light' });
const page = await context.newPage();
page.setDefaultTimeout(120_000);
const visit = new Visit(page);
const requests = [];
context.on('request', (request) => requests.push(request.url()));
page.on('console', (message) => message.type() === 'error' && console.log(`        console: ${message.text()}`));
page.on('pageerror', (error) => console.log(`        page: ${error.message}`));

await step('the sample brief is open at once, with what the native program finds in it', async () => {
  await page.goto(server.url);
  await page.locator('#findings .item').first().waitFor({ timeout: 60_000 });
  await visit.settled();
  assert.equal(await visit.findings(), nativeFindings(SAMPLE, 'brief').length);
  assert.ok((await page.locator('.cm-lintRange').count()) > 0);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await visit.picture('light');
});
const loaded = requests.length;

await step('F12 on ⁶ leads to note 6, and back', async () => {
  const lines = readFileSync(SAMPLE, 'utf8').split('\n');
  await visit.cursorAt('⁶');
  const from = await visit.line();
  await page.keyboard.press('F12');
  await visit.until(() => visit.line(), (now) => /^⁶ /.test(lines[now - 1]));
  await page.keyboard.press('F12');
  await visit.until(() => visit.line(), (now) => now === from);
});

await step('the pointer on a marker shows its note', async () => {
  const at = await page.evaluate(() => {
    const { view } = document.querySelector('.cm-content').cmTile.root;
    const place = view.state.doc.toString().indexOf('⁶');
    view.dispatch({ selection: { anchor: place }, scrollIntoView: true });
    const { left, right, top, bottom } = view.coordsAtPos(place, 1);
    return { x: left + 3, y: (top + bottom) / 2, right };
  });
  await page.mouse.move(at.x, at.y);
  await page.locator('.cm-tooltip-hover').waitFor();
  await visit.picture('hover');
  await page.mouse.move(5, 5);
});

await step('the outline leads to a heading', async () => {
  await page.locator('#outline button').last().click();
  const lines = readFileSync(SAMPLE, 'utf8').split('\n');
  const heading = await page.locator('#outline button').last().textContent();
  assert.ok(lines[(await visit.line()) - 1].includes(heading));
});

await step('a quick fix, and its undo', async () => {
  const before = await visit.text();
  const findings = await visit.findings();
  for (const item of await page.locator('#findings .item').all()) {
    await item.getByRole('button').last().click();
    await page.locator('.choices button').first().waitFor();
    const fix = page.locator('.choices button').filter({ hasNotText: /^(Explain|Suppress|Ignore|Turn off|Silence)/ });
    if ((await fix.count()) > 0) {
      await visit.picture('fix');
      await fix.first().click();
      break;
    }
    await page.keyboard.press('Escape');
    await page.locator('#dialog').waitFor({ state: 'hidden' });
  }
  await visit.until(() => visit.findings(), (now) => now !== findings);
  assert.notEqual(await visit.text(), before);
  await page.locator('.cm-content').focus();
  await page.keyboard.press('Control+z');
  await visit.until(() => visit.findings(), (now) => now === findings);
  assert.equal(await visit.text(), before);
});

await step('a refactoring is offered, done and undone', async () => {
  const before = await visit.text();
  await page.getByRole('button', { name: 'Improve…' }).click();
  await page.locator('.choices button').filter({ hasText: /Markdown/ }).first().click();
  await visit.until(() => visit.text(), (now) => now.includes('[^7]'));
  await page.locator('.cm-content').focus();
  await page.keyboard.press('Control+z');
  assert.equal(await visit.text(), before);
});

await step('the page of a rule is explained', async () => {
  await page.locator('#findings .item').first().getByRole('button').last().click();
  await page.locator('.choices button').filter({ hasText: /^Explain/ }).first().click();
  await page.locator('#dialog-body h2').first().waitFor();
  await visit.picture('explain');
  await page.getByRole('button', { name: 'Close' }).click();
});

await step('the sources are listed', async () => {
  await page.getByRole('tab', { name: /Sources/ }).click();
  assert.ok((await page.locator('#sources .item').count()) >= 7);
  await visit.picture('sources');
  await page.getByRole('tab', { name: /Sources/ }).press('ArrowLeft');
  assert.ok(await page.locator('#findings').isVisible());
});

await step('the profile changes what is reported', async () => {
  await visit.open(path.join(ROOT, 'examples/grid-resilience.md'));
  for (const profile of ['default', 'brief']) {
    await page.getByLabel('Check as').selectOption(profile);
    const expected = nativeFindings(path.join(ROOT, 'examples/grid-resilience.md'), profile).length;
    await visit.until(() => visit.findings(), (now) => now === expected);
  }
  await visit.open(SAMPLE);
});

await step('the report is that of the native program', async () => {
  await page.getByRole('button', { name: 'Report', exact: true }).click();
  await page.frameLocator('#dialog iframe').locator('h1').first().waitFor();
  await visit.picture('report');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download the report' }).click();
  const report = readFileSync(await (await download).path(), 'utf8');
  const args = ['report', '-', '--stdin-name', 'brief/water-treaty.txt', '--profile', 'brief'];
  assert.equal(report, native(args, readFileSync(SAMPLE)).toString());
  await page.getByRole('button', { name: 'Close' }).click();
});

await step('downloads are what the native program writes', async () => {
  const name = ['--stdin-name', '/brief/water-treaty.txt'];
  const text = readFileSync(SAMPLE);
  assert.deepEqual(await visit.download('The text as it is'), text);
  assert.deepEqual(await visit.download('Markdown'), native(['convert', '-', ...name, '--to', 'markdown'], text));
  assert.deepEqual(await visit.download('Word'), native(['convert', '-', ...name, '--to', 'docx'], text));
  assert.deepEqual(await visit.download(/Zotero/), native(['sources', '-', '--format', 'csl-json'], text));
});

await step('a Word file and a PDF are read as the native program reads them', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'brief-ls-web-'));
  const word = path.join(folder, 'treaty.docx');
  native(['convert', SAMPLE, '--to', 'docx', '-o', word]);
  const pdf = path.join(ROOT, 'tests/cli/pdf/harbours.pdf');
  const published = ['docx/seed.docx', 'pdf/seed.typst.pdf'].map((it) => path.join(SHARED, 'published', it));
  for (const file of [word, pdf, ...published.filter(existsSync)]) {
    await visit.open(file);
    assert.equal(await visit.text(), native(['convert', file, '--to', 'markdown']).toString(), file);
  }
  await visit.picture('imported');
});

await step('the published brief: eight placeholder links, five headings, ⁷', async () => {
  const brief = path.join(SHARED, 'briefs/issue-brief.txt');
  if (!existsSync(brief)) return console.log('        left out: ../shared/briefs is not there');
  await visit.open(brief);
  await page.getByLabel('Check as').selectOption('default');
  const placeholders = page.locator('#findings .item').filter({ hasText: /placeholder/i });
  await visit.until(() => placeholders.count(), (now) => now === 8);
  assert.equal(await page.locator('#outline ul button').count(), 5);
  await visit.cursorAt('⁷');
  await page.keyboard.press('F12');
  const lines = (await visit.text()).split('\n');
  await visit.until(() => visit.line(), (now) => /^⁷ /.test(lines[now - 1]));
  await page.getByLabel('Check as').selectOption('brief');
});

await step('a file is dropped', async () => {
  const data = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['A claim.[^1]\n'], 'dropped.md', { type: 'text/markdown' }));
    return transfer;
  });
  await page.dispatchEvent('.cm-content', 'drop', { dataTransfer: data });
  await page.waitForFunction(() => document.querySelector('#file-name').textContent === 'dropped.md');
  await visit.settled();
  assert.match(await page.locator('#findings').textContent(), /\[\^1\]/);
});

await step('nothing was asked of the network after the page was loaded, and nothing could be', async () => {
  assert.deepEqual(requests.slice(loaded).filter((url) => !url.startsWith('blob:')), []);
  const refused = await page.evaluate((url) => fetch(url).then(() => false, () => true), server.url);
  assert.ok(refused);
});

await step('axe-core finds nothing wrong: light, dark, phone', async () => {
  await page.goto(server.url);
  await page.locator('#findings .item').first().waitFor();
  await visit.settled();
  await visit.accessible('light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await visit.accessible('dark');
  await visit.picture('dark');
  await page.setViewportSize({ width: 390, height: 844 });
  await visit.accessible('phone');
  await visit.picture('phone');
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(wide, 0);
});

await step('it works offline after one visit', async () => {
  server.close();
  await context.setOffline(true);
  await page.reload();
  await page.locator('#findings .item').first().waitFor();
  assert.equal(await page.locator('#file-name').textContent(), 'water-treaty.txt');
});

await step('it works from a file', async () => {
  const local = await context.newPage();
  await local.goto(`file://${path.join(PAGE, 'index.html')}`);
  await local.locator('#findings .item').first().waitFor();
  await local.close();
});

await browser.close();
server.close();
process.exit(failed > 0 ? 1 : 0);
