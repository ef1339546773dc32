import { readFile, readdir, stat, writeFile } from 'node:fs/promises';

import { type ReadSample, readExposition } from '../../fixtures/exposition.js';
import { madeUpResult } from '../../fixtures/made-up-report.js';
import { type Operator, expect, test } from '../../fixtures/test.js';
import { notRun } from '../../flows/report/not-run.js';
import { metricsText } from '../../flows/report/metrics.js';
import type { Result } from '../../flows/report/result.js';

/** The value of a sample, by its name without what all begin with; `undefined` where there is none. */
function valueOf(samples: readonly ReadSample[], name: string, labels: Partial<Record<string, string>> = {}): unknown {
  return samples.find(
    (each) =>
      each.name === `connector_swap_${name}` &&
      Object.entries(labels).every(([label, value]) => each.labels[label] === value),
  )?.value;
}

async function samplesOf(result: Result, lastSuccess: Date | null = null): Promise<readonly ReadSample[]> {
  return readExposition((await metricsText([{ result, lastSuccess }])) ?? '');
}

async function readMetrics(operator: Operator): Promise<readonly ReadSample[]> {
  return readExposition(await readFile(`${operator.directory}/swap.prom`, 'utf8'));
}

test('what a run came to is a metric, and what is not known is none', async () => {
  const samples = await samplesOf(madeUpResult({ exitCode: 130 }));
  expect(valueOf(samples, 'exit_code', { command: 'swap' })).toBe(130);
  expect(valueOf(samples, 'last_run_timestamp_seconds')).toBe(Date.parse('2026-11-25T04:12:20.400Z') / 1000);
  expect(valueOf(samples, 'last_success_timestamp_seconds')).toBeUndefined();
  expect(valueOf(samples, 'run_duration_seconds')).toBe(1.4);
  expect(valueOf(samples, 'connectivity_duration_seconds')).toBe(6);
  expect(valueOf(samples, 'authorised')).toBe(1);
  expect(valueOf(samples, 'proof', { proof: 'attribution', status: 'contradicted' })).toBe(1);
  expect(valueOf(samples, 'proof', { proof: 'attribution', status: 'proven' })).toBe(0);
  expect(valueOf(samples, 'connector_info', { id: '1', name: 'Acme Jira', account: 'Riley Carter' })).toBe(1);
  const unseen = await samplesOf(madeUpResult({ connector: null, connectivity: null }));
  expect(valueOf(unseen, 'authorised')).toBeUndefined();
  expect(valueOf(unseen, 'connectivity_duration_seconds')).toBeUndefined();
});

const verdicts: readonly [what: string, result: Partial<Result>, verdict: string | null][] = [
  [
    'a verification',
    { command: 'verify', outcome: 'verified', verdict: 'not-connecting', error: null },
    'not-connecting',
  ],
  ['one that was interrupted', { command: 'verify', outcome: 'stopped', verdict: 'unreachable' }, null],
  ['a swap whose canary is not yet written', { outcome: 'swapped', exitCode: 0, error: null }, 'consistent'],
  ['a dry run', { outcome: 'planned', exitCode: 0, error: null }, null],
  ['a swap that left the connector down', { exitCode: 6, changed: true }, 'unauthorised'],
  ['a swap that was approved as somebody else', { exitCode: 4, changed: true }, 'wrong-account'],
  ['a swap that pressed nothing', { exitCode: 4, changed: false }, null],
  [
    'a swap whose test failed',
    { exitCode: 7, changed: true, error: { code: 'test-failed', message: '', hint: '' } },
    'not-connecting',
  ],
];

for (const [what, result, verdict] of verdicts) {
  test(`the verdict of ${what} is ${verdict ?? 'none'}`, async () => {
    const samples = await samplesOf(madeUpResult(result));
    const all = samples.filter(({ name }) => name === 'connector_swap_verdict');
    expect(all).toHaveLength(7);
    expect(all.filter(({ value }) => value === 1).map(({ labels }) => labels['verdict'])).toEqual(
      verdict === null ? [] : [verdict],
    );
  });
}

test('names from the sites stay labels, and several targets stay apart', async () => {
  const target = { jira: 'https://acme.atlassian.net/', align: 'https://acme.jiraalign.com/', connector: '1' };
  const hostile = 'a"} 1\nup{x="\\ \u0000\u202e😀';
  const text = await metricsText([
    { result: madeUpResult({ target: { ...target, name: hostile } }), lastSuccess: null },
    { result: madeUpResult({ target: { ...target, name: 'b' }, exitCode: 6 }), lastSuccess: new Date(1_000) },
    { result: notRun('run-1', 'swap', null), lastSuccess: null },
  ]);
  const samples = readExposition(text ?? '');
  const name = 'a"} 1\nup{x="\\ <U+0000><U+202E>😀';
  expect(new Set(samples.map(({ labels }) => labels['target']))).toEqual(new Set([name, 'b']));
  expect(valueOf(samples, 'exit_code', { target: name })).toBe(130);
  expect(valueOf(samples, 'exit_code', { target: 'b' })).toBe(6);
  expect(valueOf(samples, 'last_success_timestamp_seconds', { target: 'b' })).toBe(1);
});

test.describe('a connector that is the service account’s', () => {
  test.use({ variants: { owner: 'service' } });

  test('its last success outlives the runs that fail, and the file those that do not begin', async ({
    operator,
    sites,
  }) => {
    const args = ['verify', '--metrics', 'swap.prom'];
    const good = await operator.run(args);
    expect(good.exitCode, good.stderr).toBe(0);
    const before = await readMetrics(operator);
    const success = valueOf(before, 'last_success_timestamp_seconds');
    expect(success).toBe(valueOf(before, 'last_run_timestamp_seconds'));
    expect(valueOf(before, 'verdict', { verdict: good.result.verdict ?? '' })).toBe(1);
    expect((await stat(`${operator.directory}/swap.prom`)).mode & 0o777).toBe(0o644);

    // A file that was lost brings back what is remembered.
    await writeFile(`${operator.directory}/swap.prom`, '');
    await sites.stopSite('align');
    const bad = await operator.run(args);
    expect(bad.exitCode, bad.stderr).toBe(11);
    const after = await readMetrics(operator);
    expect(valueOf(after, 'exit_code')).toBe(11);
    expect(valueOf(after, 'verdict', { verdict: 'unreachable' })).toBe(1);
    expect(valueOf(after, 'last_success_timestamp_seconds')).toBe(success);
    expect(Number(valueOf(after, 'last_run_timestamp_seconds'))).toBeGreaterThan(Number(success));

    const refused = await operator.run(args, { JIRA_PASSWORD: 'short' });
    expect(refused.exitCode, refused.stderr).toBe(2);
    expect(await readMetrics(operator)).toEqual(after);
    expect((await readdir(operator.directory)).sort()).toEqual(['artifacts', 'locks', 'swap.prom']);
  });

  test('where nothing can be remembered the run says so, and is what it is', async ({ operator }) => {
    const { exitCode, stderr } = await operator.run(['verify', '--metrics', 'swap.prom'], {
      LOCK_DIR: '/dev/null/locks',
    });
    expect(exitCode, stderr).toBe(0);
    expect(stderr).toContain('! What the next run must know could not be written to LOCK_DIR (ENOTDIR).');
    expect(valueOf(await readMetrics(operator), 'last_success_timestamp_seconds')).toBeGreaterThan(0);
  });
});

test('a file that no collector would read is refused', async ({ operator }) => {
  const { exitCode, result } = await operator.run(['verify', '--metrics', 'swap.txt']);
  expect(exitCode).toBe(2);
  expect(result.error?.message).toContain('.prom');
});
