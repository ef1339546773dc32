import { defineConfig } from '@playwright/test';

import base from '../../playwright.config.js';

/** Whether a secret leaves the tool by anything that a run leaves behind: `npm run leaks`. */
export default defineConfig({
  ...base,
  testDir: '.',
  testIgnore: [],
  // Others may be at work on the same machine: what takes ten seconds alone then takes a minute.
  timeout: 240_000,
  projects: [{ name: 'leaks' }],
  // The artefacts of a failing test hold what leaked: they stay where they are, and no test keeps more.
  outputDir: '../../test-results/leaks',
  reporter: [['list'], ['../../fixtures/leak-reporter.ts'], ['../../fixtures/count-reporter.ts']],
});
