import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { agreeTo } from '../../fixtures/agree.js';
import { resultOf } from '../../fixtures/tool.js';
import { expect, test } from '../../fixtures/test.js';

test('CSS that no browser understands is told before anybody signs in, each with its control: 2', async ({
  operator,
  sites,
}) => {
  const path = join(operator.directory, 'controls.yaml');
  const lines = ['jira.refusal: "tr:third-light"', 'navigation.settings: { before: "a[", after: "#settings" }'];
  await writeFile(path, lines.join('\n'), { mode: 0o600 });
  await agreeTo(path, join(operator.directory, 'locks'));
  const ended = await operator.run(['swap', '--json'], { CONTROLS_FILE: path });
  expect(ended.exitCode, ended.stderr).toBe(2);
  const { error, steps, connector } = resultOf(ended);
  expect(error?.code).toBe('configuration');
  expect(error?.message).toContain('jira.refusal (tr:third-light)');
  expect(error?.message).toContain('navigation.settings (a[)');
  expect(error?.message).not.toContain('#settings');
  expect(steps.map(({ name }) => name)).toEqual(['Open the browser']);
  expect(connector?.after.authorisation).toBe('unknown');
  const examined = await operator.start(['doctor', '--evidence', 'none'], { CONTROLS_FILE: path }).ended;
  expect(examined.exitCode, examined.stderr).toBe(2);
  expect(examined.stderr).toMatch(/jira\.refusal\s+\(tr:third-light\)/);
  expect(sites.changes.filter(({ from }) => from === 'browser')).toEqual([]);
});
