import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';

/** Guards against a hang; no test measures time. In milliseconds. */
export const PATIENCE = 60_000;

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** What code-server needs of the environment: the program is on no PATH, unless `programs` is a folder that is added. */
function environment(programs) {
  const { HOME, LANG } = process.env;
  const folders = [path.dirname(process.execPath), '/usr/bin', '/bin', ...(programs ? [programs] : [])];
  return { HOME, LANG, PATH: folders.join(path.delimiter) };
}

/** Installs the extension and starts code-server on `folder`; returns its address and how to end it. */
export async function serve({ codeServer, vsix, home, folder, trusts = true, programs }) {
  const entry = path.join(codeServer, 'out/node/entry.js');
  const env = environment(programs);
  const places = ['--user-data-dir', `${home}/data`, '--extensions-dir', `${home}/extensions`];
  const install = spawnSync(process.execPath, [entry, ...places, '--install-extension', vsix], { env });
  if (install.status !== 0) {
    throw new Error(`the extension does not install:\n${install.stdout}${install.stderr}`);
  }
  const port = await freePort();
  const quiet = ['--disable-telemetry', '--disable-update-check', ...(trusts ? ['--disable-workspace-trust'] : [])];
  const args = [entry, ...places, ...quiet, '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, folder];
  // A group of its own, so that all that it starts ends with it.
  const server = spawn(process.execPath, args, { detached: true, stdio: 'ignore', env });
  const address = `http://127.0.0.1:${port}/?folder=${encodeURIComponent(folder)}`;
  const deadline = Date.now() + PATIENCE;
  while (!(await fetch(address).then((answer) => answer.ok, () => false))) {
    if (Date.now() > deadline) throw new Error('code-server does not answer');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return { address, end: () => process.kill(-server.pid, 'SIGKILL') };
}
