import { defineConfig } from '@playwright/test';

/** Tests run in a real browser against the stand-in sites, each test with sites of its own, so that they run in parallel. */
export default defineConfig({
  testDir: 'tests',
  testIgnore: 'bench/**',
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 60_000,
  reporter: [['list'], ['./fixtures/count-reporter.ts']],
});
