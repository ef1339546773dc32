import type { Page } from '@playwright/test';

import { tabOf } from '../../fixtures/tab.js';
import { expect, test } from '../../fixtures/test.js';
import type { Sites } from '../../fixtures/sites/index.js';
import { Jira } from '../../pages/jira.js';
import { jiraSignInScreen } from '../../pages/jira-sign-in.js';
import { signIn } from '../../pages/sign-in.js';
import type { Person, SignedIn } from '../../pages/sign-in-order.js';

/** A sign-in to Jira for which the tool has no password. */
async function signInWithoutPassword(
  page: Page,
  { origins, accounts }: Sites,
  person: Person | null,
): Promise<SignedIn> {
  const tab = tabOf(page, 5_000);
  const url = new URL(origins.jira);
  const jira = new Jira(tab, url, 'cloud');
  await jira.open();
  const site = { url, atlassianId: origins.atlassianId, allowed: [origins.jira, origins.atlassianId] };
  return await signIn({
    tab,
    look: () => jiraSignInScreen(tab, jira, site),
    account: {
      username: accounts.service.email,
      password: null,
      codes: null,
      settings: 'JIRA',
      onSubmit: () => undefined,
    },
    person,
    patience: 5_000,
  });
}

test('a person before the window is asked once, may mistype, and the tool types nothing', async ({ page, sites }) => {
  const { email, password } = sites.accounts.service;
  const told: string[] = [];
  const signedIn = signInWithoutPassword(page, sites, { patience: 40_000, tell: (text) => void told.push(text) });
  const notice = page.getByText(
    `please sign in here as ${email}. The run goes on by itself, and waits for at most 40 s.`,
  );
  await expect(notice).toBeVisible();
  await expect(page.getByLabel('Email')).toHaveValue('');
  await page.getByLabel('Email').fill('nobody@acme.example');
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.waitForURL('**/signup');
  await page.goBack();
  await page.getByLabel('Email').fill(email);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.getByLabel('Password').fill('mistyped');
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Incorrect email address');
  await expect(notice).toBeVisible();
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
  expect(await signedIn, 'who signed in').toEqual({ by: 'person', typed: false });
  expect(told).toHaveLength(1);
});

test('without a password and without a person it stops, having typed nothing', async ({ page, sites }) => {
  await expect(signInWithoutPassword(page, sites, null)).rejects.toMatchObject({ code: 'person-needed' });
  await expect(page.getByLabel('Email')).toHaveValue('');
});
