import type { Browser } from '@playwright/test';

import { people } from '../../fixtures/person.js';
import type { Sites } from '../../fixtures/sites/index.js';
import { expect, test } from '../../fixtures/test.js';
import { resultOf } from '../../fixtures/tool.js';

/** Somebody else authorises the connector by hand, as themselves, while a run is at it. */
async function anotherAuthorises(browser: Browser, sites: Sites): Promise<void> {
  await people(browser, sites).authoriseAs(sites.accounts.other);
  expect(sites.owner()).toBe(sites.accounts.other.fullName);
}

test.describe('the token for this run’s approval is lost, and somebody else authorises the connector meanwhile', () => {
  const route = 'server POST acme.jira.localhost/plugins/servlet/oauth/access-token';
  test.use({ networkFault: { route, fault: 'status-500', lasts: 'once' } });

  test('it is not called the service account’s, with no canary either: 4', async ({ browser, sites, operator }) => {
    const settings = { CANARY_ISSUE: '', TIMEOUT_LABEL: '60' };
    const going = operator.start(['swap', '--json', '--evidence', 'none'], settings);
    await going.said('✓ Allow access as the service account');
    await anotherAuthorises(browser, sites);
    const ended = await going.ended;
    const { exitCode, error, connector, identity } = resultOf(ended);
    expect(exitCode, ended.stderr).toBe(4);
    expect(error?.code).toBe('wrong-identity');
    expect(connector?.after).toEqual({ authorisation: 'authorised', account: null });
    expect(identity?.proofs[1]).toMatchObject({ kind: 'grant', status: 'contradicted' });
    expect(ended.stderr).toContain('WRONG ACCOUNT');
  });
});

test.describe('the press of Allow is lost, and somebody else authorises the connector meanwhile', () => {
  // The service account has an older grant, which is listed as it was.
  test.use({ variants: { owner: 'service', fault: 'at-allow', 'fault-lasts': 'once' } });

  test('where nothing proves whose it is, it does not count as done: 7', async ({ browser, sites, operator }) => {
    const settings = { CANARY_ISSUE: '', TIMEOUT_LABEL: '60', TIMEOUT_ACTION: '4' };
    const going = operator.start(['swap', '--json', '--evidence', 'none'], settings);
    await going.said('Allow was not answered as it should be');
    await anotherAuthorises(browser, sites);
    const ended = await going.ended;
    const { exitCode, error, connector, identity } = resultOf(ended);
    expect(exitCode, ended.stderr).toBe(7);
    expect(error?.code).toBe('unknown-identity');
    expect(connector?.after).toEqual({ authorisation: 'authorised', account: null });
    expect(identity?.proofs.map(({ status }) => status)).toEqual(['pending', 'pending', 'not-checked']);
  });
});

test.describe('the consent screen does not come, and somebody else authorises the connector meanwhile', () => {
  const route = 'browser GET acme.jira.localhost/plugins/servlet/oauth/authorize?oauth_token';
  test.use({ networkFault: { route, fault: 'stall', lasts: 'once' } });

  test('it is not called the former owner’s: 7', async ({ browser, sites, operator }) => {
    const settings = { TIMEOUT_SIGN_IN: '20', TIMEOUT_REQUEST_TOKEN: '4' };
    const going = operator.start(['swap', '--json', '--evidence', 'none'], settings);
    await expect.poll(() => sites.changes.some(({ what }) => what === 'request'), { timeout: 60_000 }).toBe(true);
    await anotherAuthorises(browser, sites);
    const ended = await going.ended;
    const { exitCode, connector } = resultOf(ended);
    expect(exitCode, ended.stderr).toBe(7);
    expect(connector?.before.account?.name).toBe(sites.accounts.person.fullName);
    expect(connector?.after).toEqual({ authorisation: 'authorised', account: null });
  });
});
