import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

import type { Output } from '../server';

/** Where the program is from. */
export type Origin = 'the setting brief-ls.path' | 'the extension' | 'the PATH';

/** The program, and where it is from. */
export interface Program {
  path: string;
  origin: Origin;
}

/** The most that a command may write, in bytes. */
const LARGEST = 256 * 1024 * 1024;

/** The program of the setting, else the one in the extension's folder, else that on the PATH. */
export function find(setting: string, extension: string): Program {
  if (setting !== '') {
    return { path: setting, origin: 'the setting brief-ls.path' };
  }
  const bundled = path.join(extension, 'server', process.platform === 'win32' ? 'brief-ls.exe' : 'brief-ls');
  return existsSync(bundled) ? { path: bundled, origin: 'the extension' } : { path: 'brief-ls', origin: 'the PATH' };
}

/** The version of the program, as `0.1.0`. Throws what the system says where it does not run. */
export async function version(program: string): Promise<string> {
  const { text } = await run(program, ['--version']);
  return text.trim().split(' ').pop() ?? '';
}

/** Runs a command of the program with `input`. Throws what it says where it fails. */
export function run(program: string, args: readonly string[], input = ''): Promise<Output> {
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, { maxBuffer: LARGEST }, (error, text, remarks) => {
      const said = remarks.replace(/^brief-ls: /gm, '').trim();
      if (error === null) {
        resolve({ text, remarks: said });
      } else {
        reject(new Error(said === '' ? error.message : said));
      }
    });
    // A program that fails does not read its input.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}
