import { mkdir } from 'node:fs/promises';
import { env } from 'node:process';

import { makeRecorder } from '../../flows/evidence/recorder.js';
import { openBrowser } from '../../flows/run/browser.js';
import { browserSettings } from '../../fixtures/test-browser.js';
import { expect, test } from '../../fixtures/window.js';

const SITE = 'https://jira.example';

/** Milliseconds that each name can be read at the least. */
const READABLE = 400;

test('a page that opens at the end of a step shows the name of that step as long as any', async ({}, testInfo) => {
  const scratch = testInfo.outputPath('raw');
  await mkdir(scratch, { recursive: true });
  const { BROWSER_PATH = null, BROWSER_CHANNEL = null } = browserSettings();
  const settings = { path: BROWSER_PATH, channel: BROWSER_CHANNEL, proxy: null, clientCertificate: null, remote: null };
  const opening = { headed: false, environment: env, slowMo: 0, signal: AbortSignal.timeout(60_000) };
  const missing: string[] = [];
  const onMissing = (what: string, why: string): void => void missing.push(`${what}: ${why}`);
  const recorder = makeRecorder({ evidence: 'none', video: true, slowMo: READABLE, scratch, onMissing });

  const browser = await openBrowser(settings, opening, scratch);
  const context = await browser.newContext();
  await context.route(`${SITE}/**`, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<h1>A page of the site</h1>' }),
  );
  await recorder.watch(context);
  const page = await context.newPage();
  await page.goto(SITE);
  await recorder.offRecord(page, () => Promise.resolve());
  await recorder.stepStarted({ index: 1, name: 'Request' }, false);
  // The step takes longer than its name must stay: only then does the next one follow the page at once.
  const opened = page.waitForEvent('popup');
  await page.evaluate((after) => void setTimeout(() => window.open('/consent'), after), READABLE);
  await opened;
  await recorder.stepStarted({ index: 2, name: 'Allow' }, false);
  await recorder.stop();
  await browser.close();

  const videos = recorder.raw().videos.map(({ chapters }) => chapters);
  expect(missing).toEqual([]);
  const names = ['Request', 'Allow'];
  expect(videos.map((chapters) => chapters.map(({ name }) => name))).toEqual([names, names]);
  const shown = videos.map(([request, allow]) => (allow?.at ?? NaN) - (request?.at ?? NaN));
  // Times are told in tenths of a second.
  for (const seconds of shown) expect(seconds).toBeGreaterThan(READABLE / 1_000 - 0.05);
});
