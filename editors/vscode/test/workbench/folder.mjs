import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../..');

/** The program as it is built, for what the tests prepare, and for an extension without one. */
export const PROGRAM = process.env.BRIEF_LS ?? path.join(ROOT, 'target/debug/brief-ls');

/** Whether the extension has the program in it. */
export function hasProgram(vsix) {
  return readFileSync(vsix).includes('extension/server/brief-ls');
}

const CITED = `# The Price of Snow

Snow is measured in March.[@vikander2020] Nobody measures it in May.[^1]

[^1]: Hanne Vikander, "What the Gauge Recorded", *Annals of Mountain Hydrology*, August 2020.

[^2]: Nobody cites this.
`;

const NAMED = `One.[^1] Two.[^2]

[^1]: Jane Roe, *Dams of the World* (Oxford, 2010), p. 3.

[^2]: See note 1.
`;

const REFERENCES = `@article{vikander2020,
  author = {Vikander, Hanne},
  title = {What the Gauge Recorded},
  journaltitle = {Annals of Mountain Hydrology},
  date = {2020},
}
`;

/** A folder with the sample briefs and some more, and the settings of someone who has just begun. */
export function prepare({ vsix, settings = {} }) {
  const home = mkdtempSync(path.join(tmpdir(), 'brief-ls-workbench-'));
  const folder = path.join(home, 'briefs');
  mkdirSync(folder);
  for (const brief of ['water-treaty.txt', 'grid-resilience.md']) {
    copyFileSync(path.join(ROOT, 'examples', brief), path.join(folder, brief));
  }
  writeFileSync(path.join(folder, 'snow.qmd'), `---\nbibliography: references.bib\n---\n\n${CITED}`);
  writeFileSync(path.join(folder, 'references.bib'), REFERENCES);
  writeFileSync(path.join(folder, 'dams.md'), NAMED);
  const word = ['convert', path.join(folder, 'grid-resilience.md'), '--to', 'docx', '-o', path.join(folder, 'grid.docx')];
  spawnSync(PROGRAM, word);
  const user = {
    'security.workspace.trust.startupPrompt': 'never',
    'security.workspace.trust.banner': 'never',
    'workbench.startupEditor': 'none',
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'editor.minimap.enabled': false,
    'editor.stickyScroll.enabled': false,
    'files.simpleDialog.enable': true,
    'chat.disableAIFeatures': true,
    ...(hasProgram(vsix) ? {} : { 'brief-ls.path': PROGRAM }),
    ...settings,
  };
  mkdirSync(path.join(home, 'data/User'), { recursive: true });
  writeFileSync(path.join(home, 'data/User/settings.json'), JSON.stringify(user));
  return { home, folder };
}
