// The client of the language server: CodeMirror's, over the worker.

import { LSPClient, type Transport } from '@codemirror/lsp-client';

import type { BriefLs } from '../../src/index';

type Listener = (message: MessageEvent) => void;

/** CodeMirror's client says that it asks for diagnostics, and does not: it is to be sent them. */
function published(message: { params?: { capabilities?: { textDocument?: { diagnostic?: object } } } }): object {
  delete message.params?.capabilities?.textDocument?.diagnostic;
  return message;
}

/** CodeMirror's client numbers its requests, `BriefLs` names its own: each hears the answers to its own. */
function transport(server: BriefLs): Transport {
  const listeners = new Map<(message: string) => void, Listener>();
  return {
    send: (message) => server.worker.postMessage(published(JSON.parse(message))),
    subscribe(handler) {
      const listener: Listener = ({ data }) => {
        const isRequest = data.method !== undefined && data.id !== undefined;
        if (!isRequest && typeof data.id !== 'string') handler(JSON.stringify(data));
      };
      listeners.set(handler, listener);
      server.worker.addEventListener('message', listener);
    },
    unsubscribe(handler) {
      const listener = listeners.get(handler);
      if (listener) server.worker.removeEventListener('message', listener);
      listeners.delete(handler);
    },
  };
}

/** What the page can do beside what CodeMirror's client says of itself. */
const CAPABILITIES = {
  textDocument: {
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'refactor', 'source'] } },
      dataSupport: true,
      resolveSupport: { properties: ['edit'] },
    },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    publishDiagnostics: { versionSupport: true },
  },
  workspace: { applyEdit: true, configuration: true, didChangeConfiguration: { dynamicRegistration: true } },
  window: { showDocument: { support: true } },
};

type Handlers = Record<string, (params: never) => void>;

/** Connects to a server. `handlers` hear notifications, by method. */
export function connect(server: BriefLs, handlers: Handlers): LSPClient {
  const notificationHandlers = Object.fromEntries(
    Object.entries(handlers).map(([method, handle]) => [
      method,
      (_: LSPClient, params: unknown) => {
        handle(params as never);
        return true;
      },
    ]),
  );
  const client = new LSPClient({
    rootUri: 'file:///brief',
    timeout: 20_000,
    notificationHandlers,
    extensions: [{ clientCapabilities: CAPABILITIES }],
  });
  return client.connect(transport(server));
}
