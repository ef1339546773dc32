import { access, chmod } from 'node:fs/promises';

import { SESSION_KEY, keep, sessionPlace, signedInByHand } from '../../fixtures/kept-session.js';
import type { Sites } from '../../fixtures/sites/index.js';
import { type Operator, expect, test } from '../../fixtures/test.js';

const WITHOUT_PASSWORDS = { JIRA_PASSWORD: '', ALIGN_PASSWORD: '', SESSION_KEY } as const;
/** A verification that looks at Jira alone: it signs in there and nowhere else. */
const JIRA_ALONE = { ...WITHOUT_PASSWORDS, ALIGN_URL: '', ALIGN_USERNAME: '' } as const;

const folderOf = ({ directory }: Operator): string => `${directory}/sessions`;
const signIns = ({ changes }: Sites): number => changes.filter(({ what }) => what === 'sign-in').length;

test.use({ variants: { owner: 'service' } });

test('kept sessions of both accounts spare both passwords, and no word of them is written', async ({
  browser,
  sites,
  operator,
}) => {
  const SESSION_DIR = folderOf(operator);
  const cookies: string[] = [];
  for (const kind of ['service', 'admin'] as const) {
    const place = sessionPlace(sites, kind, SESSION_DIR);
    const session = await signedInByHand(browser, sites, place);
    await keep(place, session);
    cookies.push(...session.cookies.map(({ value }) => value));
  }
  const { exitCode, result, stdout, stderr } = await operator.run(['swap'], { ...WITHOUT_PASSWORDS, SESSION_DIR });
  expect(exitCode, stderr).toBe(0);
  expect(result).toMatchObject({
    outcome: 'already-right',
    identity: { expected: { name: sites.accounts.service.fullName } },
  });
  expect(signIns(sites), 'the two by hand').toBe(2);
  for (const cookie of cookies) expect(stdout + stderr).not.toContain(cookie);

  // A headless run has nobody who could sign in, and sends nothing where it may not be its account.
  const unset = await operator.run(['swap'], { ...WITHOUT_PASSWORDS, SESSION_DIR, SESSION_KEY: '' });
  expect(unset.exitCode).toBe(2);
  for (const name of ['JIRA_PASSWORD', 'ALIGN_PASSWORD'])
    expect(unset.stderr).toMatch(new RegExp(`${name}: is not set .*SESSION_KEY, which opens it, is not set`));
});

/** Verifies with the kept session and no password, but for what is given. */
function verify(operator: Operator, settings: Readonly<Record<string, string>> = {}): ReturnType<Operator['run']> {
  return operator.run(['verify'], { ...JIRA_ALONE, SESSION_DIR: folderOf(operator), ...settings });
}

test('a session that is too old or no longer alive: the password where there is one, else a person is needed', async ({
  sites,
  operator,
}) => {
  const place = sessionPlace(sites, 'service', folderOf(operator));
  const { password: JIRA_PASSWORD, accountId: id, fullName: name } = sites.accounts.service;
  const cookie = { name: 'tenant.session.token', value: 'ended-at-the-site-1', domain: place.sites[0].hostname };
  const flags = { path: '/', expires: -1, httpOnly: true, secure: false, sameSite: 'Lax' } as const;
  const ended = { account: { id, name }, keptAt: Date.now(), cookies: [{ ...cookie, ...flags }] };

  await keep(place, ended, { keptAt: Date.now() - 25 * 3_600_000 });
  const old = await verify(operator);
  expect(old.result).toMatchObject({ exitCode: 3, error: { code: 'person-needed' } });
  expect(old.stderr).toMatch(/is too old[^]*connector-swap login --account service/);
  const instead = await verify(operator, { JIRA_PASSWORD });
  expect(instead.exitCode, instead.stderr).toBe(0);
  expect(instead.stderr).toMatch(/is too old.* This run signs in with the password/);

  await keep(place, ended);
  const dead = await verify(operator);
  expect(dead.result).toMatchObject({ exitCode: 3, error: { code: 'person-needed' } });
  expect(dead.result.error?.hint).toContain('connector-swap login --account service');
  const again = await verify(operator, { JIRA_PASSWORD });
  expect(again.exitCode, again.stderr).toBe(0);
  expect(again.stderr).toContain('was no longer alive: this run signed in with the password');
  expect(signIns(sites), 'once by the password each time').toBe(2);
});

test('a session that is another’s, open to others or sealed with another key is refused, password or not', async ({
  browser,
  sites,
  operator,
}) => {
  const place = sessionPlace(sites, 'service', folderOf(operator));
  const { password: JIRA_PASSWORD, accountId: JIRA_ACCOUNT_ID } = sites.accounts.service;
  const session = await signedInByHand(browser, sites, place);

  await keep(place, session, { account: { id: 'somebody-else', name: 'Sam Okafor' } });
  const others = await verify(operator, { JIRA_PASSWORD });
  expect(others.result).toMatchObject({ exitCode: 4, error: { code: 'wrong-identity' } });
  expect(others.stderr).toContain('the session was kept as that of Sam Okafor (somebody-else)');
  const named = await verify(operator, { JIRA_PASSWORD, JIRA_ACCOUNT_ID });
  expect(named.result).toMatchObject({ exitCode: 4, error: { code: 'wrong-identity' } });
  expect(named.stderr).toContain('which is not JIRA_ACCOUNT_ID');

  const file = await keep(place, session);
  const wrongKey = await verify(operator, { JIRA_PASSWORD, SESSION_KEY: 'another key' });
  expect(wrongKey.result).toMatchObject({ exitCode: 3, error: { code: 'session-refused' } });
  expect(wrongKey.stderr).toContain('does not open with this SESSION_KEY');
  await chmod(file, 0o644);
  const open = await verify(operator, { JIRA_PASSWORD });
  expect(open.result).toMatchObject({ exitCode: 2, outcome: 'not-run', error: { code: 'configuration' } });
  expect(open.stderr).toContain('is open to others than its owner');
  expect(signIns(sites), 'the one by hand').toBe(1);
});

test('login without a key is refused before a window opens, and writes nothing', async ({ operator }) => {
  const SESSION_DIR = folderOf(operator);
  const { exitCode, stdout, stderr } = await operator.start(['login', '--account', 'service', '--json'], {
    SESSION_DIR,
  }).ended;
  expect(exitCode).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({ command: 'login', outcome: 'not-run', error: { code: 'configuration' } });
  expect(stderr).toContain('SESSION_KEY: is not set');
  await expect(access(SESSION_DIR)).rejects.toThrow('ENOENT');
  const usage = await operator.start(['login'], {}).ended;
  expect(usage.exitCode).toBe(2);
});

test('login --forget ends the session at Atlassian ID and deletes the file; where nothing is kept it says so', async ({
  browser,
  sites,
  operator,
}) => {
  const SESSION_DIR = folderOf(operator);
  const forget = async (account: string): Promise<{ outcome: string; said: string }> => {
    const { exitCode, stdout, stderr } = await operator.start(['login', '--forget', '--account', account, '--json'], {
      SESSION_DIR,
      SESSION_KEY,
    }).ended;
    expect(exitCode, stderr).toBe(0);
    return { ...(JSON.parse(stdout) as { outcome: string }), said: stderr };
  };
  expect(await forget('service')).toMatchObject({ outcome: 'not-run', said: expect.stringContaining('No session') });

  const place = sessionPlace(sites, 'service', SESSION_DIR);
  const file = await keep(place, await signedInByHand(browser, sites, place));
  expect(await forget('service')).toMatchObject({ outcome: 'forgotten' });
  expect(sites.changes.filter(({ what }) => what === 'sign-out')).toMatchObject([
    { by: sites.accounts.service.fullName },
  ]);
  await expect(access(file)).rejects.toThrow('ENOENT');

  const admin = sessionPlace(sites, 'admin', SESSION_DIR);
  const other = await keep(admin, { account: null, keptAt: Date.now(), cookies: [] });
  expect((await forget('admin')).said).toContain('no way to log out of Jira Align is known');
  await expect(access(other)).rejects.toThrow('ENOENT');
});
