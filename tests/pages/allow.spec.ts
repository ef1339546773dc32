import { type Page, expect, test } from '@playwright/test';

import { tabOf } from '../../fixtures/tab.js';
import { Consent } from '../../pages/consent.js';

const JIRA = new URL('http://jira.localhost/');
const SIGN_IN = 'http://id.localhost';
const AUTHORIZE = `${JIRA.origin}/plugins/servlet/oauth/authorize`;

/** Opens a consent screen whose form leads somewhere, with a verifier where one is given; every press of the mouse in it is counted. */
async function opened(page: Page, leadsTo: string, verifier: string | null = 'Ab3dE6'): Promise<Consent> {
  await page.route('**', (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Verification code</h1>' }));
  const body = `<p>The application Jira Align would like access as Jira Align Service</p>
    <form action="${leadsTo}">${verifier === null ? '' : `<input type="hidden" name="oauth_verifier" value="${verifier}">`}
      <button name="approve">Allow</button><button name="deny">Deny</button></form>
    <script>
      presses = 0;
      for (const what of ['pointerdown', 'mousedown', 'mouseup', 'click'])
        addEventListener(what, () => { presses += 1; }, true);
    </script>`;
  await page.route(`${AUTHORIZE}*`, (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(`${AUTHORIZE}?oauth_token=t`);
  return new Consent(tabOf(page, 1_500), JIRA);
}

const presses = (page: Page): Promise<number> =>
  page.evaluate(() => (globalThis as unknown as { presses: number }).presses); // Set by the page.

for (const [where, leadsTo, verifier, outcome] of [
  ['on the way back', 'http://align.localhost/oauth/callback', 'Ab3dE6', 'gone-on'],
  ['on the way back of a Deny', 'http://align.localhost/oauth/callback', 'denied', 'unanswered'],
  ['where people sign in', `${SIGN_IN}/login`, null, 'unanswered'],
  ['at another site that nothing names', 'http://provider.localhost/', null, 'unanswered'],
  ['at another page of Jira', `${JIRA.origin}/secure/Dashboard.jspa`, null, 'unanswered'],
] as const) {
  test(`an Allow after which the page is ${where} counts as ${outcome}`, async ({ page }) => {
    const consent = await opened(page, leadsTo, verifier);
    const came = await consent.allow(() => () => undefined);
    expect(came.is).toBe(outcome);
  });
}

test('an Allow whose way back is slow to come was taken', async ({ page }) => {
  const callback = 'http://align.localhost/oauth/callback';
  const consent = await opened(page, callback);
  await page.route(`${callback}*`, () => undefined);
  expect((await consent.allow(() => () => undefined)).is).toBe('gone-on');
});

test('an Allow whose page is closed before it goes anywhere is not answered', async ({ page }) => {
  const consent = await opened(page, 'http://align.localhost/');
  await page.evaluate(() => {
    document.querySelector('form')?.addEventListener('submit', (event) => {
      event.preventDefault();
    });
  });
  const coming = consent.allow(() => () => undefined);
  await expect.poll(() => presses(page)).toBeGreaterThan(0);
  await page.close();
  expect((await coming).is).toBe('unanswered');
});

test('an Allow that the page is slow to take is told of as pressed', async ({ page }) => {
  const consent = await opened(page, 'http://align.localhost/oauth/callback');
  await page.evaluate(() => {
    addEventListener('mousedown', () => {
      const end = performance.now() + 6_000;
      while (performance.now() < end);
    });
  });
  let back = 0;
  const came = await consent.allow(() => () => {
    back += 1;
  });
  expect(back).toBe(0);
  expect(came.is).toBe('gone-on');
});

test('an Allow that is disabled right before the press is not pressed, and what was told of it is taken back', async ({
  page,
}) => {
  const consent = await opened(page, 'http://align.localhost/');
  let back = 0;
  const coming = consent.allow(() => {
    void page.evaluate(() => document.querySelector('button')?.setAttribute('disabled', ''));
    return () => {
      back += 1;
    };
  });
  await expect(coming).rejects.toThrow('could not be pressed');
  expect(back).toBe(1);
  expect(await presses(page)).toBe(0);
});

test('an Allow that is drawn anew right before the press is not pressed, and what was told of it is taken back', async ({
  page,
}) => {
  const consent = await opened(page, 'http://align.localhost/');
  let back = 0;
  const coming = consent.allow(() => {
    void page.evaluate(() => {
      for (const button of document.querySelectorAll('button')) button.replaceWith(button.cloneNode(true));
    });
    return () => {
      back += 1;
    };
  });
  await expect(coming).rejects.toThrow('Allow was not pressed');
  expect(back).toBe(1);
  expect(await presses(page)).toBe(0);
});

test('until Allow may be pressed nothing of a press reaches the page', async ({ page }) => {
  const consent = await opened(page, 'http://align.localhost/');
  await consent.untilPressable();
  expect(await presses(page)).toBe(0);
});

for (const [what, spoil, why] of [
  ['is disabled', `document.querySelector('button').disabled = true`, 'could not be pressed'],
  [
    'lies under something',
    `document.body.insertAdjacentHTML('beforeend', '<div style="position: fixed; inset: 0">Loading</div>')`,
    'could not be pressed',
  ],
] as const) {
  test(`an Allow that ${what} is told of before anything is`, async ({ page }) => {
    const consent = await opened(page, 'http://align.localhost/');
    await page.evaluate(spoil);
    await expect(consent.untilPressable()).rejects.toThrow(why);
  });
}
