import { type TestInfo, expect, test } from '@playwright/test';

import { consentMutations } from '../../fixtures/drift/consent.js';
import { mendedSwap, overriddenSwap } from '../../fixtures/drift/drifted-swap.js';
import { navigationMutations } from '../../fixtures/drift/navigation.js';
import { maliciousOverrides } from '../../fixtures/drift/overrides.js';
import { signInMutations } from '../../fixtures/drift/sign-in.js';
import { windowMutations } from '../../fixtures/drift/window.js';
import { DRIFT_CASE, type DriftCase } from '../../fixtures/drift-reporter.js';

function told(testInfo: TestInfo, came: DriftCase): void {
  testInfo.annotations.push({ type: DRIFT_CASE, description: JSON.stringify(came) });
  expect(came.wrong, came.message).toEqual([]);
  expect(came.unexpected, came.message).toBeNull();
}

for (const mutation of [...signInMutations, ...navigationMutations, ...windowMutations, ...consentMutations]) {
  test(`on changed screens: ${mutation.name}`, async ({}, testInfo) => {
    const came = await mendedSwap(mutation);
    told(testInfo, came);
    expect(came.struck, 'screens that were changed').toBeGreaterThan(0);
  });
}

for (const [name, yaml] of maliciousOverrides) {
  test(`with a file that means harm: ${name}`, async ({}, testInfo) => {
    const came = await overriddenSwap(name, yaml);
    told(testInfo, came);
    expect(came.wrong).toEqual([]);
  });
}
