import { defineConfig } from '@playwright/test';

import base from '../../playwright.config.js';

/** Every request of a swap × every fault of the network, once and for good: `npm run faults`. */
export default defineConfig({
  ...base,
  testDir: '.',
  testIgnore: [],
  timeout: 240_000,
  projects: [{ name: 'faults' }],
  // Where the suite remembers what it has done is not emptied.
  outputDir: '../../test-results/faults',
  reporter: [['list'], ['../../fixtures/fault-reporter.ts'], ['../../fixtures/count-reporter.ts']],
});
