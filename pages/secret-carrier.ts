import type { Request, Response, Route } from 'playwright';

import { originOf } from './address.js';
import type { Secret } from './secret.js';
import type { Tab } from './tab.js';

/** The request that carries a secret away, from the moment at which the secret is typed. */
export interface Carrier {
  readonly hasLeft: () => boolean;
  /** The site answered it with a refusal by its status. */
  readonly wasRefused: () => boolean;
  /** The origin for which a request with the secret was bound before it was stopped, else `null`. */
  readonly stoppedOnItsWayTo: () => string | null;
  readonly stop: () => Promise<void>;
}

/**
 * Watches the requests of a page for the one that carries a secret, and stops it where it is bound for another origin than
 * the secret's own. This holds against a page that was led astray, not against one that means to hide what it sends.
 */
export async function watchForCarrier(tab: Tab, secret: Secret, origins: readonly string[]): Promise<Carrier> {
  const written = encodings(secret.reveal());
  const { page } = tab;
  let carrier: Request | null = null;
  let refused = false;
  let elsewhere: string | null = null;
  const carries = (request: Request): boolean => {
    const sent = `${request.url()}\n${request.postData() ?? ''}`;
    return written.some((each) => sent.includes(each));
  };
  const onRequest = (request: Request): void => {
    const isPosted = request.method() !== 'GET' && request.postData() !== null;
    // A form that encrypts the password in the page is known by the page it posts away.
    if (isPosted && (request.isNavigationRequest() || carries(request))) carrier ??= request;
  };
  const onResponse = (response: Response): void => {
    if (response.request() === carrier && response.status() >= 400) refused = true;
  };
  const isElsewhere = (url: URL): boolean => /^https?:$/.test(url.protocol) && !origins.includes(url.origin);
  const guard = async (route: Route): Promise<void> => {
    if (!carries(route.request())) {
      await route.continue();
      return;
    }
    elsewhere ??= originOf(route.request().url());
    await route.abort('blockedbyclient');
  };
  page.on('request', onRequest);
  page.on('response', onResponse);
  await page.route(isElsewhere, guard);
  return {
    hasLeft: () => carrier !== null,
    wasRefused: () => refused,
    stoppedOnItsWayTo: () => elsewhere,
    stop: async () => {
      page.off('request', onRequest);
      page.off('response', onResponse);
      await page.unroute(isElsewhere, guard).catch(() => undefined);
    },
  };
}

/** A value as forms, scripts and addresses write it. */
function encodings(value: string): readonly string[] {
  const json = JSON.stringify(value).slice(1, -1);
  const base64 = Buffer.from(value).toString('base64').replace(/=+$/, '');
  const form = new URLSearchParams({ '': value }).toString().slice(1);
  return [value, json, encodeURIComponent(value), form, base64, encodeURIComponent(base64)];
}
