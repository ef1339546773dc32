import { browserSettings } from '../../fixtures/test-browser.js';
import { expect, test } from '../../fixtures/test.js';

test('what these tests start takes its browser from the pool', async ({ operator }) => {
  const { exitCode, result, stderr } = await operator.run(['verify'], { ALIGN_URL: '' });
  expect(exitCode, stderr).toBe(8);
  expect(result.remoteBrowser?.origin).toBe(new URL(browserSettings()['BROWSER_WS_ENDPOINT'] ?? '').origin);
});
