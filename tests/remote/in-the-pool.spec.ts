import { platform } from 'node:process';

import { descendants } from '../../fixtures/process-table.js';
import { browserSettings } from '../../fixtures/test-browser.js';
import { expect, test } from '../../fixtures/test.js';
import { type Going, resultOf } from '../../fixtures/tool.js';

/** What a command has started. Only Linux shows which process is whose as files. */
async function startedBy({ pid }: Going): Promise<readonly string[]> {
  return platform === 'linux' ? (await descendants(pid ?? 0)).map(({ arguments: line }) => line) : [];
}

test('what these tests start takes its browser from the pool, and starts none', async ({ operator }) => {
  const going = operator.start(['verify', '--json'], { ALIGN_URL: '' });
  await going.said('✓ Open the browser');
  expect(await startedBy(going)).toEqual([]);
  const { origin } = new URL(browserSettings()['BROWSER_WS_ENDPOINT'] ?? '');
  expect(resultOf(await going.ended).remoteBrowser?.origin).toBe(origin);
});
