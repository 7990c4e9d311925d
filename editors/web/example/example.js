import { BriefLs } from 'brief-ls-web';

const packaged = (name) => new URL(name, import.meta.resolve('brief-ls-web')).href;
const server = new BriefLs(new Worker(packaged('worker.js')), packaged('brief-ls.wasm'));

server.listen(({ method, params }) => {
  if (method !== 'textDocument/publishDiagnostics') return;
  const items = params.diagnostics.map(({ range, message }) => {
    const item = document.createElement('li');
    item.textContent = `Line ${range.start.line + 1}: ${message}`;
    return item;
  });
  document.querySelector('ul').replaceChildren(...items);
});

const text = 'Wages rose.[^1]\n\n[^2]: Ana Roy, *Rivers*, 2021.\n';
const textDocument = { uri: 'file:///memo.md', languageId: 'markdown', version: 1, text };
await server.request('initialize', { processId: null, rootUri: null, capabilities: {} });
server.notify('initialized', {});
server.notify('textDocument/didOpen', { textDocument });
