import { writeFile } from 'node:fs/promises';

import { acceptedBySchema } from '../../fixtures/published-schema.js';
import { expect, test } from '../../fixtures/test.js';
import { startTool } from '../../fixtures/tool.js';

test('demo --json prints both results, as the published schema has them, and reads no settings', async ({
  operator,
}) => {
  await writeFile(`${operator.directory}/.env`, 'JIRA_URL=nonsense\n', { mode: 0o600 });
  const settings = {
    JIRA_URL: 'https://elsewhere.example',
    JIRA_PASSWORD: 'of somebody',
    PROXY_URL: 'http://127.0.0.1:9',
  };
  const { exitCode, stdout, stderr } = await startTool(['demo', '--json'], settings, operator.directory).ended;
  expect(exitCode, stderr).toBe(0);
  const output = JSON.parse(stdout) as { results: [Record<string, unknown>, Record<string, unknown>] };
  expect(await acceptedBySchema(output)).toBe('accepted');
  const proven = { proofs: [{ status: 'proven' }, { status: 'proven' }, { status: 'proven' }] };
  expect(output.results[0]).toMatchObject({
    command: 'swap',
    outcome: 'swapped',
    identity: proven,
    connectivity: { status: 'passed' },
  });
  expect(output.results[1]).toMatchObject({ command: 'verify', verdict: 'proven' });
  expect(stderr.match(/^ {2}Report: .*\/report\.html$/gm), 'where each report is').toHaveLength(2);
  expect(stderr.trim().split('\n').at(-1)).toMatch(
    /wrote as Riley Carter before, and writes as Jira Align Service now/,
  );
});
