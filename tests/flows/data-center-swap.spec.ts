import { expect, test } from '../../fixtures/test.js';

test.describe('a Data Center', () => {
  test.use({ variants: { deployment: 'data-center', 'login-form': 'new', 'permission-violation': 'once' } });

  test('is swapped like the cloud: proven three ways, by the account’s key, and Atlassian ID is not asked', async ({
    sites,
    operator,
  }) => {
    const { person, service } = sites.accounts;
    const account = { id: service.key, name: service.fullName };
    await sites.stopSite('atlassian-id');

    const swapped = await operator.run(['swap'], { JIRA_ACCOUNT_ID: service.key });
    expect(swapped.exitCode, swapped.stderr).toBe(0);
    expect(swapped.result.identity).toMatchObject({ expected: account, approvedAs: account });
    expect(swapped.result.identity?.proofs.map(({ status }) => status)).toEqual(['proven', 'proven', 'proven']);
    expect(swapped.result.connector?.before.account).toEqual({ id: person.key, name: person.fullName });
    expect(sites.owner()).toBe(service.fullName);

    const verified = await operator.run(['verify']);
    expect(verified.exitCode, verified.stderr).toBe(0);
    expect(verified.result.verdict).toBe('proven');
  });
});
