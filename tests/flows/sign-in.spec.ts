import type { Variants } from '../../fixtures/sites/index.js';
import { expect, test } from '../../fixtures/test.js';

/** One way in, and how it ends. */
interface Row {
  readonly what: string;
  readonly variants: Partial<Variants>;
  readonly settings?: (origins: { provider: string }) => Readonly<Record<string, string>>;
  /** `null` where it signs in, else the error's code and what the message says. */
  readonly stops: null | { readonly code: string; readonly says: RegExp };
  /** How often the site was sent a password. */
  readonly passwords: number;
  /** What the site thought of the codes it was sent. */
  readonly codes?: readonly ('code' | 'code-refused')[];
}

const signsIn = (what: string, variants: Partial<Variants>, codes: Row['codes'] = []): Row => ({
  what,
  variants,
  stops: null,
  passwords: 1,
  codes,
});
const stops = (what: string, variants: Partial<Variants>, code: string, says: RegExp, passwords = 0): Row => ({
  what,
  variants,
  stops: { code, says },
  passwords,
});

/** The service account's sign-in to Jira through Atlassian ID, once with each variant. */
const rows: readonly Row[] = [
  signsIn('older field names', { 'id-form': 'older' }),
  signsIn('Spanish', { 'id-language': 'es' }),
  signsIn('German, older field names', { 'id-language': 'de', 'id-form': 'older' }),
  signsIn('a code', { 'second-step': 'code' }, ['code']),
  signsIn('a code, the submit id on a wrapper', { 'second-step': 'code-in-wrapper', 'id-language': 'de' }, ['code']),
  signsIn('a code that submits itself', { 'second-step': 'code-submits-itself' }, ['code']),
  signsIn('a code by a clock that is ahead', { 'second-step': 'code', 'id-clock': 'ahead' }, ['code']),
  signsIn('a first code that is refused', { 'second-step': 'code-first-refused' }, ['code-refused', 'code']),
  {
    ...stops('a code, and none is configured', { 'second-step': 'code' }, 'person-needed', /second factor/, 1),
    settings: () => ({ JIRA_TOTP_SECRET: '' }),
  },
  {
    ...stops('a code from another key', { 'second-step': 'code' }, 'sign-in-refused', /two codes in a row/, 1),
    codes: ['code-refused', 'code-refused'],
    settings: () => ({ JIRA_TOTP_SECRET: '', JIRA_TOTP_COMMAND: `node -p "String(Date.now() % 900000 + 100000)"` }),
  },
  signsIn('the offer of two-step verification', { promotion: 'two-step' }),
  signsIn('the right account remembered', { remembered: 'service' }),
  signsIn('another account remembered', { remembered: 'another' }),
  stops('a site to be joined', { join: 'asks' }, 'account-cannot-sign-in', /no access/, 1),
  stops('too many tries', { 'id-guard': 'throttled' }, 'account-locked', /Too many/, 1),
  stops('a locked account', { 'id-guard': 'locked' }, 'account-locked', /locked/, 1),
  stops('a captcha', { 'id-guard': 'captcha' }, 'person-needed', /captcha/),
  stops('a code by e-mail', { 'second-step': 'code-by-e-mail' }, 'person-needed', /by e-mail/, 1),
  stops('an unknown identity provider', { 'id-guard': 'provider' }, 'person-needed', /do not cover/),
  {
    ...signsIn('an identity provider that the settings allow', { 'id-guard': 'provider' }),
    settings: ({ provider }) => ({ JIRA_SIGN_IN_ORIGINS: provider }),
  },
];

for (const { what, variants, settings = () => ({}), stops: stop, passwords, codes = [] } of rows) {
  test.describe(`Atlassian ID: ${what}`, () => {
    test.use({ variants: { owner: 'service', ...variants } });

    const annotation = { type: 'way in', description: `Atlassian ID: ${what}` };

    test(`ends with ${stop?.code ?? 'a session'}`, { annotation }, async ({ sites, operator }) => {
      // Without Jira Align's settings a verification looks at Jira alone.
      const { exitCode, result, stderr } = await operator.run(['verify'], {
        ALIGN_URL: '',
        TIMEOUT_SIGN_IN: '40',
        ...settings(sites.origins),
      });
      expect(exitCode, stderr).toBe(stop === null ? 0 : 3);
      expect(result.error?.code ?? null, stderr).toBe(stop?.code ?? null);
      expect(result.error?.message ?? '').toMatch(stop?.says ?? /^$/);
      const sent = sites.changes.map(({ what: change }) => change);
      expect(sent.filter((change) => change.startsWith('sign-in'))).toHaveLength(passwords);
      expect(sent.filter((change) => change.startsWith('code'))).toEqual(codes);
    });
  });
}
