// The extension in a real VS Code workbench, served by code-server and driven through Chromium, by clicks and keys alone.
//
// Run as: node test/workbench.mjs CODE_SERVER_PACKAGE EXTENSION.vsix [SCREENSHOTS [SCENE…]]
// The extension has the program in it, or else the program is target/debug/brief-ls, or what BRIEF_LS names. The browser is
// chromium, or what CHROMIUM names. Node must be the one that code-server was built for. SCREENSHOTS is a folder for a
// picture of each test; without SCENEs all run.

import { chromium } from 'playwright-core';

import { Run } from './run.mjs';
import { Workbench } from './workbench/workbench.mjs';
import * as checking from './scenes/checking.mjs';
import * as documents from './scenes/documents.mjs';
import * as first from './scenes/first.mjs';
import * as footnotes from './scenes/footnotes.mjs';
import * as kinds from './scenes/kinds.mjs';
import * as pictures from './scenes/pictures.mjs';
import * as program from './scenes/program.mjs';
import * as restricted from './scenes/restricted.mjs';
import * as sources from './scenes/sources.mjs';

const [codeServer, vsix, screenshots, ...chosen] = process.argv.slice(2);

const SCENES = { first, checking, footnotes, sources, documents, kinds, program, restricted, pictures };

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const run = new Run(screenshots);
try {
  for (const [name, scene] of Object.entries(SCENES)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue;
    const workbench = await Workbench.open({ codeServer, vsix, browser, ...scene.setup });
    try {
      await scene.tests((title, body) => run.test(workbench.page, title, body), workbench);
    } finally {
      await workbench.close();
    }
  }
} finally {
  await browser.close();
}
process.exit(run.end());
