import { expect, test } from '../../fixtures/test.js';

test('a channel that is not there is told by its setting, with what may stand there', async ({ operator }) => {
  const { exitCode, result, stderr } = await operator.run(['verify'], { BROWSER_PATH: '', BROWSER_CHANNEL: 'foo' });
  expect(exitCode, stderr).toBe(2);
  expect(result.error?.message).toContain('BROWSER_CHANNEL');
  expect(result.error?.hint).toBe(
    'BROWSER_CHANNEL must name a browser that is installed here, as chrome or msedge. Where it is not set, the tool looks for one by itself.',
  );
});
