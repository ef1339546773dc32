import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { writeFile } from 'node:fs/promises';
import Provider from 'oidc-provider';

import type { Browser } from '@playwright/test';
import { SESSION_KEY, keep, sessionPlace } from '../../fixtures/kept-session.js';
import { expect, test } from '../../fixtures/test.js';
import type { Sites } from '../../fixtures/sites/index.js';
import type { OpenIdProvider } from '../../fixtures/sites/world.js';
import { type Cookie, cookieSchema } from '../../flows/session/cookies.js';

/** A real OpenID provider with its own login pages; it lets in anybody who types a name and a password, and remembers the name. */
async function startProvider(align: string): Promise<OpenIdProvider & { posts: string[]; stop: () => void }> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // A server that listens on a port has this kind of address.
  const issuer = `http://idp.acme.localhost:${port}`;
  const client = { clientId: 'jira-align', clientSecret: 'made-up-client-secret' };
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [`${align}/Login/Company/Callback`],
      },
    ],
    // Its own application is trusted: nobody is asked for consent.
    loadExistingGrant: async ({ oidc }) => {
      if (oidc.client === undefined || oidc.session?.accountId === undefined) return undefined;
      const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
  });
  const posts: string[] = [];
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (request.method === 'POST' && request.url?.startsWith('/interaction/') === true) posts.push(request.url);
    void answer(request, response);
  });
  return {
    issuer,
    ...client,
    posts,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The provider's own session of who has signed in to Jira Align through it: the site lets in nobody but its people. */
async function signedInAtProvider(
  browser: Browser,
  { origins, accounts }: Sites,
  issuer: string,
): Promise<readonly Cookie[]> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(origins.align);
  await page.getByPlaceholder(/login/i).fill(accounts.superAdmin.email);
  await page.getByPlaceholder(/password/i).fill('any password');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.waitForURL(({ origin }) => origin === origins.align);
  const cookies = await context.cookies(issuer);
  await context.close();
  return cookies.map((cookie) => cookieSchema.parse(cookie));
}

test.describe('Jira Align behind a company’s OpenID provider', () => {
  test.use({ variants: { 'align-sign-in': 'company' } });

  const annotation = { type: 'way in', description: 'Jira Align: a company’s OpenID provider' };

  test(
    'ends with a swap, with the provider’s controls from a controls file',
    { annotation },
    async ({ sites, operator }) => {
      const provider = await startProvider(sites.origins.align);
      sites.signInThrough(provider);
      const controls = `${operator.directory}/controls.yaml`;
      await writeFile(
        controls,
        'idp.username: input[name="login"]\nidp.password:\n  - css: form input[name="password"]\nidp.submit:\n  button: Sign-in\n',
        { mode: 0o600 },
      );
      try {
        const settings = { ALIGN_SIGN_IN_ORIGINS: provider.issuer, CONTROLS_FILE: controls };
        const asked = await operator.run(['swap'], settings);
        expect(asked.exitCode, asked.stderr).toBe(2);
        const hash = /--accept-controls ([0-9a-f]{64})/.exec(asked.result.error?.message ?? '')?.[1] ?? 'none';
        expect(asked.result.error?.message).toContain('idp.password, idp.submit');
        const { exitCode, result, stderr } = await operator.run(['swap', '--accept-controls', hash], settings);
        expect(exitCode, stderr).toBe(0);
        expect(result.overrides).toMatchObject({ hash, says: { 'idp.password': 'form input[name="password"]' } });
        expect(stderr).toContain(hash);
        expect(sites.owner()).toBe(sites.accounts.service.fullName);
        expect(provider.posts, 'its form was sent once').toHaveLength(1);
        const used = Object.assign({}, ...result.steps.map((step) => step.controls)) as Record<string, string>; // Plain copies of one type.
        expect(used['idp.password']).toBe('form input[name="password"]');
      } finally {
        provider.stop();
      }
    },
  );

  test('a kept session that has ended does not come back as whoever is signed in there: 4', async ({
    browser,
    sites,
    operator,
  }) => {
    const provider = await startProvider(sites.origins.align);
    sites.signInThrough(provider);
    try {
      const SESSION_DIR = `${operator.directory}/sessions`;
      const place = sessionPlace(sites, 'admin', SESSION_DIR);
      const cookies = await signedInAtProvider(browser, sites, provider.issuer);
      // The provider's own session is never kept. Here it stands for that of a service account whom Jira sends there, too.
      await keep(place, { account: null, keptAt: Date.now(), cookies });
      const { exitCode, result, stderr } = await operator.run(['swap', '--dry-run'], {
        ALIGN_SIGN_IN_ORIGINS: provider.issuer,
        ...{ SESSION_DIR, SESSION_KEY },
      });
      expect(exitCode, stderr).toBe(4);
      expect(result.error?.code).toBe('wrong-identity');
      expect(result.error?.message).toContain('let this browser in before the Super Admin had signed in');
    } finally {
      provider.stop();
    }
  });

  test('an origin that the settings do not allow gets no password', async ({ sites, operator }) => {
    const provider = await startProvider(sites.origins.align);
    sites.signInThrough(provider);
    try {
      const { exitCode, result, stderr } = await operator.run(['swap', '--dry-run']);
      expect(exitCode, stderr).toBe(3);
      expect(result.error?.code).toBe('person-needed');
      expect(result.error?.hint).toContain('ALIGN_SIGN_IN_ORIGINS');
      expect(provider.posts).toHaveLength(0);
    } finally {
      provider.stop();
    }
  });
});
