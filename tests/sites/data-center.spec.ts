import type { Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';

import type { Account } from '../../fixtures/sites/accounts.js';
import { call } from '../../fixtures/sites/call.js';
import { expect, test } from '../../fixtures/test.js';

test.use({ variants: { deployment: 'data-center', 'login-form': 'new', 'jira-two-step': 'on' } });

async function signIn(page: Page, { username, password }: Account, code: string): Promise<void> {
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByLabel('Verification code').fill(code);
  await page.getByRole('button', { name: 'Verify' }).click();
}

test('a Data Center says what it is to anybody, and has no third version of REST', async ({ sites }) => {
  const get = async (path: string): ReturnType<typeof call> => await call('GET', new URL(path, sites.origins.jira), {});
  const info = await get('/rest/api/2/serverInfo');
  expect(JSON.parse(info.body)).toMatchObject({ deploymentType: 'DataCenter' });
  expect((await get('/rest/api/2/myself')).status).toBe(401);
  expect((await get('/rest/api/3/myself')).status).toBe(404);
});

test('its sign-in takes the code of an authenticator, once, and its accounts have keys', async ({ sites, page }) => {
  const { person } = sites.accounts;
  const code = new TOTP({ secret: Secret.fromBase32(person.totpSecret) }).generate();
  await page.goto(sites.origins.jira);
  await signIn(page, person, code);
  await expect(page.getByRole('heading', { name: 'System Dashboard' })).toBeVisible();
  const myself = await page.evaluate(async () => {
    const response = await fetch('/rest/api/2/myself');
    return { header: response.headers.get('x-ausername'), json: (await response.json()) as unknown };
  });
  expect(myself.header).toBe(person.username);
  expect(myself.json).toMatchObject({ key: person.key, name: person.username, displayName: person.fullName });
  expect(myself.json).not.toHaveProperty('accountId');

  await page.context().clearCookies();
  await page.goto(sites.origins.jira);
  await signIn(page, person, code);
  await expect(page.getByRole('alert')).toHaveText('The verification code is not valid.');
});
