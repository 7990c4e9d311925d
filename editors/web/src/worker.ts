// The worker: after `Start`, each message is one of the Language Server Protocol, without header.

import { runCommand } from './command';
import { Disk } from './disk';
import { READ_FILE, RUN_COMMAND, type ReadFile, type RunCommand, type Start, WRITE_FILES, type WriteFiles } from './requests';
import { type Message, Server } from './server';

type Request = { id?: number | string; method?: string; params?: unknown };

const worker = self as unknown as DedicatedWorkerGlobalScope;
const disk = new Disk();
let started: Promise<{ module: WebAssembly.Module; server: Server }> | undefined;

async function compile({ start }: Start): Promise<WebAssembly.Module> {
  if (start instanceof WebAssembly.Module) return start;
  return WebAssembly.compile(typeof start === 'string' ? await (await fetch(start)).arrayBuffer() : start);
}

/** Calls a function once the messages that wait here have been looked at. */
function wake(): (step: () => void) => void {
  const { port1, port2 } = new MessageChannel();
  let next = () => {};
  port1.onmessage = () => next();
  return (step) => {
    next = step;
    port2.postMessage(null);
  };
}

async function start(message: Start) {
  const module = await compile(message);
  const server = await Server.start(module, disk, (answer) => worker.postMessage(answer), wake());
  return { module, server };
}

function writeFiles({ files }: WriteFiles): null {
  const encoder = new TextEncoder();
  for (const [path, content] of Object.entries(files)) {
    if (content === null) disk.remove(path);
    else if (path.endsWith('/')) disk.createFolder(path);
    else disk.write(path, typeof content === 'string' ? encoder.encode(content) : content);
  }
  return null;
}

/** What the worker answers itself. */
const own: Record<string, (module: WebAssembly.Module, params: never) => unknown> = {
  [WRITE_FILES]: (_, params: WriteFiles) => writeFiles(params),
  [READ_FILE]: (_, { path }: ReadFile) => disk.read(path) ?? null,
  [RUN_COMMAND]: (module, { args, stdin }: RunCommand) => runCommand(module, disk, args, stdin ?? ''),
};

async function answer(handler: (typeof own)[string], { id, params }: Request, module: WebAssembly.Module) {
  try {
    worker.postMessage({ jsonrpc: '2.0', id, result: await handler(module, params as never) });
  } catch (error) {
    worker.postMessage({ jsonrpc: '2.0', id, error: { code: -32603, message: String(error) } });
  }
}

worker.onmessage = async ({ data }: MessageEvent<Start | Request>) => {
  if ('start' in data) {
    started = start(data);
    return;
  }
  const { module, server } = await (started ?? Promise.reject(new Error('the first message must be { start }')));
  const request = data as Request;
  const handler = own[request.method ?? ''];
  if (handler) await answer(handler, request, module);
  else server.receive(data as Message);
};
