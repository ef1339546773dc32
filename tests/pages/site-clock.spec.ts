import { listenOnAnyHost } from '../../fixtures/any-host.js';
import { expect, test } from '../../fixtures/test.js';
import { listenForClock } from '../../pages/site-clock.js';

const MINUTE = 60_000;

test('the clock of a site is its own, and an answer that a cache had kept says by how much it is late', async ({
  page,
}) => {
  const ahead = 5 * MINUTE;
  const site = await listenOnAnyHost(({ path }) => {
    const age = path === '/kept' ? 120 : 0;
    const date = new Date(Date.now() + ahead - age * 1_000).toUTCString();
    return { headers: { date, ...(age === 0 ? {} : { age: String(age) }) }, body: '<h1>Log in</h1>' };
  });
  const clock = listenForClock(page);
  for (const path of ['/', '/kept']) {
    await page.goto(site.origin('id.atlassian.localhost') + path);
    expect(Math.abs(clock.now() - Date.now() - ahead), path).toBeLessThan(10_000);
  }
  clock.stop();
  await site.stop();
});
