import { expect, test } from '../../fixtures/test.js';

const WAYS = [
  { what: 'a form that is prefilled with somebody else', way: 'manual-prefilled', code: null, says: /^$/, exit: 0 },
  { what: 'a locked account', way: 'manual-locked', code: 'account-locked', says: /locked/, exit: 3 },
  {
    what: 'a form that is switched off',
    way: 'manual-off',
    code: 'account-cannot-sign-in',
    says: /switched off/,
    exit: 3,
  },
] as const;

for (const { what, way, code, says, exit } of WAYS) {
  test.describe(`Jira Align with ${what}`, () => {
    test.use({ variants: { 'align-sign-in': way } });

    const annotation = { type: 'way in', description: `Jira Align: ${what}` };

    test(`ends with ${code ?? 'a session'}`, { annotation }, async ({ sites, operator }) => {
      const { exitCode, result, stderr } = await operator.run(['swap', '--dry-run']);
      expect(exitCode, stderr).toBe(exit);
      expect(result.error?.code ?? null).toBe(code);
      expect(result.error?.message ?? '').toMatch(says);
      expect(sites.owner()).toBe(sites.accounts.person.fullName);
    });
  });
}

test.describe('Jira Align through the Atlassian account, and the settings say otherwise', () => {
  test.use({ variants: { 'align-sign-in': 'atlassian' } });

  test('no password is typed, and the setting is named', async ({ sites, operator }) => {
    const { exitCode, result, stderr } = await operator.run(['swap', '--dry-run'], { ALIGN_SIGN_IN: 'manual' });
    expect(exitCode, stderr).toBe(3);
    expect(result.error?.code).toBe('account-cannot-sign-in');
    expect(result.error?.hint).toContain('ALIGN_SIGN_IN=atlassian');
    expect(sites.changes.filter(({ by }) => by === sites.accounts.superAdmin.fullName)).toHaveLength(0);
  });
});
