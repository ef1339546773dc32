import { defineConfig } from '@playwright/test';
import { env } from 'node:process';

import { browserSettings } from './fixtures/test-browser.js';
import { findBrowser, launchOptionsOf } from './flows/run/find-browser.js';

const { BROWSER_PATH = null, BROWSER_CHANNEL = null } = browserSettings();
const browser = findBrowser({ path: BROWSER_PATH, channel: BROWSER_CHANNEL }, env);

/** Tests run in a real browser against the stand-in sites, each test with sites of its own, so that they run in parallel. */
export default defineConfig({
  testDir: 'tests',
  // Tests that show a window need a screen: `npm run test:window`.
  testIgnore: ['bench/**', 'window/**'],
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 60_000,
  use: browser === null ? {} : { launchOptions: launchOptionsOf(browser) },
  reporter: [['list'], ['./fixtures/count-reporter.ts']],
});
