import type { Page } from '@playwright/test';

import { coverSecrets } from '../../flows/evidence/masks.js';
import { expect, test } from '../../fixtures/test.js';

/** What is covered, with one value and with another of another length. */
const COVERED = {
  'a password': (value: string) => `<input type="password" value="${value}">`,
  'a one-time code': (value: string) => `<input autocomplete="one-time-code" value="${value}">`,
  'a code at Atlassian ID': (value: string) => `<input name="otpCode" value="${value}">`,
  'the Consumer Key by its name of 2022': (value: string) => `<input name="txtOACK1" value="${value}">`,
  'the Consumer Key by its label': (value: string) =>
    `<label for="a">Consumer Key</label><input id="a" value="${value}">`,
  'the public key by its label': (value: string) =>
    `<label>OAuth Public Key <textarea rows="3">${value}</textarea></label>`,
  'the Consumer Key by its accessible name': (value: string) => `<input aria-label="Consumer Key" value="${value}">`,
  'a verifier': (value: string) =>
    `<div id="content" style="width: 700px; height: 60px; overflow: hidden"><p style="width: 600px; white-space: nowrap">Your verification code is '${value}'</p></div>`,
} as const;

test.beforeEach(async ({ context }) => {
  await coverSecrets(context);
});

for (const [what, markup] of Object.entries(COVERED)) {
  test(`no picture shows ${what}, whatever the site’s content policy`, async ({ page }) => {
    const first = await pictureOf(page, markup('Kx7QwPz9'));
    const second = await pictureOf(page, markup('another one'));
    expect(first.equals(second)).toBe(true);
  });
}

test('what is no secret is seen', async ({ page }) => {
  const markup = (value: string): string => `<label>Jira Link <input value="${value}"></label><p>${value}</p>`;
  expect((await pictureOf(page, markup('one'))).equals(await pictureOf(page, markup('two')))).toBe(false);
});

async function pictureOf(page: Page, body: string): Promise<Buffer> {
  const headers = { 'content-security-policy': "default-src 'none'; style-src-attr 'unsafe-inline'" };
  const site = 'https://acme.jiraalign.example/';
  await page.route(site, (route) => route.fulfill({ contentType: 'text/html', body, headers }));
  await page.goto(site);
  const picture = await page.screenshot();
  await page.unroute(site);
  return picture;
}
