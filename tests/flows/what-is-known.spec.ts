import { setTimeout as pause } from 'node:timers/promises';

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
