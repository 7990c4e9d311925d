// Builds the npm package and the page from the WebAssembly module.
//
// Run as: npm run build -- brief_ls_web.wasm
//
// dist/package is what npm gets; dist/page is a folder for any web server, or a page to open.

import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

import { build } from 'esbuild';

const [wasm] = process.argv.slice(2);
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const module = readFileSync(wasm);

/** The code of an entry with all that it imports. */
async function bundle(entry, format) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format,
    target: 'es2022',
    loader: { '.txt': 'text' },
    legalComments: 'none',
    write: false,
  });
  return outputFiles[0].text;
}

/** Code as it may stand in an element of HTML. */
const inHtml = (code) => code.replaceAll('</script', '<\\/script');

function fill(template, values) {
  return template.replaceAll(/\{\{([\w-]+)\}\}/g, (_, name) => values[name]);
}

async function buildPackage() {
  mkdirSync('dist/package', { recursive: true });
  writeFileSync('dist/package/worker.js', await bundle('src/worker.ts', 'iife'));
  writeFileSync('dist/package/index.js', await bundle('src/index.ts', 'esm'));
  writeFileSync('dist/package/brief-ls.wasm', module);
  copyFileSync('../../LICENSE', 'dist/package/LICENSE');
}

async function buildPage() {
  mkdirSync('dist/page', { recursive: true });
  const script = inHtml(await bundle('page/src/main.ts', 'esm'));
  const page = fill(readFileSync('page/index.html', 'utf8'), {
    script,
    'script-hash': `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
    style: readFileSync('page/style.css', 'utf8'),
    worker: inHtml(await bundle('src/worker.ts', 'iife')),
    module: gzipSync(module, { level: 9 }).toString('base64'),
  });
  const digest = createHash('sha256').update(page).digest('hex').slice(0, 16);
  writeFileSync('dist/page/index.html', page);
  const serviceWorker = readFileSync('page/service-worker.js', 'utf8');
  writeFileSync('dist/page/service-worker.js', fill(serviceWorker, { version: `${version}-${digest}` }));
}

await buildPackage();
await buildPage();
