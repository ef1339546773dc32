import { DATA_CENTER_SIGN_INS } from '../../fixtures/data-center-sign-ins.js';
import { call } from '../../fixtures/sites/call.js';
import type { Sites } from '../../fixtures/sites/index.js';
import { expect, test } from '../../fixtures/test.js';

/** Without these a verification looks at Jira alone. */
const JIRA_ALONE = { ALIGN_URL: '', ALIGN_USERNAME: '', ALIGN_PASSWORD: '' };

async function failSignIn(sites: Sites): Promise<void> {
  const url = new URL('/rest/tsv/1.0/authenticate', sites.origins.jira);
  const body = JSON.stringify({ username: sites.accounts.service.username, password: 'guess' });
  const { status } = await call('POST', url, { 'content-type': 'application/json' }, body);
  expect(status).toBe(401);
}

for (const row of DATA_CENTER_SIGN_INS) {
  test.describe(`a Data Center that shows ${row.shows}`, () => {
    test.use({ variants: { deployment: 'data-center', owner: 'service', ...row.variant } });

    const annotation = { type: 'way in', description: `Jira Data Center: ${row.shows}` };

    test(`ends with ${row.code ?? 'a session'}`, { annotation }, async ({ sites, operator }) => {
      for (let failures = 0; failures < (row.failuresBefore ?? 0); failures += 1) await failSignIn(sites);
      const before = sites.changes.length;
      const settings = { TIMEOUT_SIGN_IN: '10', ...JIRA_ALONE, ...row.settings?.(sites.accounts) };
      const { exitCode, result, stderr } = await operator.run(['verify'], settings);
      expect(exitCode, stderr).toBe(row.exitCode);
      expect(result.error?.code ?? null).toBe(row.code);
      expect(result.error?.message ?? '').toMatch(row.says ?? /^$/);
      const attempts = sites.changes.slice(before).filter(({ what }) => what.startsWith('sign-in'));
      expect(attempts).toHaveLength(row.attempts);
    });
  });
}
