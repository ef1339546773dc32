import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { people } from '../../fixtures/person.js';
import type { PlannedFault } from '../../fixtures/network/front.js';
import type { Sites, Variants } from '../../fixtures/sites/index.js';
import { expect, test } from '../../fixtures/test.js';
import type { Verdict } from '../../flows/report/result.js';

/** How a connector is, and what `verify` makes of it. */
interface Case {
  readonly verdict: Verdict;
  readonly exitCode: number;
  /** What a person reads first. */
  readonly words: RegExp;
  readonly variants?: Partial<Variants>;
  readonly networkFault?: PlannedFault;
  readonly settings?: Readonly<Record<string, string>>;
  readonly before?: (sites: Sites) => Promise<void>;
  /** Where nobody could sign in, or nothing was to be tested. */
  readonly requests?: readonly string[];
}

const SIGNED_IN = ['sign-in', 'sign-in'];
const TESTED = [...SIGNED_IN, 'test'];

const GRANTS = 'browser GET acme.jira.localhost/plugins/servlet/oauth/users/access-tokens';

const cases: readonly Case[] = [
  { verdict: 'proven', exitCode: 0, words: /^Verified: .* writes to Jira as /m, variants: { owner: 'service' } },
  {
    verdict: 'consistent',
    exitCode: 0,
    words: /^Consistent: nothing contradicts/m,
    variants: { owner: 'service' },
    settings: { CANARY_ISSUE: '' },
  },
  { verdict: 'wrong-account', exitCode: 8, words: /^WRONG ACCOUNT: .* is not .*'s\./m },
  {
    verdict: 'not-connecting',
    exitCode: 7,
    words: /^NOT CONNECTING: .* is authorised, but/m,
    variants: { owner: 'service', test: 'fails' },
  },
  {
    verdict: 'unreachable',
    exitCode: 11,
    words: /^Stopped, nothing was changed: .* could not be reached/m,
    before: (sites) => sites.stopSite('align'),
    requests: ['sign-in'],
  },
  {
    // Nothing is wrong, as far as anybody can see.
    verdict: 'unknown',
    exitCode: 11,
    words: /^Unknown: what could be seen does not tell whose connector “Acme Jira” /m,
    variants: { owner: 'service' },
    networkFault: { route: GRANTS, fault: 'status-401', lasts: 'for-good' },
    settings: { CANARY_ISSUE: '', TIMEOUT_ACTION: '3' },
  },
];

for (const each of cases) {
  const { verdict, exitCode, words, variants = {}, networkFault = null, settings = {} } = each;
  const { before, requests = TESTED } = each;

  test.describe(() => {
    test.use({ variants, networkFault });

    test(`${verdict}: exit code, words, metrics, and nothing is changed`, async ({ sites, operator }) => {
      await before?.(sites);
      const ended = await operator.run(['verify', '--metrics', 'verify.prom'], settings);
      expect(ended.exitCode, ended.stderr).toBe(exitCode);
      expect(ended.result.verdict).toBe(verdict);
      expect(ended.stderr).toMatch(words);
      expect(await verdictIn(operator.directory)).toEqual([verdict]);
      const own = sites.changes.filter(({ from }) => from === 'browser').map(({ what }) => what);
      expect(own).toEqual(requests);
    });
  });
}

test.describe('a connector on which somebody has pressed Reauthorize', () => {
  test('is unauthorised: exit code, words, metrics, and nothing is changed', async ({ sites, operator, browser }) => {
    await people(browser, sites).pressAndLeave();
    const earlier = sites.changes.length;
    const { exitCode, result, stderr } = await operator.run(['verify', '--metrics', 'verify.prom']);
    expect(exitCode, stderr).toBe(8);
    expect(result.verdict).toBe('unauthorised');
    expect(stderr).toMatch(/^NOT AUTHORISED: .* cannot write to Jira/m);
    expect(await verdictIn(operator.directory)).toEqual(['unauthorised']);
    const own = sites.changes.slice(earlier).filter(({ from }) => from === 'browser');
    expect(own.map(({ what }) => what)).toEqual(SIGNED_IN);
  });
});

test.describe('a connector that nothing contradicts', () => {
  test.use({ variants: { owner: 'service' } });

  test('is not enough where a proof is required: 8', async ({ operator }) => {
    const { exitCode, result, stderr } = await operator.run(['verify', '--require', 'proven'], { CANARY_ISSUE: '' });
    expect(exitCode, stderr).toBe(8);
    expect(result).toMatchObject({ verdict: 'consistent', error: { code: 'not-proven' } });
  });
});

test.describe('where a gateway answers with a file in the place of the list of grants', () => {
  test.use({ variants: { owner: 'service' }, networkFault: { route: GRANTS, fault: 'wrong-type', lasts: 'for-good' } });

  test('verify could not look, and calls nothing a bug: 11', async ({ operator }) => {
    const ended = await operator.run(['verify'], { CANARY_ISSUE: '', TIMEOUT_ACTION: '3' });
    expect(ended.exitCode, ended.stderr).toBe(11);
  });
});

/** The verdicts that the metrics say hold. */
async function verdictIn(directory: string): Promise<readonly string[]> {
  const text = await readFile(join(directory, 'verify.prom'), 'utf8');
  return [...text.matchAll(/^connector_swap_verdict\{.*verdict="([\w-]+)".*\} 1$/gm)].map(
    ([, verdict]) => verdict ?? '',
  );
}
