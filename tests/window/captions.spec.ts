import { mkdir } from 'node:fs/promises';
import { env } from 'node:process';
import type { BrowserContext } from 'playwright';

import { makeRecorder, type Recorder } from '../../flows/evidence/recorder.js';
import { openBrowser } from '../../flows/run/browser.js';
import { watchFilm } from '../../fixtures/film.js';
import { browserSettings } from '../../fixtures/test-browser.js';
import { expect, test as base } from '../../fixtures/window.js';

const SITE = 'https://jira.example';

/** Milliseconds that each name can be read at the least. */
const READABLE = 400;

/** How far the foot of a frame may be from its caption as the browser paints it. */
const LIKE = 12;

/** A browser that is filmed, with a site that is only a page. */
interface Filming {
  readonly context: BrowserContext;
  readonly recorder: Recorder;
  /** Ends the films, and closes the browser. */
  readonly end: () => Promise<void>;
}

const test = base.extend<{ readonly content: string; readonly filming: Filming }>({
  content: ['<h1>A page of the site</h1>', { option: true }],
  filming: async ({ content }, use, testInfo) => {
    const scratch = testInfo.outputPath('raw');
    await mkdir(scratch, { recursive: true });
    const { BROWSER_PATH = null, BROWSER_CHANNEL = null } = browserSettings();
    const settings = {
      path: BROWSER_PATH,
      channel: BROWSER_CHANNEL,
      proxy: null,
      clientCertificate: null,
      remote: null,
    };
    const opening = { headed: false, environment: env, slowMo: 0, signal: AbortSignal.timeout(60_000) };
    const missing: string[] = [];
    const onMissing = (what: string, why: string): void => void missing.push(`${what}: ${why}`);
    const recorder = makeRecorder({ evidence: 'none', video: true, slowMo: READABLE, scratch, onMissing });

    const browser = await openBrowser(settings, opening, scratch);
    const context = await browser.newContext();
    await context.route(`${SITE}/**`, (route) => route.fulfill({ contentType: 'text/html', body: content }));
    await recorder.watch(context);
    const end = async (): Promise<void> => {
      await recorder.stop();
      await browser.close();
    };
    await use({ context, recorder, end });
    await browser.close();
    expect(missing).toEqual([]);
  },
});

test('a page that opens at the end of a step shows the name of that step as long as any', async ({ filming }) => {
  const { context, recorder } = filming;
  const page = await context.newPage();
  await page.goto(SITE);
  await recorder.offRecord(page, () => Promise.resolve());
  await recorder.stepStarted({ index: 1, name: 'Request' }, false);
  // The step takes longer than its name must stay: only then does the next one follow the page at once.
  const opened = page.waitForEvent('popup');
  await page.evaluate((after) => void setTimeout(() => window.open('/consent'), after), READABLE);
  await opened;
  await recorder.stepStarted({ index: 2, name: 'Allow' }, false);
  await filming.end();

  const videos = recorder.raw().videos.map(({ chapters }) => chapters);
  const names = ['Request', 'Allow'];
  expect(videos.map((chapters) => chapters.map(({ name }) => name))).toEqual([names, names]);
  const shown = videos.map(([request, allow]) => (allow?.at ?? NaN) - (request?.at ?? NaN));
  // Times are told in tenths of a second.
  for (const seconds of shown) expect(seconds).toBeGreaterThan(READABLE / 1_000 - 0.05);
});

test.describe('a page that takes its time to paint', () => {
  test.use({
    content: `<h1>A busy page</h1><script>
      (function paint() {
        for (const end = performance.now() + 500; performance.now() < end; );
        requestAnimationFrame(paint);
      })();
    </script>`,
  });

  test('shows the name of each step from its beginning in the list of chapters', async ({ filming, page: player }) => {
    const { context, recorder } = filming;
    const page = await context.newPage();
    await page.goto(SITE);
    await recorder.offRecord(page, () => Promise.resolve());
    const names = ['Press Reauthorize', 'Check the consent', 'Save the connector', 'Run the test'];
    for (const [index, name] of names.entries()) await recorder.stepStarted({ index: index + 1, name }, false);
    await filming.end();

    const [video] = recorder.raw().videos;
    const chapters = (video?.chapters ?? []).map(({ at, name }) => ({ at, name, index: names.indexOf(name) + 1 }));
    const film = await watchFilm(player, video?.path ?? '', chapters);
    expect(chapters.map(({ name }) => name)).toEqual(names);
    expect(film.captions.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
    for (const { by } of film.captions) expect(by).toBeLessThan(LIKE);
  });
});

test.describe('a page that has taken away what tells when it is painted', () => {
  test.use({ content: '<h1>A page of the site</h1><script>window.requestAnimationFrame = undefined;</script>' });

  test('is filmed all the same, and ends no step', async ({ filming }) => {
    const { context, recorder } = filming;
    const page = await context.newPage();
    await page.goto(SITE);
    await recorder.offRecord(page, () => Promise.resolve());
    await recorder.stepStarted({ index: 1, name: 'Request' }, false);
    await recorder.stepStarted({ index: 2, name: 'Allow' }, false);
    await filming.end();
    const [video] = recorder.raw().videos;
    expect(video?.chapters.map(({ name }) => name)).toEqual(['Request', 'Allow']);
  });
});
