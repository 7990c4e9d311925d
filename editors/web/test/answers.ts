// Requests that the tests of the native server made (`BRIEF_LS_RECORD=FOLDER cargo test --test server`), asked of the
// WebAssembly module: the answers are equal.
//
// Run as: node answers.mjs brief-ls.wasm FOLDER

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import { Disk } from '../src/disk';
import { Server } from '../src/server';
import { UNEQUAL } from './unequal';

type Id = number | string | null;
interface Message {
  id?: Id;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { code: number };
}
interface Line {
  to?: Message;
  from?: Message;
  files?: Record<string, string | number[] | true | null>;
}

const [wasm, folder] = process.argv.slice(2) as [string, string];
const module = await WebAssembly.compile(readFileSync(wasm));

/** What the client of the recording answered to the requests of the server, by method, in their order. */
function clientAnswers(lines: Line[]): Map<string, unknown[]> {
  const methods = new Map<Id, string>();
  const answers = new Map<string, unknown[]>();
  for (const { to, from } of lines) {
    if (from?.method !== undefined && from.id !== undefined) methods.set(from.id, from.method);
    if (to === undefined || to.method !== undefined || to.id === undefined) continue;
    const method = methods.get(to.id) ?? '';
    answers.set(method, [...(answers.get(method) ?? []), to.result]);
  }
  return answers;
}

function apply(disk: Disk, files: NonNullable<Line['files']>): void {
  for (const [name, entry] of Object.entries(files)) {
    if (entry === null) disk.remove(name);
    else if (entry === true) disk.createFolder(name);
    else disk.write(name, typeof entry === 'string' ? new TextEncoder().encode(entry) : Uint8Array.from(entry));
  }
}

/** Where a message has a name that a server gives to what it sent: another server gives others. */
const NAMES = /(?<="(?:opening|resultId|previousResultId|value)":)(\d+|"[0-9a-f]{16}")/g;

/** The names in a message, in their order. */
function names(message: unknown): string[] {
  return JSON.stringify(message).match(NAMES) ?? [];
}

/** A message with other names. */
function renamed<T>(message: T, to: Map<string, string>): T {
  return JSON.parse(JSON.stringify(message).replace(NAMES, (name) => to.get(name) ?? name));
}

/** An answer without what is the client's. */
function comparable({ result, error }: Message): unknown {
  return error === undefined ? { result } : { code: error.code };
}

/** Asks what a recording asks; what is answered otherwise, and how many answers were compared. */
async function replay(lines: Line[]): Promise<{ unequal: string[]; compared: number }> {
  const disk = new Disk();
  const theirs = clientAnswers(lines);
  const answers = new Map<Id, Message>();
  const steps: (() => void)[] = [];
  const settle = () => {
    for (let step = steps.shift(); step; step = steps.shift()) step();
  };
  const hear = (message: Message) => {
    if (message.method === undefined) answers.set(message.id ?? null, message);
    else if (message.id !== undefined) {
      server.receive({ jsonrpc: '2.0', id: message.id, result: theirs.get(message.method)?.shift() ?? null });
    }
  };
  const server = await Server.start(module, disk, hear, (step) => steps.push(step));
  const asked = new Map<Id, string>();
  const unequal: string[] = [];
  let compared = 0;
  const [ours, recorded] = [new Map<string, string>(), new Map<string, string>()];
  for (const { to, from, files } of lines) {
    if (files !== undefined) apply(disk, files);
    if (to?.method !== undefined) {
      asked.set(to.id ?? null, `${to.method} ${JSON.stringify(to.params)}`);
      server.receive(renamed(to, ours));
    }
    if (from === undefined) continue;
    settle();
    if (from.method !== undefined || from.id === null) continue;
    const answer = answers.get(from.id ?? null);
    const [before, now] = [names(from), names(answer ?? null)];
    before.forEach((name, index) => ours.set(name, now[index] ?? name));
    ours.forEach((name, before) => recorded.set(name, before));
    compared += 1;
    if (answer === undefined || !isDeepStrictEqual(renamed(comparable(answer), recorded), comparable(from))) {
      const shown = (it: Message | undefined) => JSON.stringify(it && comparable(it))?.slice(0, 600);
      unequal.push(`${asked.get(from.id ?? null)?.slice(0, 300)}\n    native ${shown(from)}\n    wasm   ${shown(answer)}`);
    }
  }
  return { unequal, compared };
}

let all = 0;
let failed = 0;
for (const name of readdirSync(folder).sort()) {
  const text = readFileSync(path.join(folder, name), 'utf8');
  const lines: Line[] = text.split('\n').filter(Boolean).map((line) => JSON.parse(line));
  const test = name.replace(/-\d+\.jsonl$/, '');
  if (test in UNEQUAL) {
    console.log(`left out ${test}: ${UNEQUAL[test]}`);
    continue;
  }
  const { unequal, compared } = await replay(lines).catch((error) => ({ unequal: [String(error.stack)], compared: 0 }));
  all += compared;
  if (unequal.length > 0) console.log(`FAILED ${test}\n  ${unequal.join('\n  ')}`);
  failed += unequal.length;
}
console.log(`${all} answers compared, ${failed} unequal`);
process.exitCode = failed > 0 || all < 300 ? 1 : 0;
