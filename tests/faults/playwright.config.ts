import { defineConfig } from '@playwright/test';

import base from '../../playwright.config.js';

/** Swaps that are broken: by every fault of the network at every request, by kill, by signals and deadlines, by one another. */
export default defineConfig({
  ...base,
  testDir: '.',
  testIgnore: [],
  timeout: 600_000,
  // One more than the cores of a small machine: most of these runs wait for an answer that never comes.
  workers: 3,
  projects: ['faults', 'kills', 'endings', 'pairs', 'disks', 'mutations', 'model'].map((name) => ({
    name,
    testMatch: `${name}.spec.ts`,
  })),
  // Where the suite remembers what it has done is not emptied.
  outputDir: '../../test-results/faults',
  reporter: [['list'], ['../../fixtures/fault-reporter.ts'], ['../../fixtures/count-reporter.ts']],
});
