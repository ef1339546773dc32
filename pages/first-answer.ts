import type { Response } from 'playwright';

import { originOf } from './address.js';
import { SwapError } from './errors.js';
import { open } from './open.js';
import { isOutOfOrder } from './out-of-order.js';
import type { Tab } from './tab.js';

/** How an origin answered when it was opened; where it leads on to another is not followed here. */
export interface FirstAnswer {
  readonly status: number;
  /** Milliseconds until the answer began. */
  readonly after: number;
  /** By how many milliseconds the site's clock is ahead of this machine's; `null` where it does not say. */
  readonly ahead: number | null;
  /** `null` where the connection is not encrypted. */
  readonly certificate: { readonly issuer: string; readonly until: Date } | null;
}

/** The status by which a proxy asks for a user name and a password. */
const PROXY_WANTS_PASSWORD = 407;

/** A `Date` has whole seconds: on the average half a second has passed since. */
const HALF_SECOND = 500;

/**
 * Opens an address and tells how its own origin answered, whatever became of the way that led on from there.
 * @throws SwapError `unreachable`, `proxy` or `certificate`.
 */
export async function firstAnswer(tab: Tab, url: URL): Promise<FirstAnswer> {
  const began = Date.now();
  let first: { readonly response: Response; readonly at: number } | null = null;
  const onResponse = (response: Response): void => {
    if (response.request().isNavigationRequest() && originOf(response.url()) === url.origin)
      first ??= { response, at: Date.now() };
  };
  tab.page.on('response', onResponse);
  const failure = await open(tab, url)
    .then(() => null)
    .catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))))
    .finally(() => tab.page.off('response', onResponse));
  // Only a function sets it, which the compiler does not follow.
  const answered = first as { readonly response: Response; readonly at: number } | null;
  if (answered === null || !isOwn(answered.response.status())) throw failure ?? silent(url);
  tab.signal.throwIfAborted();
  return await read(answered.response, answered.at, began);
}

/** What a proxy, or a site that is out of order, answers is not the site's own answer. */
function isOwn(status: number): boolean {
  return !isOutOfOrder(status) && status !== PROXY_WANTS_PASSWORD;
}

async function read(response: Response, at: number, began: number): Promise<FirstAnswer> {
  const { date = '', age = '0' } = await response.allHeaders();
  // What a cache on the way hands out may be old: it says by how much.
  const said = Date.parse(date) + Number(age) * 1_000 + HALF_SECOND;
  const details = await response.securityDetails();
  return {
    status: response.status(),
    after: at - began,
    ahead: Number.isNaN(said) ? null : said - at,
    certificate:
      details?.validTo === undefined
        ? null
        : { issuer: details.issuer ?? 'an authority that it does not name', until: new Date(details.validTo * 1_000) },
  };
}

function silent(url: URL): SwapError {
  return new SwapError(
    'unreachable',
    `${url.origin} gave no answer that belongs to a page.`,
    'Check the address in the settings, and open it in a browser by hand.',
  );
}
