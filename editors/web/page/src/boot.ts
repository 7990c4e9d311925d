// brief-ls, started from what the page holds: it loads nothing.

import { BriefLs } from '../../src/index';

function held(id: string): string {
  return document.getElementById(id)?.textContent?.trim() ?? '';
}

/** The module, which the page holds packed (gzip) in base 64. */
async function module(): Promise<ArrayBuffer> {
  const packed = Uint8Array.from(atob(held('module')), (character) => character.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(unpacked).arrayBuffer();
}

/** A worker of a blob has the content security policy of the page: it cannot connect either. */
export async function boot(): Promise<BriefLs> {
  const code = new Blob([held('worker')], { type: 'text/javascript' });
  return new BriefLs(new Worker(URL.createObjectURL(code)), await module());
}

/** Has the page kept by the browser, where it came from a server. */
export function keepOffline(): void {
  if ('serviceWorker' in navigator && location.protocol.startsWith('http')) {
    navigator.serviceWorker.register('service-worker.js').catch((error) => console.warn(`not kept: ${error}`));
  }
}
