// Builds the npm package from the WebAssembly module.
//
// Run as: npm run build -- brief_ls_web.wasm

import { copyFileSync, mkdirSync } from 'node:fs';

import { build } from 'esbuild';

const [wasm] = process.argv.slice(2);
const PACKAGE = 'dist/package';

/** Writes the code of an entry with all that it imports. */
function bundle(entry, format, outfile) {
  return build({ entryPoints: [entry], bundle: true, minify: true, format, target: 'es2022', outfile });
}

mkdirSync(PACKAGE, { recursive: true });
await bundle('src/worker.ts', 'iife', `${PACKAGE}/worker.js`);
await bundle('src/index.ts', 'esm', `${PACKAGE}/index.js`);
copyFileSync(wasm, `${PACKAGE}/brief-ls.wasm`);
copyFileSync('../../LICENSE', `${PACKAGE}/LICENSE`);
