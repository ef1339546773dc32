import { setTimeout as pause } from 'node:timers/promises';

import { handOn } from '../../fixtures/network/faults.js';
import { type Between, between } from '../../fixtures/network/between.js';
import { openSwapPlace } from '../../fixtures/swap-place.js';
import { expect, test } from '../../fixtures/test.js';
import { resultOf } from '../../fixtures/tool.js';
import { inPlace } from './in-place.js';

const ALLOW = 'browser POST acme.jira.localhost/plugins/servlet/oauth/authorize [approve]';
const SAVE = 'browser POST acme.jiraalign.localhost/ManageJiraConnectors?i [btnUpdateConnectors]';
const MYSELF = 'browser GET acme.jira.localhost/rest/api/2/myself';

/** Answers with a page, or sends on to another. */
const answers: Record<'error' | 'elsewhere', Between> = {
  error: (_route, _received, response) => {
    response.writeHead(503, { 'content-type': 'text/html' }).end('<h1>Service Unavailable</h1>');
    return Promise.resolve(true);
  },
  elsewhere: (_route, _received, response) => {
    response.writeHead(302, { location: '/jira/your-work' }).end();
    return Promise.resolve(true);
  },
};

test('a Save for an earlier run, after which the site is out of order, is told as one: 7', async () => {
  let isSaved = false;
  let isOut = false;
  const net = between(async (route, ...rest) => {
    if (route === SAVE) isSaved = true;
    else if (isOut && isSaved && route.startsWith('browser GET acme.jiraalign.'))
      return await answers.error(route, ...rest);
    return false;
  });
  await inPlace(openSwapPlace(net), async ({ sites, swap }) => {
    const first = swap();
    await first.said('✓ Wait until the connector shows Reauthorize again');
    first.signal('SIGKILL');
    await first.ended;
    isOut = true;
    const ended = await swap({ TIMEOUT_SIGN_IN: '8', TIMEOUT_ACTION: '2' }).ended;
    const { changed, connector } = resultOf(ended);
    expect(ended.exitCode, ended.stderr).toBe(7);
    expect(changed).toBe(true);
    expect(connector?.after.authorisation).toBe('authorised');
    expect(sites.authorisation()).toBe('authorised');
  });
});

test('an Allow that Jira answers with another page of its own is not called taken', async () => {
  const net = between((route, ...rest) =>
    route === ALLOW ? answers.elsewhere(route, ...rest) : Promise.resolve(false),
  );
  await inPlace(openSwapPlace(net), async ({ swap }) => {
    const ended = await swap({ TIMEOUT_LABEL: '4', TIMEOUT_ACTION: '3' }).ended;
    const { identity, connector } = resultOf(ended);
    expect(ended.exitCode, ended.stderr).toBe(6);
    expect(ended.stderr).toContain('Allow was not answered as it should be');
    expect(identity?.proofs[0]).toMatchObject({ kind: 'session', status: 'pending' });
    expect(connector?.after.authorisation).toBe('requestable');
  });
});

test('a session that is another’s by the time of the proofs is an authorisation that may be theirs: 4', async () => {
  let isAllowed = false;
  let asked = 0;
  const net = between(async (route, _received, response) => {
    if (route === ALLOW) isAllowed = true;
    if (!isAllowed || route !== MYSELF) return false;
    asked += 1;
    // Right after Allow nobody says whose it is, however often it is asked.
    if (asked <= UNREAD) {
      await pause(50);
      response.writeHead(500, { 'content-type': 'text/html' }).end('<h1>Internal Server Error</h1>');
      return true;
    }
    const another = { accountId: 'another', displayName: 'Riley Carter', emailAddress: 'riley@acme.example' };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(another));
    return true;
  });
  await inPlace(openSwapPlace(net), async ({ swap }) => {
    const ended = await swap({ CANARY_ISSUE: '' }).ended;
    const { error, connector } = resultOf(ended);
    expect(ended.exitCode, ended.stderr).toBe(4);
    expect(error?.code).toBe('wrong-identity');
    expect(error?.message).toContain('Riley Carter');
    expect(connector?.after).toEqual({ authorisation: 'authorised', account: null });
  });
});

/** As often as what is only read is read, right after Allow and when the label is back. */
const UNREAD = 6;

test('a page whose address names no connector may show another’s once it is refreshed: in that nothing is pressed', async () => {
  const net = between(async (route, received, response, port) => {
    // Whoever comes by the address alone is shown the second connector, as a page may that opens on the first of its list.
    const isByAddress = received.headers.referer === undefined && received.target.includes('?i=1');
    if (!isByAddress || !route.startsWith('browser GET acme.jiraalign.')) return false;
    await handOn(port, { ...received, target: received.target.replace('?i=1', '?i=2') }, response);
    return true;
  });
  await inPlace(openSwapPlace(net, { test: 'after-refresh' }), async ({ sites, swap }) => {
    const owner = sites.owner('2');
    const ended = await swap({ TIMEOUT_CONNECTIVITY: '8' }).ended;
    expect(ended.exitCode, ended.stderr).toBe(0);
    expect(resultOf(ended).connectivity).toMatchObject({ status: 'passed' });
    expect(sites.owner()).toBe(sites.accounts.service.fullName);
    expect(sites.owner('2')).toBe(owner);
    expect(sites.connectivity('2')).toBe('none');
  });
});

for (const [how, canary, owner, exitCode, code] of [
  ['without', '', 'service', 7, 'unknown-identity'],
  ['with', 'OPS-7', 'person', 4, 'wrong-identity'],
] as const) {
  test(`an exchange that fails where the old token holds is not called a swap, ${how} a canary: ${exitCode}`, async () => {
    await inPlace(openSwapPlace(null, { exchange: 'fails', 'old-token': 'kept', owner }), async ({ sites, swap }) => {
      const before = sites.owner();
      const ended = await swap({ CANARY_ISSUE: canary }).ended;
      const { error, connector } = resultOf(ended);
      expect(ended.exitCode, ended.stderr).toBe(exitCode);
      expect(error?.code).toBe(code);
      expect(connector?.after.authorisation).toBe('authorised');
      expect(sites.owner()).toBe(before);
    });
  });
}

test('a Reauthorize that only just was pressed, and not answered, is waited for before it is pressed again', async () => {
  let isHeld = true;
  const net = between(async (route, received, response, port) => {
    if (!isHeld || route !== 'browser POST acme.jiraalign.localhost/ManageJiraConnectors?i [btnOAuth]') return false;
    // Jira Align takes its time, and does it when nobody waits for it any more.
    isHeld = false;
    await pause(6_000);
    await handOn(port, received, response);
    return true;
  });
  await inPlace(openSwapPlace(net), async ({ sites, swap }) => {
    const settings = { TIMEOUT_REQUEST_TOKEN: '20', TIMEOUT_ACTION: '3' };
    const first = swap(settings);
    await expect.poll(() => isHeld, { timeout: 30_000 }).toBe(false);
    first.signal('SIGKILL');
    await first.ended;
    const ended = await swap(settings).ended;
    expect(ended.exitCode, ended.stderr).toBe(0);
    expect(ended.stderr).toContain('may still be on its way');
    expect(sites.changes.filter(({ what }) => what === 'reauthorize')).toHaveLength(1);
    expect(sites.owner()).toBe(sites.accounts.service.fullName);
  });
});
