import type { Browser, BrowserContext } from 'playwright';

import type { BrowserSettings } from '../config/target.js';
import type { Recorder } from '../evidence/recorder.js';
import type { SecretRegistry } from '../report/secret-registry.js';
import { isSecretCookie } from '../session/cookies.js';
import { clientCertificateOption, contextProxyOption } from './browser.js';
import { checkEveryServer } from './check-every-server.js';
import { postedSecrets } from './posted-secrets.js';

/** Query parameters that are secrets while they live: tokens, verifiers, one-time codes. */
const SECRET_PARAMETERS = ['oauth_token', 'oauth_verifier', 'oauth_token_secret', 'code', 'token'];

/** Opens a browser context: every secret that appears in it is learnt, and what it shows is recorded as far as it may be. */
export async function newContext(
  browser: Browser,
  settings: BrowserSettings,
  registry: SecretRegistry,
  recorder: Recorder,
): Promise<BrowserContext> {
  // English texts are what the last rungs of the ladders know.
  const context = await browser.newContext({
    locale: 'en-US',
    viewport: { width: 1280, height: 900 },
    acceptDownloads: false,
    ...contextProxyOption(settings),
    ...clientCertificateOption(settings),
  });
  if (settings.clientCertificate !== null) checkEveryServer(context);
  learnSecrets(context, registry);
  await recorder.watch(context);
  return context;
}

/** Tokens, verifiers and session cookies are secrets from the moment they appear. */
function learnSecrets(context: BrowserContext, registry: SecretRegistry): void {
  context.on('request', (request) => {
    const { searchParams } = new URL(request.url());
    for (const name of SECRET_PARAMETERS) for (const value of searchParams.getAll(name)) registry.add(value);
    for (const value of postedSecrets(request)) registry.add(value);
  });
  context.on('response', (response) => {
    void response.headersArray().then(
      (headers) => {
        for (const { name, value } of headers) {
          if (name.toLowerCase() !== 'set-cookie') continue;
          const cookie = /^[^=]+=([^;]*)/.exec(value)?.[1] ?? '';
          if (isSecretCookie(cookie)) registry.add(cookie);
        }
      },
      () => undefined,
    );
  });
}
