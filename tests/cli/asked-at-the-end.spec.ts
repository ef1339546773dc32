import { spawn } from 'node:child_process';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { env, execPath } from 'node:process';

import { notRun } from '../../flows/report/not-run.js';
import { type Result, resultSchema, resultsSchema } from '../../flows/report/result.js';
import { openFleetPlace, outputOf, teamName } from '../../fixtures/fleet-place.js';
import { browserSettings } from '../../fixtures/test-browser.js';
import { type Operator, expect, test } from '../../fixtures/test.js';
import { CLI, type Ended, resultOf } from '../../fixtures/tool.js';

/** What is told once the flow is over, and at the first signal after that. */
const CLEANING = 'The recordings are being cleaned of secrets.';
const TOLD = 'Ask again to leave out those that are not clean yet.';

/** Why a recording is missing that somebody did not wait for. */
const LEFT_OUT = 'It was not clean yet when the run was asked again to end.';

/** The names of the files that a run left, and has said that it left. */
async function left({ artifacts }: Result, directory: string): Promise<{ readonly there: string[]; said: string[] }> {
  const folders = await readdir(join(directory, 'artifacts'));
  expect(folders).toHaveLength(1);
  const there = await readdir(join(directory, 'artifacts', folders.join()));
  return { there: there.sort(), said: artifacts.map((path) => basename(path)).sort() };
}

/** Everything that must be said of a connector that was left down, whatever was asked meanwhile. */
function expectDown({ exitCode, stdout, stderr }: Ended): Result {
  expect(exitCode, stderr).toBe(6);
  const result = resultOf({ exitCode, stdout, stderr });
  expect(result).toMatchObject({
    outcome: 'stopped',
    exitCode: 6,
    changed: true,
    connector: { after: { authorisation: 'unauthorised' } },
  });
  expect(stderr).toContain('IS DOWN');
  expect(stderr).toContain('To finish by hand');
  return result;
}

test.describe('where the connector was left down and the recordings are still being cleaned', () => {
  test.use({ variants: { 'request-token': 'never' } });

  const swap = async (operator: Operator) => {
    const temporary = join(operator.directory, 't');
    await mkdir(temporary);
    const going = operator.start(['swap', '--json', '--evidence', 'full', '--record'], {
      ...{ TIMEOUT_REQUEST_TOKEN: '3', TMPDIR: temporary },
    });
    await going.said(CLEANING);
    return { going, temporary };
  };

  test('a signal is answered and changes nothing', async ({ operator }) => {
    const { going } = await swap(operator);
    going.signal('SIGINT');
    await going.said(TOLD);
    const result = expectDown(await going.ended);
    const { there, said } = await left(result, operator.directory);
    expect(there).toEqual(said);
    // Not which: a busy machine does not finish every recording in time.
    expect(there.filter((name) => /zip|webm/.test(name))).not.toEqual([]);
    expect(result.withheld).toEqual([]);
  });

  test('two signals leave the recordings out, and nothing else; more change nothing', async ({ operator }) => {
    const { going, temporary } = await swap(operator);
    going.signal('SIGINT');
    await going.said(TOLD);
    for (const signal of ['SIGINT', 'SIGINT', 'SIGTERM', 'SIGHUP'] as const) going.signal(signal);
    const ended = await going.ended;
    const result = expectDown(ended);
    const { there, said } = await left(result, operator.directory);
    expect(there).toEqual(said);
    expect(there.filter((name) => /zip|webm|unfinished|new$/.test(name))).toEqual([]);
    expect(there).toContain('report.html');
    expect(result.withheld).not.toEqual([]);
    for (const { name, why } of result.withheld) {
      expect(why).toBe(LEFT_OUT);
      expect(ended.stderr).toContain(`${name} was deleted: ${why}`);
    }
    expect(await readdir(temporary), 'raw recordings').toEqual([]);
  });

  test('whoever keeps asking until it ends hears all the same what has happened', async ({ operator }) => {
    const { going } = await swap(operator);
    let ended: Ended | null = null;
    void going.ended.then((now) => (ended = now));
    await expect(() => {
      going.signal('SIGINT');
      expect(ended).not.toBeNull();
    }).toPass({ intervals: [20] });
    expectDown(await going.ended);
  });
});

test('signals right after the result was printed print no other one', async ({ sites, operator }) => {
  const child = spawn(execPath, [CLI, 'verify', '--json', '--evidence', 'none'], {
    cwd: operator.directory,
    env: {
      ...{ PATH: env['PATH'], HOME: env['HOME'] },
      ...browserSettings(),
      ...sites.environment,
      ...{ LOCK_DIR: join(operator.directory, 'locks'), CI: 'true' },
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  let told = '';
  child.stderr.on('data', (part) => (told += String(part)));
  child.stdout.on('data', (part) => {
    printed += String(part);
    child.kill('SIGTERM');
  });
  const exitCode = await new Promise((resolve) => child.once('close', resolve));
  const result = resultSchema.parse(JSON.parse(printed));
  expect(exitCode).toBe(result.exitCode);
  expect(result.outcome).toBe('verified');
  expect(told, 'no recordings were asked for').not.toContain(CLEANING);
});

/** A command that is done, and has more to print than a pipe holds, of which nobody has read anything yet. */
async function merging({ directory }: Operator) {
  const many = Array.from({ length: 4_000 }, (_, index) => notRun(`${index}`, 'verify', null));
  const file = join(directory, 'part.json');
  await writeFile(file, JSON.stringify({ schemaVersion: 1, exitCode: 0, results: many }));
  const child = spawn(execPath, [CLI, 'merge', file, '--json'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let told = '';
  child.stderr.on('data', (part) => (told += String(part)));
  await expect(() => {
    expect(told).toContain('4000 targets');
  }).toPass();
  return { child, told: () => told };
}

test('a signal while somebody reads the results slowly prints nothing more, and cuts nothing short', async ({
  operator,
}) => {
  const { child, told } = await merging(operator);
  child.kill('SIGTERM');
  let printed = '';
  child.stdout.on('data', (part) => (printed += String(part)));
  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0);
  expect(resultsSchema.parse(JSON.parse(printed)).results).toHaveLength(4_000);
  expect(told()).not.toContain('ended by');
});

test('a signal where nobody reads the results any more does not wait for them for ever', async ({ operator }) => {
  const { child, told } = await merging(operator);
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  expect(await exit).toBe(0);
  expect(told()).not.toContain('ended by');
});

test('of many targets the one that is down is told of, and no other is begun', async () => {
  const place = await openFleetPlace({ owner: 'person', 'request-token': 'never' }, { companies: 1, teams: 2 });
  try {
    const going = place.start(['swap', '--all', '--yes', '--json', '--evidence', 'full'], {
      TIMEOUT_REQUEST_TOKEN: '3',
    });
    const artifacts = join(place.folder, 'artifacts');
    const logs = async (): Promise<string> => {
      const names = await readdir(artifacts).catch(() => []);
      return (await Promise.all(names.map((name) => readFile(join(artifacts, name, 'run.ndjson'), 'utf8')))).join('');
    };
    await expect.poll(logs, { intervals: [20], timeout: 90_000 }).toContain(CLEANING);
    going.signal('SIGINT');
    await going.said(TOLD);
    going.signal('SIGINT');
    const ended = await going.ended;
    expect(ended.exitCode, ended.stderr).toBe(6);
    expect(ended.stderr).toContain('IS DOWN');
    const [first, second] = outputOf(ended).results;
    expect(first).toMatchObject({ exitCode: 6, changed: true, withheld: [{ name: 'trace.zip', why: LEFT_OUT }] });
    expect(second).toMatchObject({ outcome: 'not-run', exitCode: 130, target: { name: teamName(1, 2) } });
  } finally {
    await place.close();
  }
});

test('the demo verifies no more once it was asked to end, and says so', async ({ operator }) => {
  const going = operator.start(['demo', '--json', '--evidence', 'full']);
  await going.said(CLEANING);
  going.signal('SIGINT');
  await going.said(TOLD);
  const ended = await going.ended;
  expect(ended.exitCode, ended.stderr).toBe(130);
  const [swapped, verified] = outputOf(ended).results;
  expect(swapped).toMatchObject({ outcome: 'swapped', exitCode: 0, withheld: [] });
  expect(verified).toMatchObject({ command: 'verify', outcome: 'not-run', exitCode: 130 });
  expect(ended.stderr).toContain('The run was ended by SIGINT.');
  expect(ended.stderr).toContain('The demo did not come to its end');
});
