import { expect, test } from '../../fixtures/test.js';

const CASES = [
  { session: 'stays', consent: 'new-tab', where: /in another tab or window/ },
  { session: 'stays', consent: 'same-tab', where: /in the same tab/ },
  { session: 'ends-with-atlassian', consent: 'new-tab', where: /in a second browser context/ },
  { session: 'ends-with-atlassian', consent: 'same-tab', where: /in a second browser context/ },
] as const;

for (const { session, consent, where } of CASES) {
  test.describe(`Jira Align through the Atlassian account, whose session ${session}, consent in ${consent}`, () => {
    test.use({ variants: { 'align-sign-in': 'atlassian', 'align-session': session, consent } });

    const annotation = {
      type: 'way in',
      description: `Jira Align: the Atlassian account, whose session ${session}, consent in ${consent}`,
    };

    test(
      'ends with a swap as the service account, and the result says in which context',
      { annotation },
      async ({ sites, operator }) => {
        const { exitCode, result, stderr } = await operator.run(['swap']);
        expect(exitCode, stderr).toBe(0);
        const { service, superAdmin } = sites.accounts;
        expect(sites.owner()).toBe(service.fullName);
        expect(result.identity?.proofs.map(({ status }) => status)).toEqual(['proven', 'proven', 'proven']);
        expect(result.identity?.proofs[0].detail).toMatch(where);
        expect(result.identity?.approvedAs?.id).toBe(service.accountId);
        const done = sites.changes.filter(({ what }) => what === 'allow' || what === 'callback');
        expect(done.map(({ what, by }) => [what, by])).toEqual([
          ['allow', service.fullName],
          ['callback', superAdmin.fullName],
        ]);
      },
    );
  });
}

test.describe('Jira Align through the Atlassian account', () => {
  test.use({ variants: { 'align-sign-in': 'atlassian', 'align-session': 'ends-with-atlassian', owner: 'service' } });

  test('is verified alike', async ({ operator }) => {
    const { exitCode, result, stderr } = await operator.run(['verify']);
    expect(exitCode, stderr).toBe(0);
    expect(result.verdict).toBe('proven');
  });
});
