import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { type Plan, planSchema } from '../../flows/plan/plan.js';
import { type Operator, expect, test } from '../../fixtures/test.js';

/** A plan that was right once. */
const EXPIRED: Plan = {
  planVersion: 1,
  runId: 'earlier',
  madeAt: '2026-01-01T00:00:00.000Z',
  expiresAt: '2026-01-08T00:00:00.000Z',
  toolVersion: '0.1.0',
  controls: null,
  jira: 'http://localhost/',
  align: 'http://localhost/',
  connector: { id: '1', name: 'Acme Jira' },
  today: { authorisation: 'authorised', account: null },
  to: null,
  application: null,
  connectivity: 'passed',
  settings: [],
};

/** A dry run; gives where its plan lies, and what is in it. */
async function planned(
  operator: Operator,
  options: readonly string[] = [],
): Promise<{ file: string; plan: ReturnType<typeof planSchema.parse>; stderr: string }> {
  const { exitCode, result, stderr } = await operator.run(['swap', '--dry-run', ...options]);
  expect(exitCode, stderr).toBe(0);
  const file = result.artifacts.find((path) => path.endsWith('/plan.json')) ?? '';
  expect(stderr).toContain(`Plan, and a text for the change ticket beside it: ${file}`);
  return { file, plan: planSchema.parse(JSON.parse(await readFile(file, 'utf8'))), stderr };
}

test('a plan that was approved is carried out, and its ticket says what will be done', async ({ sites, operator }) => {
  await writeFile(join(operator.directory, 'own settings.env'), 'TIMEOUT_LABEL=60', { mode: 0o600 });
  const { file, plan, stderr: said } = await planned(operator, ['--env-file', 'own settings.env']);
  expect(said).toContain("`connector-swap swap --env-file 'own settings.env'` would authorise it");
  const { person, service } = sites.accounts;
  expect(plan).toMatchObject({
    connector: { id: '1', name: 'Acme Jira' },
    today: { authorisation: 'authorised', account: { name: person.fullName } },
    to: { name: service.fullName },
    controls: null,
  });
  const ticket = await readFile(file.replace('plan.json', 'change-ticket.txt'), 'utf8');
  expect(ticket).toContain(`CHANGE: re-authorise the Jira Align connector Acme Jira (id 1) as ${service.fullName}`);
  expect(ticket).toContain(`To carry it out: connector-swap swap --env-file 'own settings.env' --plan ${file}\n`);
  for (const { label } of plan.settings) expect(ticket).toContain(`- ${label}: `);

  const { exitCode, result, stderr } = await operator.run(['swap', '--env-file', 'own settings.env', '--plan', file]);
  expect(exitCode, stderr).toBe(0);
  expect(result.outcome).toBe('swapped');
  expect(sites.owner()).toBe(service.fullName);
});

test('a run of a plan that was killed past its first press is finished by the same command', async ({
  sites,
  operator,
}) => {
  const { file } = await planned(operator);
  const going = operator.start(['swap', '--evidence', 'none', '--plan', file]);
  await going.said('✓ Reauthorize the Jira OAuth access');
  going.signal('SIGKILL');
  await going.ended;
  expect(sites.owner()).toBeNull();
  const { exitCode, stderr } = await operator.run(['swap', '--plan', file]);
  expect(exitCode, stderr).toBe(0);
  expect(sites.owner()).toBe(sites.accounts.service.fullName);
});

test('where a killed run has left the connector down, whatever is refused says so, and how to finish', async ({
  operator,
}) => {
  const { file, plan } = await planned(operator);
  const going = operator.start(['swap', '--evidence', 'none', '--plan', file]);
  await going.said('✓ Reauthorize the Jira OAuth access');
  going.signal('SIGKILL');
  await going.ended;
  const isDown = /! Run \S+ pressed Reauthorize on connector “Acme Jira”, from \S+ on, and .* it may be down\./;
  const finish = '`connector-swap swap`, without --plan, finishes it';

  await writeFile(file, JSON.stringify({ ...plan, expiresAt: new Date().toISOString() }));
  const expired = await operator.run(['swap', '--plan', file]);
  expect(expired.exitCode, expired.stderr).toBe(5);
  expect(expired.stderr).toContain(finish);
  await writeFile(file, JSON.stringify(plan));
  const differs = await operator.run(['swap', '--plan', file], { APPLICATION: 'Another' });
  // It was seen to be down by then.
  expect(differs.exitCode, differs.stderr).toBe(6);
  expect(differs.stderr).toContain(finish);
  expect(differs.stderr).toMatch(isDown);
  const refused = await operator.run(['verify'], { JIRA_PASSWORD: 'not-the-password' });
  expect(refused.exitCode, refused.stderr).toBe(3);
  expect(refused.stderr).toMatch(isDown);
});

test('what is not as it was planned is named, and nothing is pressed: 5', async ({ sites, operator }) => {
  const { plan } = await planned(operator);
  const [setting] = plan.settings;
  const other = {
    ...plan,
    today: { authorisation: 'authorised', account: { id: 'other', name: 'Somebody Else' } },
    settings: plan.settings.map((each) => (each === setting ? { ...each, value: 'as it was' } : each)),
  };
  const file = join(operator.directory, 'other-plan.json');
  await writeFile(file, JSON.stringify(other), { mode: 0o600 });
  const before = sites.changes.length;
  const { exitCode, result, stderr } = await operator.run(['swap', '--plan', file], { APPLICATION: 'Another' });
  expect(exitCode, stderr).toBe(5);
  expect(result.changed).toBe(false);
  expect(result.error?.code).toBe('plan-differs');
  expect(stderr).toContain('whose it is today was planned as “Somebody Else (other)”');
  expect(stderr).toContain(`the setting ${setting?.label ?? ''} was planned as “as it was”`);
  expect(stderr).toContain('APPLICATION was planned as');
  const presses = sites.changes.slice(before).filter(({ what }) => ['reauthorize', 'request', 'save'].includes(what));
  expect(presses).toEqual([]);
});

test('a file that is no plan, that has expired or that others can write is refused before anything is opened', async ({
  operator,
}) => {
  const file = join(operator.directory, 'plan.json');
  for (const [content, mode, why] of [
    ['{}', 0o600, 'it is not a plan of this version'],
    ['{', 0o600, 'it is not a plan of this version'],
    [JSON.stringify(EXPIRED), 0o600, 'expired on 2026-01-08T00:00:00.000Z. Nothing was opened.'],
    ['{}', 0o666, 'others than its owner can write it'],
  ] as const) {
    await writeFile(file, content);
    await chmod(file, mode);
    const { exitCode, stderr } = await operator.run(['swap', '--plan', file]);
    expect(exitCode, stderr).toBe(content.includes('expiresAt') ? 5 : 2);
    expect(stderr).toContain(why);
  }
  const { exitCode, stderr } = await operator.run(['swap', '--plan', 'nowhere.json']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('there is no such file');
});
