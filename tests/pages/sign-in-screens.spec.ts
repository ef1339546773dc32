import type { Page } from '@playwright/test';
import { setTimeout as pause } from 'node:timers/promises';

import { listenOnAnyHost } from '../../fixtures/any-host.js';
import { accountAt } from '../../fixtures/sign-in-account.js';
import { signInPage } from '../../fixtures/sign-in-page.js';
import { tabOf } from '../../fixtures/tab.js';
import { expect, test } from '../../fixtures/test.js';
import { AlignSignIn } from '../../pages/align-sign-in.js';
import { ATLASSIAN_ID, atlassianIdScreen } from '../../pages/atlassian-id.js';
import { identityProviderScreen } from '../../pages/identity-provider.js';
import { logOutOfAtlassianId } from '../../pages/log-out.js';
import { signIn } from '../../pages/sign-in.js';
import type { SignedIn } from '../../pages/sign-in-order.js';
import type { SignInScreen } from '../../pages/sign-in-screen.js';

const ALIGN = 'acme.jiraalign.localhost';
const ATLASSIAN = 'id.atlassian.localhost';
const HOME = '<title>Home</title><h1>Home</h1><a href="/settings">Settings</a>';

/** A press that leads on, of a page whose script is not ready for the first. */
function deaf(name: string, to: string): string {
  return `<h1>Welcome</h1><button>${name}</button><script>
    let presses = 0;
    document.querySelector('button').onclick = () => { presses += 1; if (presses === 2) location.href = '${to}'; };
  </script>`;
}

test('a button that loses its first press is pressed once more', async ({ page }) => {
  const site = await listenOnAnyHost(({ path }) => ({ body: path === '/in' ? HOME : deaf('Single Sign-On', '/in') }));
  const origin = site.origin(ALIGN);
  const way = { url: new URL(origin), way: 'saml', atlassianId: null, allowed: [origin] } as const;
  const align = new AlignSignIn(tabOf(page), way);
  expect(await align.signIn(accountAt(origin), 12_000, null)).toMatchObject({ by: 'nobody' });
  await site.stop();
});

test('a log-out whose first press is lost is made', async ({ page }) => {
  const site = await listenOnAnyHost(({ path }) => ({
    body: path === '/logout' ? deaf('Log out', '/login') : '<h1>Log in</h1>',
  }));
  const ended = await logOutOfAtlassianId(tabOf(page), new URL(site.origin(ATLASSIAN)));
  expect(ended).toBe('logged-out');
  await site.stop();
});

test('a log-out is made though the page that it leads on to does not come', async ({ page }) => {
  const site = await listenOnAnyHost(({ method, path }) => {
    if (method === 'POST') return { status: 303, headers: { location: '/goodbye' } };
    return path === '/goodbye' ? { reset: true } : { body: '<form method="post"><button>Log out</button></form>' };
  });
  expect(await logOutOfAtlassianId(tabOf(page), new URL(site.origin(ATLASSIAN)))).toBe('logged-out');
  await site.stop();
});

for (const [what, answer, code, says] of [
  ['a gateway answers', { status: 502, body: '<h1>Bad Gateway</h1>' }, 'unreachable', 'status 502'],
  ['breaks off', { reset: true }, 'unreachable', 'its own error page'],
  ['is never answered', null, 'unreachable', 'not answered yet'],
  ['is led back to its question', { status: 303, headers: { location: '/logout?again' } }, 'unknown-screen', 'stayed'],
] as const)
  test(`a log-out that ${what} is not called made`, async ({ page }) => {
    const site = await listenOnAnyHost(({ method }) =>
      method === 'POST'
        ? (answer ?? new Promise(() => undefined))
        : { body: '<form method="post"><button>Log out</button></form>' },
    );
    const ended = logOutOfAtlassianId(tabOf(page, 3_000), new URL(site.origin(ATLASSIAN)));
    await expect(ended).rejects.toMatchObject({ code, message: expect.stringContaining(says) });
    await site.stop();
  });

test('what was seen of two pages at once ends nothing', async ({ page }) => {
  const seen: SignInScreen[] = [{ is: 'closed', what: 'half of each', hint: '' }];
  const signedIn = signIn({
    tab: tabOf(page),
    look: () => Promise.resolve(seen.shift() ?? { is: 'arrived' }),
    account: accountAt(ALIGN),
    person: null,
    patience: 3_000,
  });
  expect(await signedIn).toMatchObject({ by: 'nobody' });
});

test('a button that is drawn anew by the script that comes late is pressed there', async ({ page }) => {
  const redrawn = `<main><button>Single Sign-On</button></main><script>setTimeout(() => {
    document.querySelector('main').innerHTML = '<button>Single Sign-On</button>';
    document.querySelector('button').onclick = () => { location.href = '/in'; };
  }, 1200);</script>`;
  const site = await listenOnAnyHost(({ path }) => ({ body: path === '/in' ? HOME : redrawn }));
  const origin = site.origin(ALIGN);
  const align = new AlignSignIn(tabOf(page), {
    url: new URL(origin),
    way: 'saml',
    atlassianId: null,
    allowed: [origin],
  });
  expect(await align.signIn(accountAt(origin), 12_000, null)).toMatchObject({ by: 'nobody' });
  await site.stop();
});

for (const [what, answer, says] of [
  ['a gateway answers', { status: 503, body: '<h1>We are down for maintenance</h1>' }, 'status 503'],
  ['nobody answers', null, 'not answered yet'],
  [
    'a gateway answers with a file',
    { headers: { 'content-type': 'application/octet-stream' }, body: HOME },
    'a file to be kept',
  ],
  ['comes by a half', { headers: { 'content-length': '5000' }, body: '<h1>Welcome</h1>' }, 'not come as a whole'],
] as const)
  test(`a page that ${what} on the way is no unknown screen: the site is out of order`, async ({ page }) => {
    const site = await listenOnAnyHost(({ path }) => {
      if (path === '/in') return answer ?? new Promise(() => undefined);
      return { body: '<h1>Welcome</h1><button onclick="location.href = \'/in\'">Single Sign-On</button>' };
    });
    const origin = site.origin(ALIGN);
    const way = { url: new URL(origin), way: 'saml', atlassianId: null, allowed: [origin] } as const;
    const ended = new AlignSignIn(tabOf(page), way).signIn(accountAt(origin), 4_000, null);
    await expect(ended).rejects.toMatchObject({ code: 'unreachable', message: expect.stringContaining(says) });
    await site.stop();
  });

for (const [what, sends, status, code, says] of [
  ['sends to a site that is out of order is no unknown screen', '{ username }', 503, 'unreachable', 'status 503'],
  [
    'sends to a site that does not answer is no unknown screen',
    '{ username }',
    null,
    'unreachable',
    'not answered yet',
  ],
  ['asks for news by is an unknown screen all the same', '{ news: true }', null, 'unknown-screen', 'does not know'],
] as const)
  test(`what a script ${what}`, async ({ page }) => {
    const own = `<script>document.forms[0].onsubmit = (event) => {
      event.preventDefault();
      const username = document.querySelector('[name=username]').value;
      void fetch('/rest/authenticate', { method: 'POST', body: JSON.stringify(${sends}) });
    };</script>`;
    const site = await listenOnAnyHost(({ method }) => {
      if (method !== 'POST') return { body: signInPage('ada.admin@acme.example', '/', own) };
      return status === null ? new Promise(() => undefined) : { status, body: 'Service Unavailable' };
    });
    const origin = site.origin(ATLASSIAN);
    const tab = tabOf(page, 4_000);
    await page.goto(`${origin}/login`);
    const look = (): Promise<SignInScreen | null> => atlassianIdScreen(tab, origin);
    const ended = signIn({ tab, look, account: accountAt(origin), person: null, patience: 6_000 });
    await expect(ended).rejects.toMatchObject({ code, message: expect.stringContaining(says) });
    await site.stop();
  });

/** Signs in at a form of some provider, which leads to `/in`. */
async function signInAt(page: Page, origin: string): Promise<void> {
  const tab = tabOf(page);
  await page.goto(`${origin}/`);
  await signIn({
    tab,
    look: async () => (page.url().endsWith('/in') ? { is: 'arrived' } : await identityProviderScreen(tab, [origin])),
    account: accountAt(origin),
    person: null,
    patience: 25_000,
  });
}

for (const wait of [3_500, 8_000])
  test(`a user name that is answered after ${wait} ms is not entered on the page that follows`, async ({ page }) => {
    const steps = [
      '<form method="post" action="/password"><input name="username" type="email"><button>Next</button></form>',
      '<form method="post" action="/in"><input name="username" type="email" value="ada.admin@acme.example"><input name="password" type="password"><button>Next</button></form>',
    ];
    const site = await listenOnAnyHost(async ({ method, path }) => {
      if (path === '/password') await pause(wait);
      if (path === '/in') return { body: HOME };
      return { body: `<title>Log in</title><h1>Log in</h1>${steps[method === 'POST' ? 1 : 0] ?? ''}` };
    });
    await signInAt(page, site.origin(ALIGN));
    const sent = site.log
      .filter(({ path }) => path === '/in')
      .map(({ body }) => new URLSearchParams(body.toString()).get('password'));
    expect(sent).toEqual(['Kx7QwPz9 &<']);
    await site.stop();
  });

for (const [answers, draws] of [
  [4_000, 0],
  [2_200, 900],
] as const)
  test(`a user name that a script sends, answered after ${answers} ms and drawn after ${draws} more, is not sent again`, async ({
    page,
  }) => {
    const form = `<title>Log in</title><h1>Log in</h1>
    <form><input name="username" type="email"><input name="password" type="password" hidden><button>Next</button></form><script>
    const [username, password] = document.querySelectorAll('input');
    document.forms[0].onsubmit = async (event) => {
      event.preventDefault();
      const body = password.hidden ? username.value : password.value;
      await fetch(password.hidden ? '/check' : '/in', { method: 'POST', body });
      if (!password.hidden) location.href = '/in';
      else setTimeout(() => { password.hidden = false; }, ${draws});
    };</script>`;
    const site = await listenOnAnyHost(async ({ path }) => {
      if (path === '/check') await pause(answers);
      return { body: path === '/in' ? HOME : form };
    });
    await signInAt(page, site.origin(ALIGN));
    expect(site.log.filter(({ path }) => path === '/check')).toHaveLength(1);
    await site.stop();
  });

test('a password counts as spent only once it is typed', async ({ page }) => {
  let type = 'text';
  const site = await listenOnAnyHost(({ path }) =>
    path === '/rest/authenticate'
      ? { status: 303, headers: { location: '/home' } }
      : { body: signInPage('').replace('type="password"', `type="${type}"`) },
  );
  const origin = site.origin(ATLASSIAN);
  const tab = tabOf(page);
  const account = accountAt(origin);
  const attempt = async (): Promise<SignedIn> => {
    await page.goto(`${origin}/login`);
    return await signIn({
      tab,
      look: () => Promise.resolve(page.url().endsWith('/home') ? { is: 'arrived' } : { is: 'form', at: ATLASSIAN_ID }),
      account,
      person: null,
      patience: 6_000,
    });
  };
  await expect(attempt()).rejects.toMatchObject({ code: 'password-misplaced' });
  expect(account.told()).toBe(0);
  type = 'password';
  expect(await attempt()).toMatchObject({ by: 'password' });
  expect(account.told()).toBe(1);
  await site.stop();
});
