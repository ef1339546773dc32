import { expect, test } from '@playwright/test';

import { FAULT_CASE, type FaultCase } from '../../fixtures/fault-reporter.js';
import { unfitting } from '../../fixtures/fault-codes.js';
import { faultySwap } from '../../fixtures/faulty-swap.js';
import { NETWORK_FAULTS } from '../../fixtures/network/faults.js';
import { progressOf } from '../../fixtures/resume.js';
import { PRESSED_TWICE, REQUESTS } from './requests.js';

const progress = progressOf('faults');

const LASTS = ['once', 'for-good'] as const;

test('the requests that go wrong are all those of a swap that is done', async () => {
  const { exitCode, routes, falseWords } = await faultySwap(null);
  expect(falseWords).toEqual([]);
  expect(exitCode).toBe(0);
  expect([...routes].sort()).toEqual([...REQUESTS].sort());
});

for (const route of REQUESTS) {
  for (const fault of NETWORK_FAULTS) {
    for (const lasts of route === PRESSED_TWICE ? [...LASTS, 'second' as const] : LASTS) {
      const name = `${route}: ${fault}, ${lasts}`;

      test(name, async ({}, testInfo) => {
        const planned = { route, fault, lasts };
        const what = await atMostOnce(name, () => faultySwap(planned));
        // The code is judged anew where the case is recalled: what codes a fault may end with is learnt from the cases.
        const came = { ...what, falseWords: [...what.falseWords, ...unfitting(what.exitCode, planned)] };
        testInfo.annotations.push({ type: FAULT_CASE, description: JSON.stringify(came) });
        expect(came.falseWords).toEqual([]);
        expect(came.exitCode, 'the request that was to go wrong was made').not.toBeNull();
      });
    }
  }
}

/** What passed with this very build is not done again; a run that never came to its fault has not passed. */
async function atMostOnce(name: string, work: () => Promise<FaultCase>): Promise<FaultCase> {
  const before = progress.before(name);
  if (before !== null) return { ...(JSON.parse(before) as FaultCase), isRecalled: true }; // Written below.
  const came = await work().catch((error: unknown) => {
    progress.failed(name, `broke off: ${String(error)}`);
    throw error;
  });
  if (came.falseWords.length === 0 && came.exitCode !== null) progress.done(name, JSON.stringify(came));
  else progress.failed(name, came.falseWords.join('\n'));
  return came;
}
