import type { Request, Route, WebSocket } from 'playwright';

import { guardRedirects } from './redirect-guard.js';
import type { Tab } from './tab.js';

/** A message with a secret that was bound for another origin than the secret's own. */
export interface Stray {
  readonly origin: string;
  /** Whether it was stopped before it left. */
  readonly stopped: boolean;
}

/** Keeps a secret from other origins than its own. */
export interface StrayGuard {
  /** The first message with the secret that was bound elsewhere, else `null`. */
  readonly seen: () => Stray | null;
  readonly stop: () => Promise<void>;
}

/**
 * Stops each request with a secret that a page, a page that it opened or a service worker sends to another origin than the
 * secret's own. This holds against a page that was led astray, not against one that means to hide what it sends.
 */
export async function guardStrays(
  { page }: Tab,
  holds: (sent: Buffer) => boolean,
  origins: readonly string[],
): Promise<StrayGuard> {
  const context = page.context();
  let first: Stray | null = null;
  const isElsewhere = ({ protocol, origin }: URL): boolean => /^https?:$/.test(protocol) && !origins.includes(origin);
  const mustStop = (url: string, sent: Buffer): boolean => {
    const to = new URL(url);
    if (!isElsewhere(to) || !holds(sent)) return false;
    first ??= { origin: to.origin, stopped: true };
    return true;
  };
  const guard = async (route: Route): Promise<void> => {
    const isStopped = mustStop(route.request().url(), everythingIn(route.request()));
    await (isStopped ? route.abort('blockedbyclient') : route.fallback()).catch(() => undefined);
  };
  const onWebSocket = (socket: WebSocket): void => {
    // A socket of a page that is open can't be stopped; that it carried the secret away can be said.
    const to = new URL(socket.url().replace(/^ws/, 'http'));
    const look = (sent: string | Buffer): void => {
      if (isElsewhere(to) && holds(Buffer.from(sent))) first ??= { origin: to.origin, stopped: false };
    };
    look(to.href);
    socket.on('framesent', ({ payload }) => {
      look(payload);
    });
  };
  page.on('websocket', onWebSocket);
  await context.route(isElsewhere, guard);
  const endRedirects = await guardRedirects(page, mustStop);
  return {
    seen: () => first,
    stop: async () => {
      page.off('websocket', onWebSocket);
      await Promise.all([context.unroute(isElsewhere, guard).catch(() => undefined), endRedirects()]);
    },
  };
}

/** Address, headers and body: a script may put a secret into each of them. */
export function everythingIn(request: Request): Buffer {
  const head = [request.url(), ...Object.values(request.headers()), ''].join('\n');
  return Buffer.concat([Buffer.from(head), request.postDataBuffer() ?? Buffer.alloc(0)]);
}
