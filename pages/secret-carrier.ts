import type { Request, Response } from 'playwright';

import { TOO_MANY_REQUESTS, isOutOfOrder } from './out-of-order.js';
import type { Secret } from './secret.js';
import { spelledSecret } from './spelled-secret.js';
import { type Stray, everythingIn, guardStrays } from './stray-guard.js';
import type { Tab } from './tab.js';

/**
 * What became of the request that carries a secret. A site that is out of order, or a gateway before it, says nothing of the
 * secret; what broke off may have been overtaken by the page that follows. 429 may be a site's word on the account.
 */
export type CarrierAnswer = 'none' | 'broken' | 'out-of-order' | 'too-many' | 'refused' | 'other';

/** The request that carries a secret away, from the moment at which the secret is typed. */
export interface Carrier {
  readonly hasLeft: () => boolean;
  readonly answer: () => CarrierAnswer;
  /** The request has an answer of whatever kind, broke off, or a stray was seen: there is nothing more to wait for. */
  readonly isDone: () => boolean;
  /** The first message with the secret that was bound for another origin than the secret's own, else `null`. */
  readonly stray: () => Stray | null;
  /** Ends the watch, and resolves once no request is held up any more. */
  readonly stop: () => Promise<void>;
}

/** Gives a look for a secret in what a request says. */
export function sightOf(secret: Secret): (sent: Buffer) => boolean {
  return spelledSecret(secret.reveal());
}

/** Watches the requests of a page for the one that carries a secret, and keeps the secret from other origins than its own. */
export async function watchForCarrier(tab: Tab, secret: Secret, origins: readonly string[]): Promise<Carrier> {
  const holds = sightOf(secret);
  const { page } = tab;
  let carrier: Request | null = null;
  let answer: CarrierAnswer = 'none';
  const onRequest = (request: Request): void => {
    const isPosted = request.method() !== 'GET' && request.postData() !== null;
    // A form that encrypts the password in the page is known by the page it posts away.
    if (!isPosted || !(request.isNavigationRequest() || holds(everythingIn(request)))) return;
    // A form that is posted twice overtakes its first request, which then has no answer.
    const isOvertaken = request.isNavigationRequest() && ['none', 'broken'].includes(answer);
    if (carrier !== null && !isOvertaken) return;
    carrier = request;
    answer = 'none';
  };
  const onResponse = (response: Response): void => {
    if (response.request() === carrier) answer = meaningOf(response.status());
  };
  const onFailed = (request: Request): void => {
    if (request === carrier && answer === 'none') answer = 'broken';
  };
  const guard = await guardStrays(tab, holds, origins);
  page.on('request', onRequest);
  page.on('response', onResponse);
  page.on('requestfailed', onFailed);
  return {
    hasLeft: () => carrier !== null || guard.seen() !== null,
    answer: () => answer,
    isDone: () => answer !== 'none' || guard.seen() !== null,
    stray: guard.seen,
    stop: async () => {
      page.off('request', onRequest);
      page.off('response', onResponse);
      page.off('requestfailed', onFailed);
      await guard.stop();
    },
  };
}

function meaningOf(status: number): CarrierAnswer {
  if (status === TOO_MANY_REQUESTS) return 'too-many';
  if (isOutOfOrder(status)) return 'out-of-order';
  return status >= 400 ? 'refused' : 'other';
}
