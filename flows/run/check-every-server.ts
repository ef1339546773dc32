import { type SecureContext, createSecureContext } from 'node:tls';
import type { BrowserContext } from 'playwright';

/** The part of Playwright's inside that this file reaches into. */
interface Inside {
  readonly _connection?: {
    readonly toImpl?: (context: BrowserContext) => {
      readonly _clientCertificatesProxy?: { readonly secureContextMap?: unknown };
    };
  };
}

/**
 * Makes Node check the certificate of every server that this context connects to.
 * Seen with Playwright 1.65.1: where a context has client certificates, Playwright ends TLS itself for the sites that get
 * one, has the browser accept every certificate since its own is made up, and lets through to all other servers, so that
 * nobody checks those. There is no option against it: an entry without a certificate can only be named for a site that is
 * known before. So every server that has no entry gets one here.
 * @throws TypeError where Playwright has changed and it can't be done: without it no page may be opened.
 */
export function checkEveryServer(context: BrowserContext): void {
  const inside = context as Inside; // Not in its types: tests/flows/certificates.spec.ts shows that it still holds.
  const entries = inside._connection?.toImpl?.(context)._clientCertificatesProxy?.secureContextMap;
  if (!(entries instanceof Map))
    throw new TypeError("Playwright's client certificates work otherwise than in the version this was written for.");
  const known = entries as ReadonlyMap<string, SecureContext>; // What it holds there: see above.
  const without = createSecureContext();
  const lookUp = known.get.bind(known);
  entries.get = (origin: string): SecureContext => lookUp(origin) ?? without;
}
