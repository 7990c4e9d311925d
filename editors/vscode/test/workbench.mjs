// The extension in a real VS Code workbench, served by code-server and driven through Chromium.
//
// Run as: node test/workbench.mjs CODE_SERVER_PACKAGE EXTENSION.vsix [SCREENSHOT.png]
// The program is target/debug/brief-ls, or what BRIEF_LS names; the browser is chromium, or what CHROMIUM
// names. Node must be the one that code-server was built for.

import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { chromium } from 'playwright-core';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const PROGRAM = process.env.BRIEF_LS ?? path.join(ROOT, 'target/debug/brief-ls');
const [codeServer, vsix, screenshot] = process.argv.slice(2);

/** Guards against a hang; no test measures time. In milliseconds. */
const PATIENCE = 60_000;

let passed = 0;
let failed = 0;

async function test(name, body) {
  try {
    await body();
    passed += 1;
    console.log(`ok      ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}\n${error.stack}`);
  }
}

/** A folder with the sample briefs, and the settings and extensions of someone who has just begun. */
function prepare() {
  const home = mkdtempSync(path.join(tmpdir(), 'brief-ls-workbench-'));
  const folder = path.join(home, 'briefs');
  mkdirSync(folder);
  for (const brief of ['water-treaty.txt', 'grid-resilience.md']) {
    copyFileSync(path.join(ROOT, 'examples', brief), path.join(folder, brief));
  }
  const settings = {
    'brief-ls.path': PROGRAM,
    'security.workspace.trust.enabled': false,
    'workbench.startupEditor': 'none',
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'editor.wordWrap': 'on',
    'editor.minimap.enabled': false,
    'editor.stickyScroll.enabled': false,
    'editor.lightbulb.enabled': 'off',
    'chat.disableAIFeatures': true,
  };
  mkdirSync(path.join(home, 'data/User'), { recursive: true });
  writeFileSync(path.join(home, 'data/User/settings.json'), JSON.stringify(settings));
  return { home, folder };
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Starts code-server on `folder`; returns its address and how to end it. */
async function serve(home, folder) {
  const entry = path.join(codeServer, 'out/node/entry.js');
  const places = ['--user-data-dir', `${home}/data`, '--extensions-dir', `${home}/extensions`];
  const install = spawnSync(process.execPath, [entry, ...places, '--install-extension', vsix]);
  if (install.status !== 0) {
    throw new Error(`the extension does not install:\n${install.stdout}${install.stderr}`);
  }
  const port = await freePort();
  const quiet = ['--disable-telemetry', '--disable-update-check', '--disable-workspace-trust'];
  const args = [entry, ...places, ...quiet, '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, folder];
  // A group of its own, so that all that it starts ends with it.
  const server = spawn(process.execPath, args, { detached: true, stdio: 'ignore' });
  const address = `http://127.0.0.1:${port}/?folder=${encodeURIComponent(folder)}`;
  const deadline = Date.now() + PATIENCE;
  while (!(await fetch(address).then((answer) => answer.ok, () => false))) {
    if (Date.now() > deadline) throw new Error('code-server does not answer');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return { address, end: () => process.kill(-server.pid, 'SIGKILL') };
}

async function command(page, title) {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-box input').fill(`>${title}`);
  await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first().click();
}

async function openFile(page, name) {
  await page.keyboard.press('Control+P');
  await page.locator('.quick-input-box input').fill(name);
  await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: name }).first().click();
  await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
}

function problem(page, code) {
  return page.locator('.markers-panel .monaco-list-row').filter({ hasText: code });
}

async function tests(page) {
  await test('the faults of all briefs of the folder are shown under Problems, opened or not', async () => {
    await openFile(page, 'water-treaty.txt');
    await command(page, 'Problems: Focus on Problems View');
    for (const [code, count] of [
      ['undefined-marker', 2],
      ['note-order', 1],
      ['placeholder-link', 2],
      ['split-paragraph', 2],
    ]) {
      await problem(page, code).nth(count - 1).waitFor();
      const shown = await problem(page, code).count();
      if (shown !== count) throw new Error(`${code} is shown ${shown} times instead of ${count}`);
    }
  });

  await test('the outline shows the sections of a text brief', async () => {
    await command(page, 'Explorer: Focus on Outline View');
    // The list draws only the rows that have room.
    await page.locator('.pane-header').filter({ hasText: 'briefs' }).click();
    for (const section of ['Sharing the Melt', 'A River Without an Average', 'Recommendations']) {
      await page.locator('.outline-pane .monaco-list-row').filter({ hasText: section }).first().waitFor();
    }
  });

  await test('F12 on a marker goes to its note', async () => {
    await problem(page, 'note-order').first().dblclick();
    await page.locator('.monaco-editor.focused').first().waitFor();
    await page.keyboard.press('F12');
    await page.locator('.statusbar-item').filter({ hasText: /Ln 41, / }).first().waitFor();
  });

  if (screenshot) {
    await problem(page, 'undefined-marker').first().dblclick();
    await page.waitForTimeout(1000);
    await page.screenshot({ path: screenshot });
  }

  await test('a Markdown brief shows its faults too', async () => {
    await openFile(page, 'grid-resilience.md');
    await problem(page, 'duplicate-note').first().waitFor();
  });

  await test('"Add the note" adds it at one click, the cursor goes into it, and one undo takes it away', async () => {
    const missing = problem(page, 'No note for [^galeforce]');
    await missing.first().dblclick();
    // The editor has had the focus before: the list of problems lets go of it once the cursor is there.
    await page.locator('.statusbar-item').filter({ hasText: /Ln 17, / }).first().waitFor();
    await page.waitForFunction(() => document.activeElement?.closest('.monaco-editor') !== null);
    // VS Code drops the menu where it asks for actions by itself before every extension has answered, as when its own
    // Markdown extension is still starting: then an author presses the keys again.
    const entry = page.locator('.action-widget .monaco-list-row').filter({ hasText: 'Add the note' }).first();
    for (let press = 1; press <= 5; press++) {
      await page.keyboard.press('Control+.');
      if (await entry.waitFor({ timeout: 5000 }).then(() => true, () => false)) break;
    }
    await entry.waitFor({ timeout: 1000 });
    await page.keyboard.press('Enter');
    await page.locator('.statusbar-item').filter({ hasText: /Ln 55, Col 14/ }).first().waitFor();
    await problem(page, 'Note [^galeforce] has no text').first().waitFor();
    if ((await missing.count()) !== 0) throw new Error('the marker still has no note');
    await page.keyboard.press('Control+z');
    await missing.first().waitFor();
  });
}

const { home, folder } = prepare();
let server;
let browser;
try {
  server = await serve(home, folder);
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  // The list of problems draws only the rows that have room.
  const page = await browser.newPage({ viewport: { width: 1280, height: 2000 } });
  page.setDefaultTimeout(PATIENCE);
  await page.goto(server.address);
  await page.locator('.monaco-workbench .explorer-viewlet').waitFor();
  await tests(page);
  if (failed > 0) await page.screenshot({ path: path.join(tmpdir(), 'brief-ls-workbench-failed.png') });
} finally {
  await browser?.close();
  server?.end();
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
