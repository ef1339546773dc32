import { oneTimeCodes } from '../../flows/one-time-codes.js';
import { Secret } from '../../pages/secret.js';
import { tabOf } from '../../fixtures/tab.js';
import { expect, test } from '../../fixtures/test.js';

const HALF_MINUTE = 30_000;
const NOON = Date.parse('2026-03-02T12:00:00Z');

test('two targets that sign the same account in within half a minute never send the same code', async ({ page }) => {
  const source = { is: 'seed', setting: 'JIRA_TOTP_SECRET', seed: new Secret('JBSWY3DPEHPK3PXP') } as const;
  const used = new Set<string>();
  const learnt: string[] = [];
  const learn = (code: Secret): void => void learnt.push(code.reveal());
  const first = await oneTimeCodes(source, used, learn).next(tabOf(page), () => NOON);
  const looks = [NOON];
  const later = (): number => looks.pop() ?? NOON + HALF_MINUTE;
  const second = await oneTimeCodes(source, used, learn).next(tabOf(page), later);
  expect(second.reveal()).not.toBe(first.reveal());
  // What was not typed need not be known.
  expect(learnt).toEqual([first.reveal(), second.reveal()]);
});
