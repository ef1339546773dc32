import { resultOf } from '../../fixtures/tool.js';
import { expect, test } from '../../fixtures/window.js';

test.use({ variants: { owner: 'service', 'id-guard': 'captcha' } });

test('at a captcha a run with a window waits for a person, and goes on by itself', async ({
  sites,
  operator,
  desk,
}) => {
  test.setTimeout(120_000);
  const args = ['verify', '--headed', '--json', '--evidence', 'none'];
  const run = operator.start(args, { ...desk.settings, ALIGN_URL: '', ALIGN_USERNAME: '', ALIGN_PASSWORD: '' });
  await run.said('please solve the captcha here');
  // From the top of the page: the e-mail address, then the box of the captcha.
  await desk.clickInto('Log in with Atlassian account');
  await desk.press('Tab');
  await desk.press('Tab');
  await desk.press('space');
  const ended = await run.ended;
  expect(ended.exitCode, ended.stderr).toBe(0);
  expect(resultOf(ended).verdict).toBe('proven');
  expect(ended.stderr).toContain('goes on by itself, and waits for at most 300 s');
  expect(sites.changes.filter(({ what }) => what.startsWith('sign-in'))).toHaveLength(1);
});

test('where nobody comes it stops with 3 after the time that a person has', async ({ operator, desk }) => {
  test.setTimeout(120_000);
  const args = ['verify', '--headed', '--json', '--evidence', 'none'];
  const settings = { ALIGN_URL: '', ALIGN_USERNAME: '', ALIGN_PASSWORD: '', TIMEOUT_PERSON: '2', TIMEOUT_SIGN_IN: '8' };
  const ended = await operator.start(args, { ...desk.settings, ...settings }).ended;
  expect(ended.exitCode, ended.stderr).toBe(3);
  expect(resultOf(ended).error).toMatchObject({ code: 'person-needed' });
  expect(ended.stderr).toContain('nobody did in time (TIMEOUT_PERSON)');
});
