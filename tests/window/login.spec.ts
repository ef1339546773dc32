import { readdir, stat } from 'node:fs/promises';

import { expect, test } from '../../fixtures/window.js';
import { resultOf } from '../../fixtures/tool.js';

test.use({ variants: { owner: 'service' } });

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
  await desk.clickInto('Log in with Atlassian account');
  const known = desk.answered('/rest/check-username');
  await desk.press('Tab');
  await desk.type(service.email);
  await desk.press('Return');
  await known;
  // The page talks to its server each second: by the second time it shows the next step.
  await desk.answered('/gateway/ping', 2);
  await desk.type(service.password);
  await desk.press('Return');
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
  await desk.type(superAdmin.password);
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
