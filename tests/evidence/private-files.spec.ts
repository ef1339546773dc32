import { mkdir, readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { umask } from 'node:process';

import { resultSchema } from '../../flows/report/result.js';
import { expect, test } from '../../fixtures/test.js';
import { resultOf } from '../../fixtures/tool.js';

test.use({ variants: { owner: 'service' } });

const RECORDED = ['verify', '--json', '--evidence', 'full'];

test('all that a run leaves is its owner’s alone, also where new files are everybody’s', async ({ operator }) => {
  const before = umask(0);
  const going = operator.start(RECORDED);
  umask(before);
  const ended = await going.ended;
  expect(ended.exitCode, ended.stderr).toBe(0);
  const { artifacts } = resultOf(ended);
  const names = artifacts.map((path) => path.replace(/.*\//, ''));
  expect(names).toEqual(expect.arrayContaining(['result.json', 'run.ndjson', 'report.html', 'trace.zip']));
  const all = await readdir(join(operator.directory, 'artifacts'), { recursive: true, withFileTypes: true });
  expect(all.filter((entry) => entry.isFile())).toHaveLength(artifacts.length);
  for (const entry of all) {
    const path = join(entry.parentPath, entry.name);
    expect((await stat(path)).mode & 0o777, path).toBe(entry.isFile() ? 0o600 : 0o700);
  }
});

test('a run that was killed says so, and the next one deletes its raw recordings', async ({ operator }) => {
  const temporary = join(operator.directory, 'temporary');
  await mkdir(temporary);
  const raw = async (): Promise<readonly string[]> =>
    (await readdir(temporary)).filter((name) => name.startsWith('connector-swap-raw-'));
  const killed = operator.start(RECORDED, { TMPDIR: temporary });
  await killed.said('Test the connection to Jira');
  killed.signal('SIGKILL');
  await killed.ended;
  const [left = 'nothing', ...others] = await raw();
  expect(others).toEqual([]);
  expect((await stat(join(temporary, left))).mode & 0o777).toBe(0o700);
  const [run = 'none'] = await readdir(join(operator.directory, 'artifacts'));
  const text = await readFile(join(operator.directory, 'artifacts', run, 'result.json'), 'utf8');
  const { error, steps } = resultSchema.parse(JSON.parse(text));
  expect(error?.message).toBe('This run has not ended, or was killed.');
  expect(steps.map(({ name }) => name)).toContain('Open the connector');

  const next = await operator.start(RECORDED, { TMPDIR: temporary }).ended;
  expect(next.exitCode, next.stderr).toBe(0);
  expect(next.stderr).toContain('What a run that was killed left is deleted: browser profile and raw recordings.');
  expect(await raw()).toEqual([]);
});
