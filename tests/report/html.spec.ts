import type { Page } from '@playwright/test';
import { stat, writeFile } from 'node:fs/promises';

import { type OpenReport, axeViolations, openReport, tooWideForPhone } from '../../fixtures/report-reader.js';
import { type Operator, type Run, expect, test } from '../../fixtures/test.js';

/** Runs a swap to its end and opens the report that it left. */
async function swapAndOpen(
  page: Page,
  operator: Operator,
  settings?: Readonly<Record<string, string>>,
  ...more: readonly string[]
): Promise<OpenReport & { run: Run }> {
  const run = await operator.run(['swap', '--evidence', 'screens', ...more], settings);
  return { run, ...(await openReport(page, reportOf(run))) };
}

function reportOf({ result }: Run): string {
  return result.artifacts.find((path) => path.endsWith('report.html')) ?? '';
}

/** Whatever the run came to, its report can be read by anybody, anywhere, and asks for nothing. */
async function expectReadable(page: Page, trouble: readonly string[]): Promise<void> {
  expect(await axeViolations(page)).toEqual([]);
  expect(await tooWideForPhone(page), 'pixels too wide for a phone').toBe(0);
  expect(trouble).toEqual([]);
}

test('the report of a swap holds everything that an administrator attaches to a change', async ({
  page,
  operator,
  sites,
}) => {
  const { run, trouble } = await swapAndOpen(page, operator);
  expect(run.exitCode, run.stderr).toBe(0);
  expect((await stat(reportOf(run))).mode & 0o777).toBe(0o600);
  const part = (name: string): ReturnType<Page['getByRole']> => page.getByRole('region', { name });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Done: connector “Acme Jira” (id 1) now writes to Jira as Jira Align Service; before, it was Riley Carter.',
  );
  await expect(part('What changed')).toContainText(/Before\s+Riley Carter.+After\s+Jira Align Service/s);
  await expect(part('What was proven').getByText('✓ proven')).toHaveCount(3);
  await expect(part('What else was checked')).toContainText(/before Save, at \S+ UTC, all as they were; after Save/);
  await expect(part('What else was checked')).toContainText('Consumer Key');
  await expect(part('Left for you')).toContainText('Riley Carter still has the old authorisation');
  for (const version of ['0.1.0', 'chromium 1', '1001.0.0-SNAPSHOT (Cloud)', '11.14.0.41208'])
    await expect(part('About this run')).toContainText(version);

  const steps = part('Steps');
  await expect(steps.getByRole('heading', { level: 3 })).toHaveText(run.result.steps.map(({ name }) => name));
  await expect(steps.getByRole('img')).toHaveCount(run.result.artifacts.filter((path) => path.endsWith('.png')).length);
  const save = steps.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Save the connector' }) });
  await save.getByText(/controls, and how found/).press('Enter');
  await expect(save.getByText('connector.save')).toBeVisible();
  const image = save.getByRole('img');
  const { width: small = 0 } = (await image.boundingBox()) ?? {};
  await save
    .locator('summary')
    .filter({ has: page.getByRole('img') })
    .press('Enter');
  await expect.poll(async () => (await image.boundingBox())?.width).toBeGreaterThan(2 * small);

  const links = await page
    .getByRole('link')
    .evaluateAll((all) =>
      all.map((each) => `${(each as HTMLAnchorElement).origin} ${(each as HTMLAnchorElement).rel}`),
    );
  expect(new Set(links)).toEqual(new Set([`${sites.origins.align} noreferrer`, `${sites.origins.jira} noreferrer`]));
  expect(await page.content(), 'values of settings').not.toMatch(/BEGIN PUBLIC KEY|jordan\.blake@acme/);
  await page.getByRole('button', { name: 'Copy' }).click();
  await expect(page.getByRole('status')).toHaveText('Copied.');
  await expect(page.getByLabel('The same as plain text')).toHaveValue(/^Done: .+exit code 0 \(done\)/s);
  await expectReadable(page, trouble);
});

test('the report of a dry run says at its head that it is one, and speaks of no change', async ({ page, operator }) => {
  const { run, trouble } = await swapAndOpen(page, operator, {}, '--dry-run');
  expect(run.exitCode, run.stderr).toBe(0);
  await expect(page.getByRole('banner')).toContainText('Jira Align connector: dry run of a change of account');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Dry run: everything that can be checked');
  await expect(page.getByRole('region', { name: 'What was found' })).toContainText(
    'pressed nothing that changes a site',
  );
  await expect(page.getByRole('region', { name: 'What changed' })).toHaveCount(0);
  await expectReadable(page, trouble);
});

test.describe('somebody else is signed in to Jira', () => {
  test.use({ variants: { session: 'another', about: 'says-nothing' } });

  test('the report of exit 4 says that nothing was pressed, and what to do', async ({ page, operator }) => {
    const { run, trouble } = await swapAndOpen(page, operator);
    expect(run.exitCode, run.stderr).toBe(4);
    await expect(page.getByText('✗ Exit code 4: wrong identity')).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(/nothing was changed: .+Sam Okafor/);
    await expect(page.getByText('set JIRA_ACCOUNT_ID to its account id')).not.toHaveCount(0);
    await expect(page.getByText('– not checked')).toHaveCount(3);
    await expect(page.getByRole('listitem').filter({ hasText: '✗ failed' }).getByRole('img')).toBeVisible();
    await expectReadable(page, trouble);
  });
});

test.describe('Jira Align does not get its token', () => {
  test.use({ variants: { exchange: 'fails', about: 'says-nothing' } });

  test('the report of exit 6 says who must act, and how, before anything else', async ({ page, operator, sites }) => {
    const file = `${operator.directory}/my settings.env`;
    await writeFile(file, 'TIMEOUT_LABEL=3\n', { mode: 0o600 });
    const { run, trouble } = await swapAndOpen(page, operator, {}, '--env-file', file);
    expect(run.exitCode, run.stderr).toBe(6);
    const first = page.getByRole('region', { name: 'IS DOWN' });
    await expect(first.getByRole('heading', { level: 1 })).toContainText(/IS DOWN.+since \d{4}-.+Super Admin must act/);
    await expect(first.getByRole('listitem')).toHaveCount(8);
    await expect(first.getByRole('link', { name: sites.origins.align })).toBeVisible();
    await expect(first.getByText(`connector-swap verify --env-file '${file}'`, { exact: true })).toHaveCount(2);
    await expect(first).toContainText('For vendor support');
    await expect(page.getByRole('region', { name: 'What changed' })).toContainText(/After\s+Nobody\s+not authorised/);
    await expect(page.getByRole('region', { name: 'About this run' })).toContainText(/Jira Align\s+not known/);
    await expect(page.getByLabel('The same as plain text')).toHaveValue(/IS DOWN.+8\. Press Save/s);
    await expectReadable(page, trouble);
  });
});

test.describe('names that try what their reader puts up with', () => {
  test.use({ variants: { names: 'hostile' } });

  test('harm neither the report nor the terminal', async ({ page, operator, sites }) => {
    const { run, trouble } = await swapAndOpen(page, operator);
    expect(run.exitCode, run.stderr).toBe(0);
    const { fullName } = sites.accounts.service;
    expect(run.result.connector?.after.account?.name).toBe(fullName);
    expect(fullName).toContain('\u001b[31m');
    for (const [where, text] of Object.entries({
      stderr: run.stderr,
      stdout: run.stdout,
      report: await page.content(),
    }))
      expect(text, where).not.toMatch(/[\u001b\u009b\u202e\u2067\u0007]/);
    await expect(page.locator('bdi').getByText('<U+202E>ecivreS').filter({ visible: true })).not.toHaveCount(0);
    await expect(page).toHaveTitle(/^connector-swap swap, exit code 0/);
    await expect(page.locator('script')).toHaveCount(1);
    await expect(page.locator('svg, img:not([src^="data:image/png"])')).toHaveCount(0);
    await expect(page.getByLabel('The same as plain text')).toHaveValue(/<\/textarea><\/style>/);
    await expectReadable(page, trouble);
  });
});
