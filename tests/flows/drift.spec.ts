import { expect, test } from '@playwright/test';

import { driftedSwap, overriddenSwap } from '../../fixtures/drift/drifted-swap.js';
import { maliciousOverrides } from '../../fixtures/drift/overrides.js';
import { windowMutations } from '../../fixtures/drift/window.js';

// A sample of `npm run drift`.
for (const [name, code] of [
  ['Reauthorize generates a new key', 'control-uncertain'],
  ['Save and Deactivate have changed their names', 'control-uncertain'],
] as const) {
  test(`on changed screens: ${name}`, async () => {
    const mutation = windowMutations.find((each) => each.name === name);
    expect(mutation).toBeDefined();
    const came = await driftedSwap(mutation ?? { name, place: 'align', change: (html) => html });
    expect(came).toMatchObject({ exitCode: 9, code, wrong: [], unexpected: null });
    expect(came.struck).toBeGreaterThan(0);
  });
}

test('a file that means harm, and was accepted, leads to no press', async () => {
  const [name = '', yaml = ''] =
    maliciousOverrides.find(([each]) => each.startsWith('Save is Deactivate, by its name')) ?? [];
  expect(yaml).toContain('btnActive');
  expect(await overriddenSwap(name, yaml)).toMatchObject({ wrong: [], unexpected: null });
});
