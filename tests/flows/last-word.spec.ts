import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { kill, platform } from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';

import { between } from '../../fixtures/network/between.js';
import { ask } from '../../fixtures/network/faults.js';
import { senderOf } from '../../fixtures/network/route.js';
import { browserOf } from '../../fixtures/process-table.js';
import { people } from '../../fixtures/person.js';
import { openSwapPlace } from '../../fixtures/swap-place.js';
import { expect, test } from '../../fixtures/test.js';
import { resultOf } from '../../fixtures/tool.js';
import { resultSchema } from '../../flows/report/result.js';
import { inPlace } from './in-place.js';

const REAUTHORIZE = 'browser POST acme.jiraalign.localhost/ManageJiraConnectors?i [btnOAuth]';
const SAVE = 'browser POST acme.jiraalign.localhost/ManageJiraConnectors?i [btnUpdateConnectors]';

/** True for what Jira Align's pages ask for, but for the way back from Jira. */
function isAlignPage(route: string): boolean {
  return route.startsWith('browser GET acme.jiraalign.localhost/') && !route.includes('/oauth/callback');
}

test('a Reauthorize that a gateway hands on only after it has said no: the connector is not called authorised', async () => {
  const net = between(async (route, received, response, port) => {
    if (route !== REAUTHORIZE) return false;
    response.writeHead(504, { 'content-type': 'text/html' }).end('<h1>Gateway Timeout</h1>');
    await pause(6_000);
    await ask(port, received);
    return true;
  });
  await inPlace(openSwapPlace(net), async ({ sites, swap }) => {
    const ended = await swap({ TIMEOUT_REQUEST_TOKEN: '2', TIMEOUT_ACTION: '4' }).ended;
    const { connector, changed } = resultOf(ended);
    expect(ended.exitCode, ended.stderr).toBe(6);
    expect(changed).toBe(true);
    expect(sites.authorisation()).toBe('requestable');
    // Between the press and its token the connector stands at Authorize.
    expect(connector?.after.authorisation, ended.stderr).toMatch(/^(requestable|unauthorised)$/);
  });
});

test.describe('a request token that never comes', () => {
  test.use({ variants: { 'request-token': 'never' } });

  test('the result of a run that was killed during its first press does not say that the connector is as it was', async ({
    sites,
    operator,
  }) => {
    const going = operator.start(['swap', '--evidence', 'none']);
    await expect.poll(() => sites.authorisation(), { timeout: 60_000, intervals: [20] }).toBe('refreshing');
    going.signal('SIGKILL');
    await going.ended;
    const folder = join(operator.directory, 'artifacts');
    const [run = ''] = await readdir(folder);
    const { changed, connector } = resultSchema.parse(
      JSON.parse(await readFile(join(folder, run, 'result.json'), 'utf8')),
    );
    expect(changed).toBe(true);
    expect(connector?.after).toEqual({ authorisation: 'unknown', account: null });
  });
});

test('a site that can’t be reached for a while after Allow is waited for, as long as the label may take', async () => {
  let isDown = false;
  const net = between((route, received, response) => {
    const isBroken = isDown && isAlignPage(route) && senderOf(received) === 'browser';
    if (isBroken) response.socket?.resetAndDestroy();
    return Promise.resolve(isBroken);
  });
  await inPlace(openSwapPlace(net, { label: 'after-reopening' }), async ({ sites, swap }) => {
    const going = swap({ TIMEOUT_LABEL: '40', TIMEOUT_ACTION: '4' });
    await going.said('✓ Allow access as the service account');
    isDown = true;
    await going.said('does not show Reauthorize yet');
    await pause(9_000);
    isDown = false;
    const { exitCode, stderr } = await going.ended;
    expect(exitCode, stderr).toBe(0);
    expect(sites.owner()).toBe(sites.accounts.service.fullName);
  });
});

test('a site that comes back without its sessions after Allow is signed in to once more', async () => {
  let broken = 0;
  let phase: 'well' | 'down' | 'ended' = 'well';
  const net = between((route, received, response) => {
    if (route === 'browser POST acme.jiraalign.localhost/Login') phase = 'well';
    if (phase === 'ended') delete received.headers.cookie;
    if (phase !== 'down' || !isAlignPage(route)) return Promise.resolve(false);
    response.writeHead(503, { 'content-type': 'text/html' }).end('<h1>Down for maintenance</h1>');
    broken += 1;
    // An address that is opened is asked for four times before it counts as out of order.
    if (broken === 4) phase = 'ended';
    return Promise.resolve(true);
  });
  await inPlace(openSwapPlace(net, { label: 'after-reopening' }), async ({ sites, swap }) => {
    const going = swap({ TIMEOUT_LABEL: '20', TIMEOUT_ACTION: '4' });
    await going.said('does not show Reauthorize yet');
    phase = 'down';
    const { exitCode, stderr } = await going.ended;
    expect(exitCode, stderr).toBe(0);
    expect(stderr).toContain('It is signed in once more.');
    expect(sites.owner()).toBe(sites.accounts.service.fullName);
  });
});

test('a site that is out of order for good after Allow is named as the reason, and not the label', async () => {
  let isDown = false;
  const net = between((route, _received, response) => {
    const isBroken = isDown && isAlignPage(route);
    if (isBroken) response.writeHead(503, { 'content-type': 'text/html' }).end('<h1>Down for maintenance</h1>');
    return Promise.resolve(isBroken);
  });
  await inPlace(openSwapPlace(net, { label: 'after-reopening' }), async ({ swap }) => {
    const going = swap({ TIMEOUT_LABEL: '8', TIMEOUT_ACTION: '4' });
    await going.said('✓ Allow access as the service account');
    isDown = true;
    const ended = await going.ended;
    expect(ended.exitCode, ended.stderr).toBe(6);
    expect(resultOf(ended).error).toMatchObject({ code: 'unreachable' });
  });
});

test('a wrong account stays one where a signal comes during the last look', async ({ browser }) => {
  let isHeld = false;
  let isLost = false;
  const net = between((route, _received, response) => {
    if (route === 'server POST acme.jira.localhost/plugins/servlet/oauth/access-token' && !isLost) {
      isLost = true;
      response.writeHead(500).end();
      return Promise.resolve(true);
    }
    // The last look finds a site that says nothing.
    return Promise.resolve(isHeld && isAlignPage(route));
  });
  const place = openSwapPlace(net, {}, { CANARY_ISSUE: '', TIMEOUT_LABEL: '60' });
  await inPlace(place, async ({ sites, swap }) => {
    const going = swap();
    await going.said('✓ Allow access as the service account');
    await people(browser, sites).authoriseAs(sites.accounts.other);
    await going.said('✗ Prove whose connector it is');
    isHeld = true;
    going.signal('SIGTERM');
    going.signal('SIGTERM');
    const ended = await going.ended;
    expect(ended.exitCode, ended.stderr).toBe(4);
    expect(resultOf(ended)).toMatchObject({
      error: { code: 'wrong-identity' },
      connector: { after: { authorisation: 'authorised' } },
    });
  });
});

test('a connector that has lost its authorisation by the time it was saved is not called authorised, though it can’t be looked at again', async ({
  browser,
}) => {
  let byAnother: (() => Promise<void>) | null = null;
  let isDown = false;
  const net = between(async (route, received, response, port) => {
    if (isDown && isAlignPage(route)) {
      response.socket?.resetAndDestroy();
      return true;
    }
    if (route !== SAVE) return false;
    const { status, headers, body } = await ask(port, received);
    await byAnother?.();
    response.writeHead(status, { ...headers, 'content-length': body.length }).end(body);
    return true;
  });
  await inPlace(openSwapPlace(net), async ({ sites, swap }) => {
    byAnother = people(browser, sites).pressAndLeave;
    const going = swap({ TIMEOUT_ACTION: '12' });
    await going.said('✗ Save the connector');
    isDown = true;
    const ended = await going.ended;
    expect(ended.exitCode, ended.stderr).toBe(6);
    expect(resultOf(ended).connector?.after.authorisation).not.toBe('authorised');
  });
});

// Only Linux shows which process is whose as files.
if (platform === 'linux') {
  test('a browser that hangs keeps nobody waiting who asks for the end, and does not stay', async () => {
    await inPlace(openSwapPlace(null, { 'request-token': 'never' }), async ({ sites, swap, leftovers }) => {
      const going = swap();
      await expect.poll(() => sites.authorisation(), { timeout: 60_000 }).toBe('refreshing');
      kill(await browserOf(going.pid), 'SIGSTOP');
      const asked = performance.now();
      going.signal('SIGTERM');
      const { exitCode, stderr } = await going.ended;
      expect(exitCode, stderr).toBe(6);
      expect((performance.now() - asked) / 1_000).toBeLessThan(15);
      expect(await leftovers()).toEqual([]);
    });
  });
}
