import { expect, test } from '../../fixtures/test.js';

test.describe('a connector whose test fails before the swap', () => {
  test.use({ variants: { test: 'fails' } });

  test('is said so, and stops nothing', async ({ operator }) => {
    const { exitCode, result, stderr } = await operator.run(['swap', '--dry-run']);
    expect(exitCode, stderr).toBe(0);
    expect(result.outcome).toBe('planned');
    expect(result.connectivity?.status).toBe('failed');
    expect(stderr).toContain('Before anything was pressed, the connectivity test did not pass');
    expect(stderr).toMatch(/^Dry run: .* but its connectivity test did not pass\./m);
  });
});

test.describe('a connector whose test is sent, and answered by nobody', () => {
  const route = 'browser POST acme.jiraalign.localhost/ManageJiraConnectors?i [btnTest]';
  test.use({ networkFault: { route, fault: 'stall', lasts: 'once' } });

  test('is said so, and stops nothing', async ({ sites, operator }) => {
    const { exitCode, result, stderr } = await operator.run(['swap'], {
      TIMEOUT_ACTION: '3',
      TIMEOUT_CONNECTIVITY: '8',
    });
    expect(exitCode, stderr).toBe(0);
    expect(stderr).toContain('Before anything was pressed, the connectivity test did not pass. No answer');
    expect(result.connectivity?.status).toBe('passed');
    expect(sites.owner()).toBe(sites.accounts.service.fullName);
  });
});

test.describe('a service account that lacks a permission', () => {
  test.use({ variants: { permissions: 'lacks-edit' } });

  test('is told which, in which project, and the run goes on', async ({ operator }) => {
    const { exitCode, result, stderr } = await operator.run(['swap', '--dry-run'], { JIRA_PROJECTS: 'OPS' });
    expect(exitCode, stderr).toBe(0);
    expect(stderr).toMatch(/lack in project OPS: EDIT_ISSUES \(write changes back\)\./);
    expect(result.leftovers.map(({ what }) => what).join()).toContain('EDIT_ISSUES');
  });
});

test.describe('a Jira that does not say what the service account may do', () => {
  test.use({ variants: { permissions: 'not-said' } });

  test('leaves the permissions not-checked', async ({ operator }) => {
    const { exitCode, stderr } = await operator.run(['swap', '--dry-run'], { JIRA_PROJECTS: 'ops' });
    expect(exitCode, stderr).toBe(0);
    expect(stderr).toContain('Permissions in OPS: not-checked');
  });
});

test.describe('a session at Jira Align that ends while Save is pressed', () => {
  test.use({ variants: { 'align-session-end': 'at-save' } });

  test('the page that asks to sign in confirms nothing: Save is pressed once more, and reaches the site', async ({
    sites,
    operator,
  }) => {
    const { exitCode, stderr } = await operator.run(['swap']);
    expect(exitCode, stderr).toBe(0);
    expect(stderr).toContain('Save is pressed once more');
    expect(sites.changes.filter(({ what, from }) => what === 'save' && from === 'browser')).toHaveLength(1);
  });
});

test.describe('a session at Jira Align that ends while Allow is pressed', () => {
  test.use({ variants: { 'align-session-end': 'at-callback', label: 'after-reopening' } });

  test('is begun anew, and the swap is finished', async ({ sites, operator }) => {
    const { exitCode, stderr } = await operator.run(['swap'], { TIMEOUT_LABEL: '10' });
    expect(exitCode, stderr).toBe(0);
    expect(stderr).toContain('signed in once more');
    expect(sites.owner()).toBe(sites.accounts.service.fullName);
  });
});

test.describe('the connectivity test answers in the same words every time, and only in a page that was refreshed', () => {
  test.use({ variants: { test: 'after-refresh', 'test-words': 'the-same' } });

  test('the answer after the swap is told from the one before it', async ({ operator }) => {
    const { exitCode, result, stderr } = await operator.run(['swap'], { TIMEOUT_CONNECTIVITY: '8' });
    expect(exitCode, stderr).toBe(0);
    expect(stderr).not.toContain('the connectivity test did not pass');
    expect(result.connectivity).toMatchObject({ status: 'passed', refreshes: 1 });
  });
});
