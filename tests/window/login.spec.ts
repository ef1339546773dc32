import { access, readdir, stat } from 'node:fs/promises';

import type { Sites } from '../../fixtures/sites/index.js';
import { resultOf } from '../../fixtures/tool.js';
import { type Desk, expect, test } from '../../fixtures/window.js';

test.use({ variants: { owner: 'service' } });

/** What a person does at Atlassian ID: e-mail, Enter, password, Enter. */
async function signInAtAtlassian(desk: Desk, { email, password }: Sites['accounts']['service']): Promise<void> {
  await desk.clickInto('Log in with Atlassian account');
  const known = desk.answered('/rest/check-username');
  await desk.press('Tab');
  await desk.type(email);
  await desk.press('Return');
  await known;
  // The page talks to its server each second: by the second time it shows the next step.
  await desk.answered('/gateway/ping', 2);
  await desk.paste(password);
  await desk.press('Return');
}

test('a person signs in once in a window; headless runs then need no password', async ({ sites, operator, desk }) => {
  // Three browsers with a window or a whole swap, one after the other.
  test.setTimeout(180_000);
  const { service, superAdmin } = sites.accounts;
  const kept = { SESSION_DIR: `${operator.directory}/sessions`, SESSION_KEY: 'a key that only this test knows' };
  const passwords = { JIRA_PASSWORD: '', ALIGN_PASSWORD: '' };

  const asService = operator.start(['login', '--account', 'service', '--json'], {
    ...kept,
    ...passwords,
    ...desk.settings,
  });
  await asService.said(`please sign in here as ${service.email}`);
  await signInAtAtlassian(desk, service);
  const first = await asService.ended;
  expect(first.exitCode, first.stderr).toBe(0);
  expect(resultOf(first)).toMatchObject({
    command: 'login',
    outcome: 'kept',
    connector: null,
    identity: { expected: { id: service.accountId, name: service.fullName } },
  });
  expect(first.stderr).toContain('waits for at most 300 s');
  expect(sites.changes.filter(({ from }) => from === 'browser').map(({ what }) => what)).toEqual(['sign-in']);

  const asAdmin = operator.start(['login', '--account', 'admin', '--json'], {
    ...kept,
    ...passwords,
    ...desk.settings,
  });
  await asAdmin.said(`please sign in here as ${superAdmin.email}`);
  await desk.clickInto('Jira Align');
  await desk.press('Tab');
  await desk.type(superAdmin.email);
  await desk.press('Tab');
  await desk.paste(superAdmin.password);
  await desk.press('Return');
  const second = await asAdmin.ended;
  expect(second.exitCode, second.stderr).toBe(0);
  expect(second.stderr).toContain('Jira Align tells nobody whose session it is');
  const files = await readdir(kept.SESSION_DIR);
  expect(files).toHaveLength(2);
  for (const file of files) expect((await stat(`${kept.SESSION_DIR}/${file}`)).mode & 0o777).toBe(0o600);

  const { exitCode, result, stderr } = await operator.run(['swap'], { ...kept, ...passwords, CANARY_ISSUE: '' });
  expect(exitCode, stderr).toBe(0);
  expect(result).toMatchObject({ outcome: 'swapped', identity: { approvedAs: { id: service.accountId } } });
  expect(sites.owner()).toBe(service.fullName);
  expect(sites.changes.filter(({ what }) => what === 'sign-in')).toHaveLength(2);
});

test('whoever else signs in, nothing of it is kept: 4', async ({ sites, operator, desk }) => {
  const SESSION_DIR = `${operator.directory}/sessions`;
  const settings = { SESSION_DIR, SESSION_KEY: 'a key that only this test knows', ...desk.settings };
  const login = operator.start(['login', '--account', 'service', '--json'], settings);
  await login.said('please sign in here as');
  await signInAtAtlassian(desk, sites.accounts.person);
  const ended = await login.ended;
  expect(resultOf(ended)).toMatchObject({ exitCode: 4, outcome: 'stopped', error: { code: 'wrong-identity' } });
  expect(ended.stderr).toContain('its e-mail address is not JIRA_USERNAME');
  await expect(access(SESSION_DIR)).rejects.toThrow('ENOENT');
});
