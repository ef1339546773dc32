import { defineConfig } from '@playwright/test';

import base from '../../playwright.config.js';

/** What is deployed, judged by the programs that would run it: `npm run test:deploy`. */
export default defineConfig({
  ...base,
  testDir: '.',
  testIgnore: [],
  projects: [{ name: 'deploy' }],
  outputDir: '../../test-results/deploy',
  reporter: [['list'], ['../../fixtures/count-reporter.ts']],
});
