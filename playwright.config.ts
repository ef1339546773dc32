import { defineConfig } from '@playwright/test';
import { env } from 'node:process';

import { htmlReportFolder } from './fixtures/html-report.js';
import type { Against } from './fixtures/recorded.js';
import { launchSettings } from './fixtures/test-browser.js';
import { findBrowser, launchOptionsOf } from './flows/run/find-browser.js';

const { BROWSER_PATH = null, BROWSER_CHANNEL = null } = launchSettings();
const browser = findBrowser({ path: BROWSER_PATH, channel: BROWSER_CHANNEL }, env);

/** What takes long and changes seldom: `npm run test:long` runs it. */
const LONG = [
  'cli/asked-at-the-end.spec.ts',
  'cli/demo.spec.ts',
  'cli/endings.spec.ts',
  'cli/init.spec.ts',
  'cli/init-targets.spec.ts',
  'fixtures/truth.spec.ts',
  'doctor/targets.spec.ts',
  'flows/after-the-press.spec.ts',
  'flows/align-sign-in.spec.ts',
  'flows/bad-input.spec.ts',
  'flows/before-the-press.spec.ts',
  'flows/one-atlassian-session.spec.ts',
  'flows/proxy.spec.ts',
  'flows/consent.spec.ts',
  'flows/last-word.spec.ts',
  'flows/late-pages.spec.ts',
  'flows/list-box.spec.ts',
  'flows/look-alike.spec.ts',
  'flows/recovery.spec.ts',
  'flows/somebody-else.spec.ts',
  'flows/what-is-known.spec.ts',
  'flows/data-center.spec.ts',
  'flows/data-center-swap.spec.ts',
  'flows/identity-provider.spec.ts',
  'flows/kept-session.spec.ts',
  'flows/certificates.spec.ts',
  'pages/code-screens.spec.ts',
  'pages/markup.spec.ts',
  'pages/sign-in-screens.spec.ts',
  'pages/type-secret.spec.ts',
  'pages/look-alike-origins.spec.ts',
  'run/clean-browser.spec.ts',
  'run/remote-browser.spec.ts',
  'packaging/packed-command.spec.ts',
  'report/html.spec.ts',
  'report/html-endings.spec.ts',
  'report/notify.spec.ts',
  'evidence/trace-viewer.spec.ts',
  'evidence/private-files.spec.ts',
  'flows/verify.spec.ts',
  'flows/verdicts.spec.ts',
  'flows/plan.spec.ts',
  'fleet/fleet.spec.ts',
  'fleet/what-targets-share.spec.ts',
  'doctor/on-stop.spec.ts',
  'doctor/own-file.spec.ts',
  'doctor/save.spec.ts',
  'doctor/screens.spec.ts',
].map((file) => `**/${file}`);

/** Milliseconds after each press, each text and each page, so that who watches a recording can follow it. */
const FOLLOWABLE = 400;

/** Benchmarks; recordings; tests that need a screen (`npm run test:window`) or containers (`npm run test:deploy`); and the long search: `npm run leaks`. */
const ASIDE = [
  ...[
    'bench/**',
    'window/**',
    'recorded/**',
    'leaks/**',
    'faults/**',
    'tests/deploy/**',
    'tests/remote/**',
    'tests/drift/**',
  ],
  'fleet/hundred.spec.ts',
];

function recorded(against: Against): { against: Against; launchOptions: { slowMo: number } } {
  return { against, launchOptions: { slowMo: FOLLOWABLE } };
}

/** Tests run in a real browser against the stand-in sites, each test with sites of its own, so that they run in parallel. */
export default defineConfig<{ against: Against }>({
  testDir: 'tests',
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  // A whole swap takes ten seconds, and several times that where a machine is busy with other things.
  timeout: 120_000,
  projects: [
    { name: 'short', testIgnore: [...ASIDE, ...LONG] },
    { name: 'long', testMatch: LONG, testIgnore: ASIDE, default: false },
    { name: 'hundred', testMatch: '**/fleet/hundred.spec.ts', default: false, timeout: 1_800_000 },
    { name: 'recorded', testDir: 'tests/recorded', default: false, use: recorded('stand-in') },
    { name: 'live', testDir: 'tests/recorded', default: false, use: recorded('configured') },
  ],
  use: browser === null ? {} : { launchOptions: launchOptionsOf(browser) },
  // The last one scrubs what those before it have written.
  reporter: [
    ['list'],
    ['./fixtures/count-reporter.ts'],
    ['html', { open: 'never', outputFolder: htmlReportFolder(env) }],
    ['./fixtures/scrub-reporter.ts'],
  ],
});
