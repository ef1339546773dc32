import { expect, test } from '../../fixtures/test.js';

test('a swap makes the connector the service account’s, and proves it three ways', async ({ sites, operator }) => {
  const { person, service } = sites.accounts;
  expect(sites.owner()).toBe(person.fullName);

  const { exitCode, result, stderr } = await operator.run(['swap']);

  expect(exitCode, stderr).toBe(0);
  const own = sites.changes.filter(({ from }) => from === 'browser').map(({ what }) => what);
  const procedure = ['sign-in', 'sign-in', 'test', 'reauthorize', 'request', 'allow', 'callback', 'save', 'test'];
  expect(own, 'each press once, in the order of the procedure, and nothing else').toEqual(procedure);
  expect(sites.owner()).toBe(service.fullName);
  expect(sites.authorisation()).toBe('authorised');
  expect(result).toMatchObject({
    command: 'swap',
    outcome: 'swapped',
    exitCode: 0,
    changed: true,
    error: null,
  });
  expect(result.connector).toMatchObject({
    name: sites.environment['CONNECTOR'],
    before: { authorisation: 'authorised', account: { name: person.fullName } },
    after: { authorisation: 'authorised', account: { id: service.accountId, name: service.fullName } },
  });
  expect(result.identity?.approvedAs).toEqual({ id: service.accountId, name: service.fullName });
  expect(result.identity?.proofs.map(({ kind, status }) => [kind, status])).toEqual([
    ['session', 'proven'],
    ['grant', 'proven'],
    ['attribution', 'proven'],
  ]);
  expect(result.connectivity?.status).toBe('passed');
  const left = result.leftovers.map(({ what }) => what).join();
  expect(left).toContain(person.fullName);
  expect(left).toContain('It is not needed any more: they can revoke it');
  expect(stderr).toContain(`now writes to Jira as ${service.fullName}; before, it was ${person.fullName}`);
});

test.describe('a connector that is the service account’s already', () => {
  test.use({ variants: { owner: 'service' } });

  test('is seen to be right, and nothing is pressed', async ({ sites, operator }) => {
    const { exitCode, result, stderr } = await operator.run(['swap']);
    expect(exitCode, stderr).toBe(0);
    expect(result).toMatchObject({ outcome: 'already-right', changed: false });
    expect(result.identity?.proofs[2].status).toBe('proven');
    const own = sites.changes.filter(({ from }) => from === 'browser').map(({ what }) => what);
    expect(own).toEqual(['sign-in', 'sign-in', 'test']);
    expect(stderr).toContain('Nothing was pressed but the connectivity test.');
  });

  test('cannot be told without a canary: it is re-authorised, and the run says what would have spared it', async ({
    sites,
    operator,
  }) => {
    const { exitCode, result, stderr } = await operator.run(['swap'], { CANARY_ISSUE: '' });
    expect(exitCode, stderr).toBe(0);
    expect(result).toMatchObject({ outcome: 'swapped', changed: true });
    expect(result.identity?.proofs[2].status).toBe('not-checked');
    expect(stderr).toContain('CANARY_ISSUE');
    expect(stderr).toContain('its own writing has not shown it yet');
    expect(sites.owner()).toBe(sites.accounts.service.fullName);
  });
});

test('a dry run checks everything, presses nothing, and says whose it is and would be', async ({ sites, operator }) => {
  const { exitCode, result, stderr } = await operator.run(['swap', '--dry-run']);
  expect(exitCode, stderr).toBe(0);
  expect(result).toMatchObject({ outcome: 'planned', changed: false });
  const { person, service } = sites.accounts;
  expect(stderr).toContain(`writes as ${person.fullName}, by the newest change of the canary; `);
  expect(stderr).toContain(`would authorise it as ${service.fullName} (${service.accountId})`);
  expect(stderr).toContain('Nothing was pressed but the connectivity test.');
  expect(result.connector?.after).toEqual(result.connector?.before);
  const [session, grant, attribution] = result.identity?.proofs ?? [];
  expect([session?.status, grant?.status, attribution?.status]).toEqual(['not-checked', 'pending', 'pending']);
  expect(session?.detail).toBe('A dry run approves nothing.');
  expect(attribution?.detail).toContain('the service account has no grant');
  expect(sites.changes.filter(({ from }) => from === 'browser').map(({ what }) => what)).toEqual([
    'sign-in',
    'sign-in',
    'test',
  ]);
  expect(sites.owner()).toBe(sites.accounts.person.fullName);
});

test('a canary that can’t be read is told before anything is pressed', async ({ operator }) => {
  const { exitCode, stderr } = await operator.run(['swap', '--dry-run'], { CANARY_ISSUE: 'OPS-999' });
  expect(exitCode, stderr).toBe(0);
  expect(stderr).toContain('! The history of OPS-999 could not be read (status 404).');
  expect(stderr).toContain('look at CANARY_ISSUE');
});

test('the connector can be named by its id, and by its name in other capitals', async ({ sites, operator }) => {
  const first = await operator.run(['swap', '--dry-run'], {
    CONNECTOR: (sites.environment['CONNECTOR'] ?? '').toUpperCase(),
  });
  expect(first.exitCode, first.stderr).toBe(0);
  const id = first.result.connector?.id ?? '';
  expect(id).not.toBe('');
  const second = await operator.run(['swap', '--dry-run'], { CONNECTOR: id });
  expect(second.exitCode, second.stderr).toBe(0);
  expect(second.result.connector?.name).toBe(first.result.connector?.name);
});

test('a connector that was left unauthorised is finished from where it is', async ({ sites, operator }) => {
  const stopped = await operator.run(['swap'], { APPLICATION: 'Some other application' });
  expect(stopped.exitCode, stopped.stderr).toBe(6);
  expect(sites.owner()).toBeNull();
  expect(stopped.stderr).toContain('Once that is mended, running the same command again');
  expect(stopped.stderr).not.toContain('connector connector');

  const { exitCode, result, stderr } = await operator.run(['swap']);

  expect(exitCode, stderr).toBe(0);
  expect(result.outcome).toBe('swapped');
  const skipped = result.steps.filter(({ status }) => status === 'skipped').map(({ name }) => name);
  expect(skipped).toEqual([
    'Test the connection as it is',
    'Reauthorize the Jira OAuth access and wait for the request token',
  ]);
  expect(stderr).not.toContain('From here on');
  expect(sites.owner()).toBe(sites.accounts.service.fullName);
  expect(sites.changes.filter(({ what }) => what === 'reauthorize')).toHaveLength(1);
});

test('while one run holds the connector, a second is refused and told who holds it', async ({ sites, operator }) => {
  const first = operator.start(['swap', '--json']);
  await first.said('Hold the connector');
  const second = await operator.run(['swap']);
  const { exitCode, stderr } = await first.ended;
  expect(exitCode, stderr).toBe(0);
  // The second run signs in for as long as the first one works: it is refused, or comes when all is right already.
  expect([0, 10]).toContain(second.exitCode);
  expect(sites.changes.filter(({ what }) => what === 'reauthorize')).toHaveLength(1);
});

test.describe('with a first click that is lost', () => {
  test.use({ variants: { 'first-click': 'lost' } });

  test('the service account is signed in all the same, and its password is sent once', async ({ sites, operator }) => {
    const { exitCode, stderr } = await operator.run(['swap', '--dry-run']);
    expect(exitCode, stderr).toBe(0);
    expect(sites.changes.filter(({ site }) => site === 'atlassian-id')).toHaveLength(1);
  });
});
