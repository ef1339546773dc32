import { listenOnAnyHost } from '../../fixtures/any-host.js';
import { accountAt } from '../../fixtures/sign-in-account.js';
import { tabOf } from '../../fixtures/tab.js';
import { expect, test } from '../../fixtures/test.js';
import { ATLASSIAN_ID } from '../../pages/atlassian-id.js';
import type { Override } from '../../pages/controls/overrides.js';
import { signIn } from '../../pages/sign-in.js';

const NAME_STEP = `<title>Log in</title><form action="/password">
  <input id="remember" name="remember" /><button id="login-submit">Continue</button></form>`;

/** Who it is that the step asks for the password of stands in the field that is known for it. */
const OTHERS_PASSWORD_STEP = `<title>Log in</title><form method="post" action="/rest/authenticate">
  <input data-testid="username" name="username" value="bob@acme.example" readonly />
  <input id="remember" name="remember" />
  <input data-testid="password" name="password" type="password" /><button id="login-submit">Log in</button></form>`;

for (const is of ['password', 'form'] as const) {
  test(`a file that leads away from the name on the password step does not make that step ours: ${is}`, async ({
    page,
  }) => {
    const site = await listenOnAnyHost(({ path }) => ({ body: path === '/login' ? NAME_STEP : OTHERS_PASSWORD_STEP }));
    const origin = site.origin('id.atlassian.localhost');
    await page.goto(`${origin}/login`);
    const elsewhere: Override = {
      before: [{ by: 'css', selector: '#remember' }],
      keepsKnown: false,
      after: [],
      labels: [],
    };
    const tab = {
      ...tabOf(page),
      overrides: { controls: new Map([[ATLASSIAN_ID.username.name, elsewhere]]), navigation: null },
    };
    const signingIn = signIn({
      tab,
      look: () => Promise.resolve({ is: page.url().endsWith('/login') ? 'username' : is, at: ATLASSIAN_ID }),
      account: accountAt(origin),
      person: null,
      patience: 6_000,
    });
    await expect(signingIn).rejects.toMatchObject({ code: 'password-misplaced' });
    expect(site.log.filter(({ path }) => path === '/rest/authenticate')).toEqual([]);
    await site.stop();
  });
}
