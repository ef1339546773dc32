import type { NotifySettings } from '../config/target.js';
import { isBypassed } from '../config/proxy.js';
import type { Verdict } from './result.js';

/** Milliseconds that the receiver has to answer. */
export const NOTIFY_TIMEOUT = 10_000;

/** What is posted when a target's verdict has changed. */
export interface Change {
  readonly target: string;
  /** `before` is what was told last; `null` where nothing was. */
  readonly verdict: { readonly before: Verdict | null; readonly now: Verdict };
  /** When the run ended that found it. */
  readonly time: string;
  readonly runId: string;
  readonly exitCode: number;
}

/** How it went; the words repeat nothing of the address. Where nobody answered, nobody hears of another change either. */
export type Posted =
  { readonly is: 'told' } | { readonly is: 'failed'; readonly why: string; readonly isAnswered: boolean };

/** Posts a change. It never throws: no run is judged by whether somebody heard of it. */
export async function post(change: Change, settings: NotifySettings, signal: AbortSignal): Promise<Posted> {
  const timeout = AbortSignal.timeout(NOTIFY_TIMEOUT);
  try {
    return judge(await send(change, settings, AbortSignal.any([signal, timeout])));
  } catch (error) {
    if (signal.aborted) return failed('the command was asked to end');
    if (timeout.aborted) return failed(`there was no answer within ${NOTIFY_TIMEOUT / 1000} s`);
    return failed(error instanceof SocksProxy ? error.message : `it could not be reached (${codeOf(error)})`);
  }
}

/** Sends it and gives the status of the answer. Nothing of an answer is followed or read. */
async function send(change: Change, { url, proxy }: NotifySettings, signal: AbortSignal): Promise<number> {
  // Node's own fetch (20) knows no proxy. Loaded where there is something to tell.
  const { Agent, ProxyAgent, request } = await import('undici');
  const address = url.reveal();
  const dispatcher =
    proxy === null || isBypassed(new URL(address), proxy.bypass) ? new Agent() : new ProxyAgent(proxyOption(proxy));
  try {
    const { statusCode, body } = await request(address, {
      ...{ method: 'POST', dispatcher, signal },
      headers: { 'content-type': 'application/json', 'user-agent': 'jira-connector-swap' },
      body: JSON.stringify(change),
    });
    body.on('error', () => undefined).destroy();
    return statusCode;
  } finally {
    await dispatcher.destroy();
  }
}

function proxyOption({ server, username, password }: NonNullable<NotifySettings['proxy']>): {
  uri: string;
  token?: string;
} {
  if (!/^https?:/.test(server)) throw new SocksProxy('the proxy is not one for HTTP');
  if (username === null) return { uri: server };
  const credentials = Buffer.from(`${username}:${password?.reveal() ?? ''}`).toString('base64');
  return { uri: server, token: `Basic ${credentials}` };
}

/** A browser may go through it; this post can't. */
class SocksProxy extends Error {}

function judge(status: number): Posted {
  if (status >= 200 && status < 300) return { is: 'told' };
  const why =
    status >= 300 && status < 400
      ? `it answered with a redirect (${status}), which is not followed`
      : `it answered with ${status}`;
  return { is: 'failed', why, isAnswered: true };
}

function failed(why: string): Posted {
  return { is: 'failed', why, isAnswered: false };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
}
