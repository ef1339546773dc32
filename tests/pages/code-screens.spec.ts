import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';

import { type AnyHost, listenOnAnyHost } from '../../fixtures/any-host.js';
import { accountAt } from '../../fixtures/sign-in-account.js';
import { codePage } from '../../fixtures/sign-in-page.js';
import { tabOf } from '../../fixtures/tab.js';
import { expect, test } from '../../fixtures/test.js';
import { atlassianIdScreen } from '../../pages/atlassian-id.js';
import { signIn } from '../../pages/sign-in.js';
import type { SignedIn } from '../../pages/sign-in-order.js';

const ATLASSIAN = 'id.atlassian.localhost';
const HOME = '<title>Home</title><h1>Home</h1>';

/** Signs in at Atlassian ID from the screen for a code. */
async function signInByCode(page: Page, site: AnyHost, codes: readonly string[]): Promise<SignedIn> {
  const origin = site.origin(ATLASSIAN);
  const tab = tabOf(page, 4_000);
  await page.goto(`${origin}/login/mfa`);
  return await signIn({
    tab,
    look: async () => (page.url().endsWith('/home') ? { is: 'arrived' } : await atlassianIdScreen(tab, origin)),
    account: accountAt(origin, codes),
    person: null,
    patience: 20_000,
  });
}

/** A page that a script draws a moment after it came. */
function drawnLate(html: string): string {
  return `<body><script>setTimeout(() => { document.body.innerHTML = ${JSON.stringify(html)}; }, 1200);</script></body>`;
}

test('a refused code is told though the form comes back slowly, and the next one is typed', async ({ page }) => {
  const site = await listenOnAnyHost(({ method, path, body }, own) => {
    if (method !== 'POST') return { body: path === '/home' ? HOME : codePage() };
    if (body.toString().includes('222222'))
      return { status: 303, headers: { location: `${own.origin(ATLASSIAN)}/home` } };
    return { body: drawnLate(codePage()) };
  });
  expect(await signInByCode(page, site, ['111111', '222222'])).toMatchObject({ by: 'nobody' });
  expect(site.log.filter(({ method }) => method === 'POST')).toHaveLength(2);
  await site.stop();
});

test('a code that is not answered in time is not taken for refused, and no second one is sent', async ({ page }) => {
  const own = `<script>document.forms[0].onsubmit = async (event) => {
    event.preventDefault();
    await fetch('/rest/mfa', { method: 'POST', body: document.querySelector('input').value });
    location.href = '/home';
  };</script>`;
  const site = await listenOnAnyHost(async ({ method, path }) => {
    if (method === 'POST') await pause(6_000);
    return { body: path === '/home' ? HOME : codePage('/rest/mfa', own) };
  });
  expect(await signInByCode(page, site, ['111111', '222222'])).toMatchObject({ by: 'nobody' });
  expect(site.log.filter(({ method }) => method === 'POST')).toHaveLength(1);
  await site.stop();
});

test('a code that is answered in its place, and not accepted, is refused, and the next one is typed', async ({
  page,
}) => {
  const own = `<script>document.forms[0].onsubmit = async (event) => {
    event.preventDefault();
    const answer = await fetch('/rest/mfa', { method: 'POST', body: document.querySelector('input').value });
    if ((await answer.text()) === 'accepted') location.href = '/home';
  };</script>`;
  const site = await listenOnAnyHost(({ method, path, body }) => {
    if (method === 'POST') return { body: body.toString() === '222222' ? 'accepted' : 'not accepted' };
    return { body: path === '/home' ? HOME : codePage('/rest/mfa', own) };
  });
  expect(await signInByCode(page, site, ['111111', '222222'])).toMatchObject({ by: 'nobody' });
  await site.stop();
});

/** Sends the code by script, and then does what a page may do with the answer. */
function sendsByScript(then = ''): string {
  return `<script>document.forms[0].onsubmit = async (event) => {
    event.preventDefault();
    const form = document.forms[0];
    const sent = fetch('/rest/mfa', { method: 'POST', body: document.querySelector('input').value });
    ${then}
  };</script>`;
}

const SPINNER = "form.hidden = true; await sent; form.hidden = false; form.querySelector('input').value = '';";
const LOADED_ANEW = 'await sent; location.reload();';
const DRAWN_ANEW = 'await sent; form.innerHTML = form.innerHTML;';

for (const [what, script, status, code, says] of [
  ['posts to a site that is out of order', '', 503, 'unreachable', 'status 503'],
  ['posts to a site that never answers', '', null, 'unreachable', 'not answered yet'],
  ['sends by script to a site that is out of order', sendsByScript(), 503, 'unreachable', 'status 503'],
  ['sends by script to a site that never answers', sendsByScript(), null, 'unreachable', 'not answered yet'],
  ['sends behind a spinner to a site that is out of order', sendsByScript(SPINNER), 503, 'unreachable', 'status 503'],
  ['is loaded anew for, where the site is out of order,', sendsByScript(LOADED_ANEW), 503, 'unreachable', 'no answer'],
  [
    'draws its form anew for, where the site is out of order,',
    sendsByScript(DRAWN_ANEW),
    503,
    'unreachable',
    'status 503',
  ],
  ['sends to a site that asks to be left alone', sendsByScript(DRAWN_ANEW), 429, 'unknown-screen', 'does not know'],
] as const)
  test(`a code that a page ${what} is not taken for refused`, async ({ page }) => {
    const site = await listenOnAnyHost(({ method }) => {
      if (method !== 'POST') return { body: codePage('/rest/mfa', script) };
      return status === null ? new Promise(() => undefined) : { status, body: codePage('/rest/mfa', script) };
    });
    await expect(signInByCode(page, site, ['111111', '222222'])).rejects.toMatchObject({
      code,
      message: expect.stringContaining(says),
    });
    expect(site.log.filter(({ method }) => method === 'POST')).toHaveLength(1);
    await site.stop();
  });

test('a code that is refused behind a spinner is refused, and the next one is typed', async ({ page }) => {
  const own = sendsByScript(`${SPINNER} if ((await sent).ok) location.href = '/home';`);
  const site = await listenOnAnyHost(({ method, path, body }) => {
    if (method === 'POST') return { status: body.toString() === '222222' ? 200 : 403 };
    return { body: path === '/home' ? HOME : codePage('/rest/mfa', own) };
  });
  expect(await signInByCode(page, site, ['111111', '222222'])).toMatchObject({ by: 'nobody' });
  expect(site.log.filter(({ method }) => method === 'POST')).toHaveLength(2);
  await site.stop();
});

test('a code that a form posts twice and the site refuses is refused, and the next one is typed', async ({ page }) => {
  const twice = `<script>document.forms[0].onsubmit = () => { setTimeout(() => document.forms[0].submit(), 200); };</script>`;
  let posted = 0;
  const site = await listenOnAnyHost(async ({ method, path, body }, own) => {
    if (method !== 'POST') return { body: path === '/home' ? HOME : codePage('/login/mfa', twice) };
    posted += 1;
    if (body.toString().includes('222222'))
      return { status: 303, headers: { location: `${own.origin(ATLASSIAN)}/home` } };
    if (posted === 1) await pause(1_500);
    return { body: codePage('/login/mfa', twice) };
  });
  expect(await signInByCode(page, site, ['111111', '222222'])).toMatchObject({ by: 'nobody' });
  await site.stop();
});

test('two refused codes end it, with that word', async ({ page }) => {
  const site = await listenOnAnyHost(({ method }) => ({
    body: method === 'POST' ? drawnLate(codePage()) : codePage(),
  }));
  await expect(signInByCode(page, site, ['111111', '333333', '444444'])).rejects.toMatchObject({
    code: 'sign-in-refused',
  });
  expect(site.log.filter(({ method }) => method === 'POST')).toHaveLength(2);
  await site.stop();
});
