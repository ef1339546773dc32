import type { Variants } from '../../fixtures/sites/index.js';
import { expect, test } from '../../fixtures/test.js';

/** One way to go wrong, and what the operator gets. */
interface Case {
  readonly what: string;
  readonly variants?: Partial<Variants>;
  readonly settings?: Readonly<Record<string, string>>;
  readonly exitCode: number;
  readonly code: string;
  /** A word of the message, and one of the hint. */
  readonly says: RegExp;
  readonly hints: RegExp;
}

const beforeThePress: readonly Case[] = [
  {
    what: 'a wrong password at Atlassian',
    settings: { JIRA_PASSWORD: 'not-the-password' },
    exitCode: 3,
    code: 'sign-in-refused',
    says: /incorrect/i,
    hints: /JIRA_PASSWORD/,
  },
  {
    what: 'a wrong password at Jira Align',
    settings: { ALIGN_PASSWORD: 'not-the-password' },
    exitCode: 3,
    code: 'sign-in-refused',
    says: /Jira Align refused/,
    hints: /ALIGN_PASSWORD/,
  },
  {
    what: 'an e-mail that Atlassian does not know',
    settings: { JIRA_USERNAME: 'nobody@acme.example' },
    exitCode: 3,
    code: 'account-unknown',
    says: /does not know/,
    hints: /JIRA_USERNAME/,
  },
  {
    what: "one of Atlassian's own service accounts",
    settings: { JIRA_USERNAME: 'sync@serviceaccount.atlassian.com' },
    exitCode: 3,
    code: 'account-cannot-sign-in',
    says: /cannot sign in/,
    hints: /ordinary user/,
  },
  {
    what: "another person's Jira session",
    variants: { session: 'another' },
    exitCode: 4,
    code: 'wrong-identity',
    says: /session is that of/,
    hints: /JIRA_ACCOUNT_ID/,
  },
  {
    what: 'another account id than the expected one',
    settings: { JIRA_ACCOUNT_ID: '712020:somebody-else' },
    exitCode: 4,
    code: 'wrong-identity',
    says: /account id/,
    hints: /JIRA_ACCOUNT_ID/,
  },
  {
    what: 'no such connector',
    settings: { CONNECTOR: 'No such connector' },
    exitCode: 5,
    code: 'connector-not-found',
    says: /no connector “No such connector”\. It offers: Acme Jira \(id 1\).*Field Ops Jira \(id 4\) \| Field Ops Jira \(id 5\)\./,
    hints: /CONNECTOR/,
  },
  {
    what: 'two connectors of one name',
    settings: { CONNECTOR: 'Field Ops Jira' },
    exitCode: 5,
    code: 'connector-ambiguous',
    says: /2 connectors match “Field Ops Jira” \(ids 4, 5\)/,
    hints: /id/,
  },
  {
    what: 'a connector with Basic Auth',
    settings: { CONNECTOR: 'Legacy Jira' },
    exitCode: 5,
    code: 'not-oauth',
    says: /Basic/,
    hints: /OAuth/,
  },
  {
    what: 'a connector that leads to another site',
    variants: { links: 'another-site' },
    exitCode: 5,
    code: 'wrong-links',
    says: /does not lead to/,
    hints: /JIRA_URL/,
  },
  {
    what: 'a role that may only look',
    variants: { role: 'read-only' },
    exitCode: 5,
    code: 'read-only',
    says: /disabled/,
    hints: /Admins/,
  },
  {
    what: 'a role that may only look, where links are pressed',
    variants: { role: 'read-only', 'control-kind': 'link' },
    exitCode: 5,
    code: 'read-only',
    says: /disabled/,
    hints: /Admins/,
  },
  {
    what: 'a grey service light',
    variants: { 'service-light': 'grey' },
    exitCode: 5,
    code: 'service-light-grey',
    says: /connector “Acme Jira” is grey/,
    hints: /support/,
  },
  {
    what: 'a screen nobody knows after the sign-in to Jira',
    variants: { 'unknown-screen': 'after-jira-sign-in' },
    settings: { TIMEOUT_SIGN_IN: '6' },
    exitCode: 9,
    code: 'unknown-screen',
    says: /does not know: http/,
    hints: /by hand/,
  },
  {
    what: 'a screen nobody knows after the sign-in to Jira Align',
    variants: { 'unknown-screen': 'after-align-sign-in' },
    settings: { TIMEOUT_SIGN_IN: '6' },
    exitCode: 9,
    code: 'unknown-screen',
    says: /does not know: http/,
    hints: /by hand/,
  },
];

for (const { what, variants = {}, settings = {}, exitCode, code, says, hints } of beforeThePress) {
  test.describe(what, () => {
    test.use({ variants });

    test(`ends with ${exitCode}, and the connector is untouched`, async ({ sites, operator }) => {
      const run = await operator.run(['swap'], settings);
      expect(run.exitCode, run.stderr).toBe(exitCode);
      expect(run.result.error?.code).toBe(code);
      expect(run.result.error?.message).toMatch(says);
      expect(run.result.error?.hint).toMatch(hints);
      expect(run.result).toMatchObject({ outcome: 'stopped', changed: false });
      expect(run.stderr).toMatch(says);
      expect(sites.owner()).toBe(sites.accounts.person.fullName);
      expect(sites.changes.filter(({ what: change }) => change === 'reauthorize')).toHaveLength(0);
    });
  });
}

const onTheConsentScreen: readonly Case[] = [
  {
    what: "another person's session",
    variants: { session: 'another-at-consent' },
    exitCode: 6,
    code: 'wrong-identity',
    says: /session is that of/,
    hints: /signed in/,
  },
  {
    what: 'another full name',
    variants: { 'consent-name': 'another' },
    exitCode: 6,
    code: 'consent-mismatch',
    says: /does not name/,
    hints: /screenshot/,
  },
  {
    what: 'another application',
    variants: { 'consent-application': 'another' },
    exitCode: 6,
    code: 'consent-mismatch',
    says: /application/,
    hints: /APPLICATION/,
  },
  {
    what: 'a screen nobody knows',
    variants: { 'unknown-screen': 'at-consent' },
    settings: { TIMEOUT_ACTION: '4' },
    exitCode: 6,
    code: 'unknown-screen',
    says: /does not know: http/,
    hints: /by hand/,
  },
];

for (const { what, variants = {}, settings = {}, code, says, hints } of onTheConsentScreen) {
  test.describe(`${what} on the consent screen only`, () => {
    test.use({ variants });

    test('ends with 6 and that as its cause; Allow is not pressed', async ({ sites, operator }) => {
      const run = await operator.run(['swap'], settings);
      expect(run.exitCode, run.stderr).toBe(6);
      expect(run.result.error?.code).toBe(code);
      expect(run.result.error?.message).toMatch(says);
      expect(run.result.error?.hint).toMatch(hints);
      expect(run.result.connector?.after.authorisation).not.toBe('authorised');
      expect(sites.changes.filter(({ what: change }) => change === 'allow')).toHaveLength(0);
      expect(sites.owner()).toBeNull();
      expect(run.stderr).toMatch(/IS DOWN.* since .*UTC/);
      expect(run.stderr).toContain('Request Jira for access');
      expect(run.stderr).toMatch(hints);
    });
  });
}

for (const site of ['jira', 'atlassian-id', 'align'] as const) {
  test(`${site} is down: ends with 11, and the connector is untouched`, async ({ sites, operator }) => {
    await sites.stopSite(site);
    const { exitCode, result, stderr } = await operator.run(['swap']);
    expect(exitCode, stderr).toBe(11);
    expect(result.error?.code).toBe('unreachable');
    expect(result.error?.hint).not.toBe('');
    expect(sites.owner()).toBe(sites.accounts.person.fullName);
  });
}

test.describe('another application on a consent screen in words that are not known', () => {
  const page = (html: string): string =>
    html.replace(
      /The application <strong>[^<]*<\/strong>\s+would like to have read and write access/,
      '<strong>Sandbox</strong> asks for read and write access',
    );
  test.use({ release: { page } });

  test('is not taken for the right one since the service account’s own name holds its name: Allow is not pressed', async ({
    sites,
    operator,
  }) => {
    expect(sites.accounts.service.fullName).toContain('Jira Align');
    const { exitCode, result, stderr } = await operator.run(['swap'], { APPLICATION: 'Jira Align' });
    expect(exitCode, stderr).toBe(6);
    expect(result.error?.code).toBe('consent-mismatch');
    expect(sites.changes.filter(({ what }) => what === 'allow')).toEqual([]);
  });
});
