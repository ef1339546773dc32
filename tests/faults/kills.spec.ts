import fc from 'fast-check';

import { expect, test } from '@playwright/test';

import { killedSwap } from '../../fixtures/faulty-swap.js';
import { type Moment, STEPS, STEP_MOMENTS, momentName } from '../../fixtures/moments.js';
import { resultOf } from '../../fixtures/tool.js';
import { once } from '../../fixtures/resume.js';
import { openSwapPlace } from '../../fixtures/swap-place.js';
import { wholeRun } from './whole-run.js';

/** Random moments, the same in every run of the suite: a moment that was found bad can be looked at again. */
const RANDOM = fc
  .sample(fc.integer({ min: 50, max: 999 }), { numRuns: 210, seed: 20 })
  .map((of, index) => ({ name: `${index + 1}: `, moment: { is: 'thousandth', of } satisfies Moment }));

test('the steps are those of a swap that is done', async () => {
  const place = await openSwapPlace();
  try {
    const ended = await place.swap().ended;
    expect(resultOf(ended).steps.map(({ name }) => name)).toEqual(STEPS);
    expect(await place.leftovers()).toEqual([]);
  } finally {
    await place.close();
  }
});

for (const { name, moment } of [...STEP_MOMENTS.map((each) => ({ name: '', moment: each })), ...RANDOM]) {
  const title = `${name}killed ${momentName(moment)}, the next run ends 0 and nothing is left`;

  test(title, async () => {
    const words = await once('kills', title, async () => await killedSwap(moment, await wholeRun()));
    expect(words).toEqual([]);
  });
}
