import { defineConfig } from '@playwright/test';

import base from '../../playwright.config.js';

/** Swaps on screens that have changed, and with files that mean harm: `npm run drift`. */
export default defineConfig({
  ...base,
  testDir: '.',
  testIgnore: [],
  timeout: 700_000,
  projects: [{ name: 'drift' }],
  outputDir: '../../test-results/drift',
  reporter: [['list'], ['../../fixtures/drift-reporter.ts'], ['../../fixtures/count-reporter.ts']],
});
