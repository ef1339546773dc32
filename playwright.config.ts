import { defineConfig } from '@playwright/test';
import { env } from 'node:process';

import { findBrowser, launchOptionsOf } from './flows/run/find-browser.js';

const browser = findBrowser({ path: env['BROWSER_PATH'] ?? null, channel: env['BROWSER_CHANNEL'] ?? null }, env);

/** Tests run in a real browser against the stand-in sites, each test with sites of its own, so that they run in parallel. */
export default defineConfig({
  testDir: 'tests',
  testIgnore: 'bench/**',
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 60_000,
  use: browser === null ? {} : { launchOptions: launchOptionsOf(browser) },
  reporter: [['list'], ['./fixtures/count-reporter.ts']],
});
