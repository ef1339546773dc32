import { expect, test } from '../../fixtures/test.js';

// The layouts' matrix meets these in pairs; here is every combination.
for (const consent of ['same-tab', 'new-tab', 'popup'] as const) {
  for (const label of ['at-once', 'after-reopening'] as const) {
    for (const answer of ['at-once', 'after-refresh'] as const) {
      test.describe(`consent in ${consent}, label ${label}, test ${answer}`, () => {
        test.use({ variants: { consent, label, test: answer } });

        test('the swap is done', async ({ sites, operator }) => {
          // Reopening and refreshing come at a quarter of these times where they are short.
          const { exitCode, result, stderr } = await operator.run(['swap'], {
            TIMEOUT_LABEL: '10',
            TIMEOUT_CONNECTIVITY: '10',
          });
          expect(exitCode, stderr).toBe(0);
          expect(sites.owner()).toBe(sites.accounts.service.fullName);
          expect(result.connectivity?.status).toBe('passed');
          expect(result.connectivity?.refreshes === 0).toBe(answer === 'at-once');
        });
      });
    }
  }
}
