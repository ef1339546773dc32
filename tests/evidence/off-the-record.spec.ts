import { makeRecorder } from '../../flows/evidence/recorder.js';
import { signInPage } from '../../fixtures/sign-in-page.js';
import { tabOf } from '../../fixtures/tab.js';
import { expect, test } from '../../fixtures/test.js';
import { atlassianId } from '../../pages/controls/atlassian-id.js';
import { Secret } from '../../pages/secret.js';
import { submitPassword } from '../../pages/type-secret.js';

const SITE = 'https://id.atlassian.example';
const FORM = { field: atlassianId.password, submit: atlassianId.submit };
const PASSWORD = { secret: new Secret('Kx7QwPz9 &<"'), origins: [SITE] };

for (const recording of ['screens', 'full'] as const) {
  test(`no password is typed while “${recording}” is being recorded`, async ({ page }) => {
    await page.route(`${SITE}/**`, (route) => route.fulfill({ contentType: 'text/html', body: signInPage('') }));
    await page.goto(SITE);
    const typing = submitPassword({ ...tabOf(page), recording: () => recording }, FORM, PASSWORD, () => undefined);
    await expect(typing).rejects.toMatchObject({ code: 'internal' });
    await expect(page.getByTestId('password')).toHaveValue('');
  });
}

test('recording begins after a sign-in, stops before the next, and where one fails the page is emptied', async ({
  context,
  page,
}, testInfo) => {
  const missing: string[] = [];
  const recorder = makeRecorder({
    evidence: 'full',
    video: false,
    slowMo: 0,
    scratch: testInfo.outputDir,
    onMissing: (what) => missing.push(what),
  });
  await recorder.watch(context);
  const states: string[] = [];
  const note = (): Promise<void> => Promise.resolve(void states.push(recorder.state()));
  await recorder.stepStarted({ index: 1, name: 'Sign in' }, true);
  await note();
  await recorder.offRecord(page, note);
  await note();
  await recorder.stepStarted({ index: 2, name: 'Open' }, false);
  await note();
  await recorder.offRecord(page, note);
  await note();
  await page.goto('data:text/html,<title>refused</title>');
  const refused = recorder.offRecord(page, () => Promise.reject(new Error('refused')));
  await expect(refused).rejects.toThrow('refused');
  await note();
  expect(states).toEqual(['off', 'off', 'screens', 'full', 'off', 'full', 'off']);
  expect(page.url()).toBe('about:blank');
  expect(await recorder.picture(page)).toBeNull();
  expect(recorder.raw().traces).toHaveLength(2);
  expect(missing).toEqual([]);
});
