import { defineConfig } from '@playwright/test';

import base from '../../playwright.config.js';

/** What things take, against each other, on an otherwise idle machine: `npm run bench`. */
export default defineConfig({
  ...base,
  testDir: '.',
  testIgnore: [],
  timeout: 1_800_000,
  workers: 1,
  projects: [{ name: 'bench' }],
  outputDir: '../../test-results/bench',
  reporter: [['list'], ['./figures.ts'], ['../../fixtures/count-reporter.ts']],
});
