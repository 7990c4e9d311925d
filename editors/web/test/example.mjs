// The example of the package in Chromium: it shows what is wrong with its memo.
//
// Run as: node test/example.mjs. The browser is Debian's, or what CHROMIUM names by its path.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';

import { chromium } from 'playwright-core';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' };

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  const type = TYPES[path.extname(pathname)];
  response.writeHead(type ? 200 : 404, { 'content-type': type ?? 'text/plain' });
  response.end(type && readFileSync(`.${pathname}`));
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/example/index.html`);
  await page.locator('li').nth(1).waitFor({ timeout: 60_000 });
  assert.deepEqual(await page.locator('li').allTextContents(), [
    'Line 1: No note for [^1]: add the note, or remove the marker.',
    'Line 3: Note [^2] has no marker: add a marker, or remove the note.',
  ]);
  console.log('ok      the example shows what is wrong with its memo');
} finally {
  await browser.close();
  server.close();
}
