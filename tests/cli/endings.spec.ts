import { spawn } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { env, execPath } from 'node:process';

import { resultSchema } from '../../flows/report/result.js';
import { isAlive } from '../../flows/run/is-alive.js';
import { browserSettings } from '../../fixtures/test-browser.js';
import { expect, test } from '../../fixtures/test.js';
import { CLI } from '../../fixtures/tool.js';

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
  ['SIGQUIT', 131],
] as const) {
  test(`${signal} before the first press ends the run with ${code}, and nothing is changed`, async ({
    sites,
    operator,
  }) => {
    const going = operator.start(['swap', '--json', '--evidence', 'none']);
    await going.said('Sign in to Jira as the service account');
    going.signal(signal);
    const { exitCode, stdout, stderr } = await going.ended;
    expect(exitCode, stderr).toBe(code);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'stopped', changed: false, error: { code: 'interrupted' } });
    expect(stderr).toContain('Ending: the browser is being closed.');
    expect(stderr).not.toContain('finishes the job');
    expect(sites.owner()).toBe(sites.accounts.person.fullName);
  });
}

test('whoever reads the progress may go away: the swap is finished all the same', async ({ sites, operator }) => {
  const child = spawn(execPath, [CLI, 'swap', '--json', '--evidence', 'none'], {
    cwd: operator.directory,
    env: {
      PATH: env['PATH'],
      HOME: env['HOME'],
      ...browserSettings(),
      ...sites.environment,
      LOCK_DIR: `${operator.directory}/locks`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  child.stdout.on('data', (part) => (printed += String(part)));
  child.stderr.once('data', () => child.stderr.destroy());
  const exitCode = await new Promise((resolve) => child.once('exit', resolve));
  expect(exitCode).toBe(0);
  expect(JSON.parse(printed)).toMatchObject({ outcome: 'swapped' });
  expect(sites.owner()).toBe(sites.accounts.service.fullName);
});

/** Seconds in which a run ends that was asked to. */
const BOUND = 15;

test('a signal past the first press brings the authorisation home before the run ends, unsaved', async ({
  sites,
  operator,
}) => {
  const going = operator.start(['swap', '--json', '--evidence', 'none']);
  await going.said('✓ Reauthorize the Jira OAuth access');
  const asked = performance.now();
  going.signal('SIGTERM');
  const { exitCode, stdout, stderr } = await going.ended;
  expect((performance.now() - asked) / 1_000).toBeLessThan(BOUND);
  expect(exitCode, stderr).toBe(143);
  const { connector, identity, error } = resultSchema.parse(JSON.parse(stdout));
  expect(error?.code).toBe('interrupted');
  // Before the proofs are read, only who approved is known.
  expect(connector?.after).toEqual({ authorisation: 'authorised', account: null });
  expect(identity?.approvedAs?.name).toBe(sites.accounts.service.fullName);
  expect(sites.owner()).toBe(sites.accounts.service.fullName);
  expect(sites.changes.filter(({ what, from }) => what === 'save' && from === 'browser')).toEqual([]);
  const next = await operator.run(['swap']);
  expect(next.exitCode, next.stderr).toBe(0);
});

test('a signal while settings are still read ends the command at once, with a result, and whatever it has started', async ({
  sites,
  operator,
}) => {
  const script = "require('fs').writeFileSync('begun', String(process.pid)); setTimeout(() => undefined, 25_000)";
  const going = operator.start(['swap', '--json'], {
    JIRA_PASSWORD: '',
    JIRA_PASSWORD_COMMAND: JSON.stringify([execPath, '-e', script]),
  });
  const begun = async (): Promise<number> =>
    Number(await readFile(join(operator.directory, 'begun'), 'utf8').catch(() => 0));
  await expect.poll(begun, { timeout: 20_000 }).toBeGreaterThan(0);
  going.signal('SIGTERM');
  const { exitCode, stdout, stderr } = await going.ended;
  expect(exitCode, stderr).toBe(143);
  expect(stderr).toContain('ended by SIGTERM');
  expect(resultSchema.parse(JSON.parse(stdout))).toMatchObject({ exitCode: 143, error: { code: 'interrupted' } });
  await expect.poll(async () => isAlive(await begun())).toBe(false);
  expect(sites.changes.filter(({ from }) => from === 'browser')).toEqual([]);
});

test('a signal while what was done is being written down changes nothing: the result is there, and says what was done', async ({
  sites,
  operator,
}) => {
  const going = operator.start(['swap', '--json', '--evidence', 'full']);
  const artifacts = join(operator.directory, 'artifacts');
  await expect
    .poll(async () => (await readdir(artifacts, { recursive: true }).catch(() => [])).join(' '), {
      intervals: [5],
      timeout: 60_000,
    })
    .toContain('trace.zip');
  going.signal('SIGTERM');
  const { exitCode, stdout, stderr } = await going.ended;
  expect(exitCode, stderr).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ outcome: 'swapped', exitCode: 0 });
  expect(sites.owner()).toBe(sites.accounts.service.fullName);
});

test.describe('a second signal while the connector is down', () => {
  test.use({ variants: { 'request-token': 'never' } });

  test('is not kept waiting', async ({ sites, operator }) => {
    const going = operator.start(['swap', '--json', '--evidence', 'none']);
    await going.said('From here on');
    await expect(() => {
      expect(sites.authorisation()).toBe('refreshing');
    }).toPass();
    going.signal('SIGTERM');
    await going.said('Asked to end');
    const again = performance.now();
    going.signal('SIGTERM');
    await going.said('Ending: the connector is looked at once more');
    expect(performance.now() - again).toBeLessThan(2_000);
    const { exitCode, stderr } = await going.ended;
    expect(exitCode, stderr).toBe(6);
  });
});

test.describe('the deadline', () => {
  test.use({ variants: { 'request-token': 'never' } });

  test('is held to like a signal', async ({ operator }) => {
    const { exitCode, result, stderr } = await operator.run(['swap'], { TIMEOUT_RUN: '12' });
    expect(exitCode, stderr).toBe(6);
    expect(result.error?.code).toBe('deadline');
    const spent = result.steps.reduce((sum, { durationMs }) => sum + durationMs, 0);
    expect(spent / 1_000).toBeLessThan(12 + BOUND);
  });
});

test.describe('a signal while the connector is down', () => {
  test.use({ variants: { 'request-token': 'never' } });

  test('ends with 6 and says what to do by hand', async ({ sites, operator }) => {
    // Whoever waited for the request token all the same would come too late, and yet before the test's own time is up.
    const going = operator.start(['swap', '--json', '--evidence', 'none'], { TIMEOUT_REQUEST_TOKEN: '40' });
    await going.said('From here on');
    await expect(() => {
      expect(sites.authorisation()).toBe('refreshing');
    }).toPass();
    const asked = performance.now();
    going.signal('SIGINT');
    const { exitCode, stdout, stderr } = await going.ended;
    expect((performance.now() - asked) / 1_000).toBeLessThan(BOUND);
    expect(exitCode, stderr).toBe(6);
    expect(JSON.parse(stdout)).toMatchObject({
      error: { code: 'interrupted' },
      connector: { after: { authorisation: 'unauthorised' } },
    });
    expect(stderr).toContain('Asked to end: the connector has no authorisation now');
    expect(stderr).toContain('Ending: the connector is looked at once more');
    expect(stderr).toContain('IS DOWN');
    expect(stderr).toContain('goes on from there.\n  To finish by hand instead:');
    expect(stderr).toContain('1. In one browser, sign in to Jira Align as the Super Admin');
    expect(stderr).toContain(
      '2. In the same browser, log out whoever is signed in to Jira or Atlassian, and sign in to Jira as',
    );
  });
});
