import { expect, test } from '../../fixtures/test.js';

test('before a swap, verify says that it is the wrong account', async ({ sites, operator }) => {
  const { exitCode, result, stderr } = await operator.run(['verify']);
  expect(exitCode, stderr).toBe(8);
  expect(result).toMatchObject({ outcome: 'verified', verdict: 'wrong-account', changed: false });
  expect(stderr).toContain(`is not ${sites.accounts.service.fullName}'s`);
  const own = result.identity?.proofs[2];
  expect(own?.detail).toContain(sites.accounts.person.fullName);
});

test('a connector of another kind is no healthy one: 5, and its test is not pressed', async ({ sites, operator }) => {
  const { exitCode, result, stderr } = await operator.run(['verify'], { CONNECTOR: 'Legacy Jira' });
  expect(exitCode, stderr).toBe(5);
  expect(result.error?.code).toBe('not-oauth');
  expect(sites.changes.filter(({ what }) => what === 'test')).toHaveLength(0);
});

test('with an unauthorised connector, verify says so', async ({ operator }) => {
  await operator.run(['swap'], { APPLICATION: 'Some other application' });
  const { exitCode, result, stderr } = await operator.run(['verify']);
  expect(exitCode, stderr).toBe(8);
  expect(result.verdict).toBe('unauthorised');
  expect(stderr).toContain('Connectivity test: not run. The connector is not authorised.\n');
});

test('a site that is down is no verdict on the connector: 11', async ({ sites, operator }) => {
  await sites.stopSite('align');
  const { exitCode, result } = await operator.run(['verify']);
  expect(exitCode).toBe(11);
  expect(result.verdict).toBe('unreachable');
});

test.describe('a connector that is the service account’s', () => {
  test.use({ variants: { owner: 'service' } });

  test('is proven, and verify changes nothing', async ({ sites, operator }) => {
    const { exitCode, result, stderr } = await operator.run(['verify']);
    expect(exitCode, stderr).toBe(0);
    expect(result).toMatchObject({ outcome: 'verified', verdict: 'proven', changed: false });
    const own = sites.changes.filter(({ from }) => from === 'browser');
    expect(own.map(({ what }) => what)).toEqual(['sign-in', 'sign-in', 'test']);
  });

  test('is consistent without the canary: verify does not claim more', async ({ operator }) => {
    const { exitCode, result, stderr } = await operator.run(['verify'], { CANARY_ISSUE: '' });
    expect(exitCode, stderr).toBe(0);
    expect(result.verdict).toBe('consistent');
  });

  test('is proven by Jira alone without Jira Align’s settings, and verify says so', async ({ sites, operator }) => {
    const { exitCode, result, stderr } = await operator.run(['verify'], {
      ALIGN_URL: '',
      ALIGN_USERNAME: '',
      ALIGN_PASSWORD: '',
    });
    expect(exitCode, stderr).toBe(0);
    expect(result.verdict).toBe('proven');
    expect(result.connectivity?.status).toBe('not-run');
    expect(stderr).toContain('only Jira is looked at');
    expect(sites.owner()).toBe(sites.accounts.service.fullName);
  });
});
