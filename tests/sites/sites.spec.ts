import { call } from '../../fixtures/sites/call.js';
import { expect, test } from '../../fixtures/test.js';

test('a site answers under its own name only', async ({ sites }) => {
  const { port } = new URL(sites.origins.jira);
  const answer = await call('GET', new URL(`http://other.localhost:${port}/rest/api/2/serverInfo`), {});
  expect(answer.status).toBe(421);
});

test('who has no session is sent to the sign-in, and REST says so', async ({ sites }) => {
  const home = await call('GET', new URL('/jira/your-work', sites.origins.jira), {});
  expect(home.status).toBe(302);
  const myself = await call('GET', new URL('/rest/api/2/myself', sites.origins.jira), {});
  expect(myself.status).toBe(401);
  const info = await call('GET', new URL('/rest/api/2/serverInfo', sites.origins.jira), {});
  expect(JSON.parse(info.body)).toMatchObject({ deploymentType: 'Cloud' });
});

test('the consent screen checks the token before it asks anybody to sign in', async ({ sites }) => {
  const url = new URL('/plugins/servlet/oauth/authorize?oauth_token=invented', sites.origins.jira);
  const { status, body } = await call('GET', url, {});
  expect(status).toBe(401);
  expect(body).toContain('token_rejected');
});

test('forms without their token are refused', async ({ sites }) => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const login = await call('POST', new URL('/Login', sites.origins.align), form, 'Email=a&Password=b');
  expect(login.status).toBe(403);
  const logout = await call('POST', new URL('/logout', sites.origins.atlassianId), form, '');
  expect(logout.status).toBe(403);
});

test('a person finds the history, and the connector writes there in its owner’s name', async ({ sites, page }) => {
  const { person } = sites.accounts;
  await page.goto(`${sites.origins.jira}/browse/${sites.environment['CANARY_ISSUE'] ?? ''}`);
  await page.getByLabel('Email').fill(person.email);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible();
  const rows = page.getByRole('row', { name: new RegExp(person.fullName) });
  const count = await rows.count();
  expect(count).toBeGreaterThanOrEqual(3);
  await expect(async () => {
    await page.reload();
    expect(await rows.count()).toBeGreaterThan(count);
  }).toPass();
});

test('a person can take an authorisation back, and the connector’s writes then fail', async ({ sites, page }) => {
  const { person } = sites.accounts;
  await page.goto(`${sites.origins.jira}/plugins/servlet/oauth/users/access-tokens`);
  await page.getByLabel('Email').fill(person.email);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page
    .getByRole('row', { name: /Jira Align/ })
    .getByRole('link', { name: 'Revoke Access' })
    .click();
  await page.getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByRole('row', { name: /Jira Align/ })).toHaveCount(0);
  expect(sites.owner()).toBeNull();
  expect(sites.changes.at(-1)?.what ?? '').toMatch(/revoke|issue-edit/);
});
