import { expect, test } from '../../fixtures/test.js';

test('what would have Playwright write down passwords is ignored, and said to be', async ({ operator, sites }) => {
  // Refused by the site, so that it is typed and the run is short.
  const settings = { JIRA_PASSWORD: 'wrong Kx7QwPz9', DEBUG: 'pw:*', PWDEBUG: 'console', PLAYWRIGHT_DASHBOARD: '1' };
  const { exitCode, stdout, stderr } = await operator.start(['swap', '--json', '--evidence', 'full'], settings).ended;
  expect(exitCode, stderr).toBe(3);
  expect(sites.changes.filter(({ what }) => what === 'sign-in-refused')).not.toHaveLength(0);
  for (const name of ['DEBUG', 'PWDEBUG', 'PLAYWRIGHT_DASHBOARD']) expect(stderr).toContain(`${name} is ignored`);
  expect(stderr).not.toContain('pw:');
  expect(stdout + stderr).not.toContain('Kx7QwPz9');
});
