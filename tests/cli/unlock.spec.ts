import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { pid } from 'node:process';

import { type Operator, expect, test } from '../../fixtures/test.js';
import { resultOf } from '../../fixtures/tool.js';

/** A lock as a run writes it. */
async function leaveLock(operator: Operator, holder: { pid: number; host: string }): Promise<void> {
  const folder = `${operator.directory}/locks`;
  await mkdir(folder, { recursive: true });
  const lock = { runId: 'run-of-before', since: '2026-03-01T08:00:00.000Z', connector: 'Acme Jira', ...holder };
  await writeFile(`${folder}/0123456789abcdef.lock`, JSON.stringify(lock));
}

const locks = (operator: Operator): Promise<string[]> => readdir(`${operator.directory}/locks`);
/** No process has an id as high as this. */
const DEAD = 2 ** 22 + 1;
const ID = '0123456789abcdef';

test('the lock of a run that has died is taken away, and it is said whose it was', async ({ operator }) => {
  await leaveLock(operator, { pid: DEAD, host: hostname() });
  const ended = await operator.start(['unlock', ID, '--json'], { JIRA_URL: '' }).ended;
  expect(ended.exitCode, ended.stderr).toBe(0);
  expect(ended.stderr).toContain('Run run-of-before (process');
  expect(ended.stderr).toContain('since 2026-03-01T08:00:00.000Z) held the connector “Acme Jira”');
  expect(resultOf(ended)).toMatchObject({ command: 'unlock', exitCode: 0, error: null });
  expect(await locks(operator)).toEqual([]);
});

test('where that run had pressed something, it is said that the connector may be down, to the next run too', async ({
  operator,
}) => {
  await leaveLock(operator, { pid: DEAD, host: 'another-machine' });
  const press = { record: 'press', runId: 'run-of-before', at: '2026-03-01T08:00:09.000Z', press: 'Reauthorize' };
  await writeFile(`${operator.directory}/locks/${ID}.journal`, `${JSON.stringify(press)}\n`);
  const { exitCode, stderr } = await operator.start(['unlock', ID, '--yes']).ended;
  expect(exitCode, stderr).toBe(0);
  expect(stderr).toContain('! Run run-of-before pressed Reauthorize on it, from 2026-03-01T08:00:09.000Z on');
  expect(stderr).toContain('it may be down. Run `connector-swap swap` now');
});

for (const [what, holder] of [
  ['goes on', { pid, host: hostname() }],
  ['may go on, on another machine', { pid: DEAD, host: 'another-machine' }],
] as const) {
  test(`the lock of a run that ${what} stays, but for who says that it is gone`, async ({ operator }) => {
    await leaveLock(operator, holder);
    const refused = await operator.start(['unlock', ID]).ended;
    expect(refused.exitCode, refused.stderr).toBe(10);
    expect(refused.stderr).toContain('is not known to have ended');
    expect(refused.stderr).toContain(`LOCK_DIR=${operator.directory}/locks connector-swap unlock ${ID} --yes`);
    expect(await locks(operator)).toEqual([`${ID}.lock`]);
    const { exitCode, stderr } = await operator.start(['unlock', ID, '--yes']).ended;
    expect(exitCode, stderr).toBe(0);
    expect(await locks(operator)).toEqual([]);
  });
}

test('an id that is none is refused, and those that are there are named', async ({ operator }) => {
  const without = await operator.start(['unlock', 'ffff']).ended;
  expect(without.exitCode).toBe(2);
  expect(without.stderr).toContain(
    'No lock lies in this folder. If the run used another LOCK_DIR, give the same --env-file or LOCK_DIR.',
  );
  await leaveLock(operator, { pid: DEAD, host: hostname() });
  const other = await operator.start(['unlock', '../../elsewhere']).ended;
  expect(other.exitCode).toBe(2);
  expect(other.stderr).toContain(`These lie there: ${ID} (the connector “Acme Jira”).`);
  expect(await locks(operator)).toEqual([`${ID}.lock`]);
});
