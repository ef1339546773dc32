import { expect, test } from '../../fixtures/test.js';

test.describe('Jira Align does not get its token', () => {
  test.use({ variants: { exchange: 'fails' } });

  test('ends with 6 and says where to look', async ({ sites, operator }) => {
    const { exitCode, result, stderr } = await operator.run(['swap'], { TIMEOUT_LABEL: '6' });
    expect(exitCode, stderr).toBe(6);
    expect(result.error?.code).toBe('label-missing');
    expect(result.error?.hint).toContain('View Logs');
    expect(stderr.match(/closed and opened anew/g), 'said once, however often it is').toHaveLength(1);
    expect(sites.owner()).toBeNull();
  });
});

test.describe('no request token arrives', () => {
  test.use({ variants: { 'request-token': 'never' } });

  test('ends with 6', async ({ sites, operator }) => {
    const { exitCode, result, stderr } = await operator.run(['swap'], { TIMEOUT_REQUEST_TOKEN: '3' });
    expect(exitCode, stderr).toBe(6);
    expect(result.error?.code).toBe('request-token-missing');
    expect(sites.owner()).toBeNull();
  });
});

test.describe('someone else edits the connector meanwhile', () => {
  test.use({ variants: { meddler: 'edits-setting' } });

  test('Save is not pressed: 7, authorised but not finished', async ({ sites, operator }) => {
    const { exitCode, result, stderr } = await operator.run(['swap']);
    expect(exitCode, stderr).toBe(7);
    expect(result.error?.code).toBe('settings-changed');
    expect(result.connector?.after.authorisation).toBe('authorised');
    expect(sites.changes.filter(({ what, from }) => what === 'save' && from === 'browser')).toHaveLength(0);
    expect(sites.owner()).toBe(sites.accounts.service.fullName);
  });
});

test.describe('it is the service account’s already, and the connectivity test fails', () => {
  test.use({ variants: { owner: 'service', test: 'fails' } });

  test('nothing is pressed, and it does not count as done: 7, each time', async ({ sites, operator }) => {
    for (const options of [[], ['--dry-run']]) {
      const { exitCode, result, stderr } = await operator.run(['swap', ...options]);
      expect(exitCode, stderr).toBe(7);
      expect(result.error?.code).toBe('test-failed');
      expect(result).toMatchObject({ changed: false, connector: { after: { authorisation: 'authorised' } } });
    }
    expect(sites.owner()).toBe(sites.accounts.service.fullName);
  });
});

const afterwards = [
  { what: 'the test fails', variants: { test: 'fails' }, code: 'test-failed', isProven: true },
  { what: 'the test never answers', variants: { test: 'never' }, code: 'test-no-answer', isProven: true },
  { what: 'Save is lost', variants: { save: 'lost' }, code: 'save-unconfirmed', isProven: false },
  { what: 'the click on Save is lost', variants: { save: 'click-lost' }, code: 'save-unconfirmed', isProven: false },
] as const;

for (const { what, variants, code, isProven } of afterwards) {
  test.describe(what, () => {
    test.use({ variants });

    test('ends with 7: the connector is authorised, but the job is not finished', async ({ sites, operator }) => {
      const { exitCode, result, stderr } = await operator.run(['swap'], { TIMEOUT_CONNECTIVITY: '6' });
      expect(exitCode, stderr).toBe(7);
      expect(result.error?.code).toBe(code);
      const { accountId: id, fullName: name } = sites.accounts.service;
      // Before the proofs are read, only who approved is known.
      expect(result.connector?.after).toEqual({ authorisation: 'authorised', account: isProven ? { id, name } : null });
      expect(result.identity?.approvedAs).toEqual({ id, name });
      expect(stderr).toContain(isProven ? ` as ${name}, but` : `, after Allow was pressed as ${name}, but`);
      expect(sites.owner()).toBe(sites.accounts.service.fullName);
    });
  });
}

test.describe('a connector that has not written since it was authorised as the service account', () => {
  const route = 'server PUT acme.jira.localhost/rest/api/2/issue/OPS-7';
  test.use({ networkFault: { route, fault: 'status-500', lasts: 'for-good' } });

  test('is not called the former owner’s by the next run, who wrote last', async ({ sites, operator }) => {
    const { person } = sites.accounts;
    const first = await operator.run(['swap'], { TIMEOUT_ATTRIBUTION: '1' });
    expect(first.exitCode, first.stderr).toBe(0);
    // The service account had no grant: nobody but who wrote last can have been the owner.
    expect(first.result.connector?.before.account?.name).toBe(person.fullName);
    const next = await operator.run(['swap', '--dry-run']);
    expect(next.exitCode, next.stderr).toBe(0);
    expect(next.result.connector?.before).toEqual({ authorisation: 'authorised', account: null });
    expect(next.result.connector?.after).toEqual({ authorisation: 'authorised', account: null });
    expect(next.stderr).toContain('whose it is could not be seen');
  });
});
