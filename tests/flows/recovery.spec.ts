import { readFile, readdir } from 'node:fs/promises';
import { kill, platform } from 'node:process';

import { network } from '../../fixtures/network/front.js';
import { browserOf } from '../../fixtures/process-table.js';
import type { Change, Sites } from '../../fixtures/sites/index.js';
import { openSwapPlace } from '../../fixtures/swap-place.js';
import { expect, test } from '../../fixtures/test.js';
import { resultOf } from '../../fixtures/tool.js';
import { resultSchema } from '../../flows/report/result.js';

/** What the sites are asked for that must never be asked for twice on doubt. */
function presses({ changes }: Sites): readonly Change['what'][] {
  const costly: readonly Change['what'][] = ['reauthorize', 'authorize', 'allow'];
  return changes.filter(({ what, from }) => from === 'browser' && costly.includes(what)).map(({ what }) => what);
}

const PASSING = [
  { what: 'the connector can’t be opened', fault: 'at-connector' },
  { what: 'the session can’t be read before the first press', fault: 'at-session-check' },
  { what: 'the list of grants can’t be read', fault: 'at-grants' },
  { what: 'the answer to Request is an error', fault: 'at-request' },
  { what: 'the consent screen does not come', fault: 'at-consent' },
  { what: 'the session can’t be read on the consent screen', fault: 'at-consent-session' },
  { what: 'the connector can’t be reopened', fault: 'at-reopening', label: 'after-reopening' },
  { what: 'the answer to Save is an error', fault: 'at-save' },
] as const;

for (const { what, fault, ...label } of PASSING) {
  test.describe(`once, ${what}`, () => {
    test.use({ variants: { fault, 'fault-lasts': 'once', ...label } });

    test('the run finishes all the same, and presses nothing twice that costs a token', async ({ sites, operator }) => {
      const { exitCode, result, stderr } = await operator.run(['swap'], { TIMEOUT_SIGN_IN: '20', TIMEOUT_ACTION: '4' });
      expect(exitCode, stderr).toBe(0);
      expect(result.outcome).toBe('swapped');
      expect(sites.owner()).toBe(sites.accounts.service.fullName);
      expect(presses(sites)).toEqual(['reauthorize', 'allow']);
    });
  });
}

for (const [what, fault] of [
  ['the press of Allow is lost', 'at-allow'],
  ['the answer to Allow is lost, and with it what Jira Align needs', 'after-allow'],
] as const) {
  test.describe(what, () => {
    test.use({ variants: { fault, 'fault-lasts': 'once' } });

    test('it is not pressed again on doubt: 6, and the next run finishes', async ({ sites, operator }) => {
      const { exitCode, result, stderr } = await operator.run(['swap'], { TIMEOUT_LABEL: '5', TIMEOUT_ACTION: '4' });
      expect(exitCode, stderr).toBe(6);
      expect(result.error?.code).toBe('label-missing');
      expect(stderr).toContain('Allow was not answered as it should be');
      expect(result.connector?.after.authorisation).toBe('requestable');
      expect(presses(sites).filter((press) => press === 'reauthorize')).toHaveLength(1);
      expect(sites.owner()).toBeNull();
      const next = await operator.run(['swap']);
      expect(next.exitCode, next.stderr).toBe(0);
      expect(sites.owner()).toBe(sites.accounts.service.fullName);
    });
  });
}

for (const consent of ['new-tab', 'same-tab'] as const) {
  test.describe(`the way back from Jira is never answered, in a ${consent}`, () => {
    const route = 'browser GET acme.jiraalign.localhost/oauth/callback?oauth_token&oauth_verifier';
    test.use({ variants: { consent }, networkFault: { route, fault: 'stall', lasts: 'for-good' } });

    test('no look waits for that page: the run ends when the label’s time is up, long before its own', async ({
      operator,
    }) => {
      const times = { TIMEOUT_LABEL: '6', TIMEOUT_ACTION: '3', TIMEOUT_RUN: '90' };
      const { exitCode, result, stderr } = await operator.run(['swap'], times);
      expect(exitCode, stderr).toBe(6);
      expect(result.error?.code).toBe('label-missing');
    });
  });
}

for (const [consent, handedOut, expected] of [
  ['new-tab', 'requestable', ['reauthorize', 'allow']],
  ['new-tab', 'pending', ['reauthorize', 'authorize', 'allow']],
  ['popup', 'requestable', ['reauthorize', 'allow']],
  ['same-tab', 'requestable', ['reauthorize', 'allow']],
] as const) {
  test.describe(`the request token has expired when Jira is asked in a ${consent}, and then the connector is ${handedOut}`, () => {
    test.use({ variants: { consent, 'request-token': 'first-expires', 'handed-out': handedOut } });

    test('access is requested once more, with another', async ({ sites, operator }) => {
      const { exitCode, stderr } = await operator.run(['swap'], { TIMEOUT_REQUEST_TOKEN: '5' });
      expect(exitCode, stderr).toBe(0);
      expect(stderr).toContain('token_expired');
      expect(presses(sites)).toEqual(expected);
    });
  });
}

test.describe('the service account’s session ends before the consent', () => {
  test.use({ variants: { deployment: 'data-center', session: 'ends-at-request' } });

  test('it is signed in once more, and its consent is proven like the first', async ({ sites, operator }) => {
    const { exitCode, result, stderr } = await operator.run(['swap']);
    expect(exitCode, stderr).toBe(0);
    expect(stderr).toContain('Access is requested once more.');
    expect(stderr).not.toContain('another one is opened');
    expect(result.identity?.proofs[0]).toMatchObject({ kind: 'session', status: 'proven' });
    expect(sites.owner()).toBe(sites.accounts.service.fullName);
  });
});

test.describe('the service account’s session ends before the consent, and the request token counts as handed out', () => {
  test.use({ variants: { deployment: 'data-center', session: 'ends-at-request', 'handed-out': 'pending' } });

  test('Authorize asks for another', async ({ sites, operator }) => {
    const { exitCode, stderr } = await operator.run(['swap'], { TIMEOUT_REQUEST_TOKEN: '5' });
    expect(exitCode, stderr).toBe(0);
    expect(stderr).toContain('Access is requested once more.');
    expect(stderr).not.toContain('another one is opened');
    expect(presses(sites)).toEqual(['reauthorize', 'authorize', 'allow']);
    expect(sites.owner()).toBe(sites.accounts.service.fullName);
  });
});

test('a run that was ended between Allow and Save is finished by the next, which presses Save and nothing else', async ({
  sites,
  operator,
}) => {
  const going = operator.start(['swap', '--evidence', 'none']);
  await going.said('✓ Wait until the connector shows Reauthorize again');
  going.signal('SIGKILL');
  await going.ended;
  const saves = (): number => sites.changes.filter(({ what }) => what === 'save').length;
  const before = saves();
  const { exitCode, result, stderr } = await operator.run(['swap']);
  expect(exitCode, stderr).toBe(0);
  expect(result.outcome).toBe('already-right');
  expect(result.changed).toBe(true);
  expect(result.connectivity?.status).toBe('passed');
  expect(stderr).toContain('Finished what an earlier run began');
  expect(stderr).not.toContain('Nothing was pressed');
  // Whose it was is known from before the first press alone.
  expect(stderr).toContain(`Left for you: ${sites.accounts.person.fullName} still has the old authorisation`);
  expect(saves()).toBe(before + 1);
  expect(presses(sites)).toEqual(['reauthorize', 'allow']);
});

test('a Save that came to nothing is made up for by the next run', async () => {
  const route = 'browser POST acme.jiraalign.localhost/ManageJiraConnectors?i [btnUpdateConnectors]';
  const net = network({ route, fault: 'status-500', lasts: 'for-good' });
  const place = await openSwapPlace(net);
  try {
    const { changes } = place.sites;
    const saves = (): number => changes.filter(({ what, from }) => what === 'save' && from === 'browser').length;
    const first = await place.swap({ TIMEOUT_ACTION: '4' }).ended;
    expect(first.exitCode, first.stderr).toBe(7);
    expect(saves()).toBe(0);
    net.heal();
    const next = await place.swap().ended;
    expect(next.exitCode, next.stderr).toBe(0);
    expect(next.stderr).toContain('Finished what an earlier run began');
    expect(saves()).toBe(1);
    const last = await place.swap().ended;
    expect(last.exitCode, last.stderr).toBe(0);
    expect(last.stderr).toContain('Nothing to do');
    expect(saves()).toBe(1);
  } finally {
    await place.close();
  }
});

test('the result of a run that was killed past its first press does not say that the connector is as it was', async ({
  operator,
}) => {
  const going = operator.start(['swap', '--evidence', 'none']);
  await going.said('✓ Request Jira for access');
  going.signal('SIGKILL');
  await going.ended;
  const [path, ...others] = await readdir(`${operator.directory}/artifacts`);
  expect(others).toEqual([]);
  const text = await readFile(`${operator.directory}/artifacts/${path ?? ''}/result.json`, 'utf8');
  const { changed, connector } = resultSchema.parse(JSON.parse(text));
  expect(changed).toBe(true);
  expect(connector).toMatchObject({
    before: { authorisation: 'authorised' },
    after: { authorisation: 'unknown', account: null },
  });
});

const MOMENTS = [
  '✓ Reauthorize the Jira OAuth access and wait for the request token',
  '✓ Allow access as the service account',
  '✓ Save the connector',
];

// Only Linux shows which process is whose as files.
if (platform === 'linux') {
  for (const moment of MOMENTS) {
    test(`the browser crashes after “${moment.slice(2)}”: the run finishes in another one`, async ({
      sites,
      operator,
    }) => {
      const going = operator.start(['swap', '--json', '--evidence', 'full']);
      await going.said(moment);
      kill(await browserOf(going.pid), 'SIGKILL');
      const ended = await going.ended;
      const { exitCode, connector, artifacts } = resultOf(ended);
      expect(exitCode, ended.stderr).toBe(0);
      expect(ended.stderr).toContain('another one is opened to finish');
      expect(connector?.before).toMatchObject({ authorisation: 'authorised' });
      expect(connector?.after).toMatchObject({ account: { name: sites.accounts.service.fullName } });
      expect(sites.owner()).toBe(sites.accounts.service.fullName);
      expect(presses(sites)).toEqual(['reauthorize', 'allow']);
      expect(artifacts.some((path) => path.endsWith('trace.zip'))).toBe(true);
    });
  }

  test('a browser that crashes before the first press ends the run: nothing was changed', async ({
    sites,
    operator,
  }) => {
    const going = operator.start(['swap', '--json', '--evidence', 'none']);
    await going.said('✓ Open the connector');
    kill(await browserOf(going.pid), 'SIGKILL');
    const ended = await going.ended;
    expect(ended.exitCode, ended.stderr).toBe(11);
    expect(resultOf(ended)).toMatchObject({ changed: false, error: { code: 'browser-closed' } });
    expect(presses(sites)).toEqual([]);
  });
}
