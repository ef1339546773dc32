import { mkdir, readdir } from 'node:fs/promises';
import { env } from 'node:process';

import { openBrowser } from '../../flows/run/browser.js';
import { expect, test } from '../../fixtures/test.js';

test('a browser that opens pages leaves a dump of its memory only in the folder that a run deletes', async ({
  sites,
}, testInfo) => {
  const home = testInfo.outputPath('home');
  const scratch = testInfo.outputPath('scratch');
  await Promise.all([home, scratch].map((folder) => mkdir(folder, { recursive: true })));
  // The browser that people have: the one without a window writes no dumps in any case.
  const settings = { path: null, channel: null, proxy: null, clientCertificate: null, remote: null };
  const opening = {
    headed: false,
    environment: { ...env, HOME: home, XDG_CONFIG_HOME: home },
    slowMo: 0,
    signal: AbortSignal.timeout(60_000),
  };
  const browser = await openBrowser(settings, opening, scratch);
  const page = await browser.newPage();
  // A switch that keeps Chromium 156 from writing dumps also keeps it from opening any page.
  await page.goto(sites.origins.jira);
  const crashed = page.waitForEvent('crash');
  await Promise.all([crashed, page.goto('chrome://crash').catch(() => undefined)]);
  // The dump is written by a process of its own, which has ended when the browser has.
  await browser.close();
  const left = await readdir(testInfo.outputDir, { recursive: true });
  const outside = left.filter((name) => name.endsWith('.dmp') && !name.startsWith('scratch/'));
  expect(outside).toEqual([]);
});
