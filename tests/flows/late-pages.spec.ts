import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

import { ask, handOn } from '../../fixtures/network/faults.js';
import { type Network, listenBefore, receive } from '../../fixtures/network/front.js';
import { routeOf } from '../../fixtures/network/route.js';
import { openSwapPlace } from '../../fixtures/swap-place.js';
import { expect, test } from '../../fixtures/test.js';
import { resultOf } from '../../fixtures/tool.js';
import { inPlace } from './in-place.js';

const WINDOW = 'browser GET acme.jiraalign.localhost/ManageJiraConnectors?i';
const GRANTS = 'browser GET acme.jira.localhost/plugins/servlet/oauth/users/access-tokens';
const MYSELF = 'browser GET acme.jira.localhost/rest/api/2/myself';

/** Has the fields and the labels of a window appear only a moment after it, as a script does that asks for them first. */
const FILLED_LATE = `<style>.late [name="btnOAuth"] { display: none !important; }</style><script>
document.documentElement.classList.add('late');
addEventListener('DOMContentLoaded', () => {
  const fields = [...document.querySelectorAll('input[type="text"], input[type="url"], input:not([type])')].map((field) => [field, field.value]);
  for (const [field] of fields) field.value = '';
  setTimeout(() => {
    for (const [field, value] of fields) field.value = value;
    document.documentElement.classList.remove('late');
  }, 700);
});</script>`;

/** Has the rows of a table appear only after the page. */
const ROWS_LATE = `<script>addEventListener('DOMContentLoaded', () => {
  const rows = [...document.querySelectorAll('tbody tr')].filter((row) => row.querySelector('td') !== null);
  for (const row of rows) row.remove();
  setTimeout(() => document.querySelector('tbody').append(...rows), 4_500);
});</script>`;

/** A network that adds to pages, or answers instead of the site; `null` where a page is left as it is. */
function changing(
  change: (route: string, times: number) => string | ((response: ServerResponse) => void) | null,
): Pick<Network, 'open'> {
  const times = new Map<string, number>();
  return {
    open: (site, port) =>
      listenBefore(async (message, response) => {
        const received = await receive(message);
        const route = routeOf(site, received);
        times.set(route, (times.get(route) ?? 0) + 1);
        const what = change(route, times.get(route) ?? 1);
        if (what === null) {
          await handOn(port, received, response);
        } else if (typeof what === 'string') {
          const { status, headers, body } = await ask(port, received);
          const page = Buffer.concat([body, Buffer.from(what)]);
          response.writeHead(status, { ...headers, 'content-length': page.length }).end(page);
        } else {
          what(response);
        }
      }),
  };
}

test('a window that a script fills after it shows is swapped and saved, and no setting is taken for changed', async () => {
  const net = changing((route) => (route === WINDOW ? FILLED_LATE : null));
  await inPlace(openSwapPlace(net), async ({ sites, swap }) => {
    const ended = await swap().ended;
    expect(ended.exitCode, ended.stderr).toBe(0);
    expect(ended.stderr).toMatch(/settings compared: all as they were/);
    expect(sites.owner()).toBe(sites.accounts.service.fullName);
  });
});

test('a list of grants that is drawn late once does not contradict', async () => {
  // The first is read before the swap.
  const net = changing((route, times) => (route === GRANTS && times === 2 ? ROWS_LATE : null));
  await inPlace(openSwapPlace(net, {}, { CANARY_ISSUE: '' }), async ({ swap }) => {
    const ended = await swap().ended;
    expect(ended.exitCode, ended.stderr).toBe(0);
    expect(resultOf(ended).identity?.proofs).toContainEqual(
      expect.objectContaining({ kind: 'grant', status: 'proven' }),
    );
  });
});

for (const [when, from, exit] of [
  ['before the first press', 'browser POST acme.jiraalign.localhost/ManageJiraConnectors?i [btnTest]', 11],
  ['on the consent screen', 'browser GET acme.jira.localhost/plugins/servlet/oauth/authorize?oauth_token', 6],
] as const) {
  test(`a Jira that is asked too often ${when} is called that, and not somebody else’s session: ${exit}`, async () => {
    let isLimited = false;
    const net = changing((route) => {
      if (route === from) isLimited = true;
      const isRefused = isLimited && route === MYSELF;
      return isRefused ? (response) => void response.writeHead(429).end('Too Many Requests') : null;
    });
    await inPlace(openSwapPlace(net), async ({ sites, swap }) => {
      const ended = await swap({ TIMEOUT_ACTION: '4' }).ended;
      expect(ended.exitCode, ended.stderr).toBe(exit);
      expect(resultOf(ended)).toMatchObject({ changed: exit === 6, error: { code: 'unreachable' } });
      expect(sites.changes.filter(({ what }) => what === 'allow')).toHaveLength(0);
    });
  });
}

test('a page that comes only after an action’s time does not make the press that led to it one that was not possible', async () => {
  const isSlow = (route: string): boolean => /^browser POST .*\[btn(?:OAuth|Test)\]$/.test(route);
  const net: Pick<Network, 'open'> = {
    open: (site, port) =>
      listenBefore(async (message, response) => {
        const received = await receive(message);
        if (isSlow(routeOf(site, received))) await pause(4_500);
        await handOn(port, received, response);
      }),
  };
  await inPlace(openSwapPlace(net), async ({ sites, swap }) => {
    const ended = await swap({ TIMEOUT_ACTION: '3', TIMEOUT_REQUEST_TOKEN: '10' }).ended;
    expect(ended.exitCode, ended.stderr).toBe(0);
    expect(sites.changes.filter(({ what }) => what === 'reauthorize')).toHaveLength(1);
    expect(sites.owner()).toBe(sites.accounts.service.fullName);
  });
});
