import { defineConfig } from '@playwright/test';

import base from '../../playwright.config.js';
import { LEFT_OUT } from './left-out.js';

/** The tests of the flows a second time, every command in a remote browser: `npm run test:remote`. */
export default defineConfig({
  ...base,
  testDir: '..',
  projects: [{ name: 'remote', testMatch: ['tests/flows/**/*.spec.ts', 'tests/remote/**/*.spec.ts'] }],
  globalSetup: '../../fixtures/remote-pool.ts',
  grepInvert: LEFT_OUT.map(({ title }) => title),
  outputDir: '../../test-results/remote',
  reporter: [['list'], ['../../fixtures/count-reporter.ts']],
});
