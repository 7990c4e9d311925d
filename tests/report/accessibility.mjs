// The reports of the sample briefs in Chromium: axe-core finds nothing wrong, in light and dark, and the page asks the
// network for nothing.
//
// Run as: node accessibility.mjs BRIEF… The program is target/debug/brief-ls, or what BRIEF_LS names; the browser is
// Debian's, or what CHROMIUM names by its path.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { chromium } from 'playwright-core';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const PROGRAM = process.env.BRIEF_LS ?? path.join(ROOT, 'target/debug/brief-ls');
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const LOOKS = [
  { colorScheme: 'light', media: 'screen' },
  { colorScheme: 'dark', media: 'screen' },
  { colorScheme: 'light', media: 'print' },
];

let failed = 0;

function tell(name, faults) {
  console.log(`${faults.length === 0 ? 'ok     ' : 'FAILED '} ${name}`);
  faults.forEach((fault) => console.log(`        ${fault}`));
  failed += faults.length > 0 ? 1 : 0;
}

/** What axe-core and the browser find wrong with a page, in one look. */
async function faults(browser, page, look) {
  const context = await browser.newContext({ colorScheme: look.colorScheme, viewport: { width: 900, height: 1200 } });
  const tab = await context.newPage();
  const asked = [];
  tab.on('request', (request) => asked.push(`asks for ${request.url()}`));
  await tab.goto(pathToFileURL(page).href);
  await tab.emulateMedia({ media: look.media });
  await tab.evaluate(AXE);
  const { violations } = await tab.evaluate(() => globalThis.axe.run());
  const width = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await context.close();
  const places = (nodes) => nodes.slice(0, 3).map((node) => node.target.join(' ')).join(', ');
  const found = violations.map((it) => `${it.impact}: ${it.id}: ${it.help}: ${places(it.nodes)}`);
  return [...found, ...asked.slice(1), ...(width > 0 ? [`is ${width} pixels too wide`] : [])];
}

const folder = mkdtempSync(path.join(tmpdir(), 'brief-ls-report-'));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  for (const brief of process.argv.slice(2)) {
    const page = path.join(folder, 'report.html');
    const { status, stderr } = spawnSync(PROGRAM, ['report', brief, '--force', '-o', page], { encoding: 'utf8' });
    if (status !== 0) {
      tell(brief, [stderr]);
      continue;
    }
    for (const look of LOOKS) {
      tell(`${path.basename(brief)}, ${look.colorScheme}, ${look.media}`, await faults(browser, page, look));
    }
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
process.exit(failed > 0 ? 1 : 0);
