import { defineConfig } from '@playwright/test';

import base from '../../playwright.config.js';

/** Tests that show a window and need a screen for it, `npm run test:window`: the others run where there is none. */
export default defineConfig({
  ...base,
  testDir: '.',
  projects: [{ name: 'window' }],
  workers: 1,
  reporter: [['list'], ['../../fixtures/count-reporter.ts']],
});
