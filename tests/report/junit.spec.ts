import { readFile, readdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { acceptedByJUnitSchema, readJUnit } from '../../fixtures/junit-reader.js';
import { madeUpResult } from '../../fixtures/made-up-report.js';
import { expect, test } from '../../fixtures/test.js';
import { notRun } from '../../flows/report/not-run.js';
import { junitText } from '../../flows/report/junit.js';
import type { Result, Step } from '../../flows/report/result.js';

const STEP: Step = {
  name: 'Open the connector',
  status: 'passed',
  startedAt: '2026-11-25T04:12:19.500Z',
  durationMs: 1_400,
  controls: {},
};
const DONE: Partial<Result> = { outcome: 'swapped', exitCode: 0, error: null, steps: [STEP] };
const wrong = (code: string): Result['error'] => ({ code, message: `Seen: ${code}.`, hint: 'Do this.' });

const endings: readonly [what: string, result: Partial<Result>, cases: readonly string[]][] = [
  ['a run that succeeded', DONE, ['passed', 'passed']],
  ['a step with nothing to do', { ...DONE, steps: [{ ...STEP, status: 'skipped' }] }, ['skipped', 'passed']],
  ['a failed step that the run got over', { ...DONE, steps: [{ ...STEP, status: 'failed' }] }, ['skipped', 'passed']],
  [
    'a verdict that every step led to',
    { command: 'verify', outcome: 'verified', exitCode: 8, steps: [STEP], error: wrong('wrong-account') },
    ['passed', 'failure wrong-account'],
  ],
  [
    'a step that could not look',
    { exitCode: 11, steps: [STEP, { ...STEP, status: 'failed' }], error: wrong('unreachable') },
    ['passed', 'error unreachable', 'skipped'],
  ],
  [
    'a step that left the connector down',
    { exitCode: 6, steps: [{ ...STEP, status: 'failed' }, STEP], error: wrong('label-missing') },
    ['failure label-missing', 'passed', 'skipped'],
  ],
  ['a run that never began', { ...notRun('run-1', 'swap', null), exitCode: 2, error: null }, ['error internal']],
];

for (const [what, result, cases] of endings) {
  test(`a CI server shows ${what}`, async () => {
    const xml = junitText([madeUpResult(result)]);
    expect(await acceptedByJUnitSchema(xml)).toBe('accepted');
    const [suite] = readJUnit(xml);
    expect(suite?.cases.map(({ status, type }) => `${status} ${type}`.trim())).toEqual(cases);
    const count = (status: string): number => cases.filter((each) => each.startsWith(status)).length;
    expect(suite?.counts).toEqual({
      tests: cases.length,
      failures: count('failure'),
      errors: count('error'),
      skipped: count('skipped'),
    });
  });
}

test('each target is a suite, and its names are as they were, or written out where XML forbids them', async () => {
  const target = { name: null, jira: 'https://acme.atlassian.net/', align: 'https://acme.jiraalign.com/' };
  const named = madeUpResult({ target: { ...target, name: 'production', connector: '1' } });
  const hostile = madeUpResult({
    target: { ...target, connector: '<&>"\'\u0000\u001b[2J\u202e\ufffe\ud83d ]]> 😀\nnext' },
    exitCode: 5,
    error: { code: 'not-oauth', message: '<![CDATA[ ]]> &amp; \u0007\n::error::x', hint: 'a\u0000b' },
  });
  const xml = junitText([named, hostile]);
  expect(await acceptedByJUnitSchema(xml)).toBe('accepted');
  const suites = readJUnit(xml);
  expect(suites.map(({ name }) => name)).toEqual([
    'production',
    '<&>"\'<U+0000><U+001B>[2J<U+202E><U+FFFE><U+D83D> ]]> 😀\nnext (https://acme.jiraalign.com/, https://acme.atlassian.net/)',
  ]);
  const failed = suites[1]?.cases.find(({ status }) => status === 'failure');
  expect(failed?.message).toBe('<![CDATA[ ]]> &amp; <U+0007>\n<U+003A>:error::x');
  expect(failed?.text).toBe(`not-oauth (exit code 5)\n${failed?.message ?? ''}\na<U+0000>b`);
  expect(suites[0]?.properties).toMatchObject({ run: '20261125T041219Z-50baa3', 'exit-code': '130' });
});

test('a verification that finds the wrong account fails in the CI server too', async ({ operator, sites }) => {
  const file = `${operator.directory}/junit.xml`;
  await writeFile(file, 'of an earlier run');
  const { exitCode, result, stderr } = await operator.run(['verify', '--junit', 'junit.xml']);
  expect(exitCode, stderr).toBe(8);
  const xml = await readFile(file, 'utf8');
  expect(await acceptedByJUnitSchema(xml)).toBe('accepted');
  const [suite] = readJUnit(xml);
  expect(suite?.name).toContain(sites.environment['CONNECTOR'] ?? 'no connector');
  expect(suite?.cases.map(({ name }) => name)).toEqual([...result.steps.map(({ name }) => name), 'Outcome']);
  const { code: type, message } = result.error ?? {};
  expect(suite?.cases.at(-1)).toMatchObject({ status: 'failure', type, message });
  expect(suite?.properties).toMatchObject({ run: result.runId, verdict: 'wrong-account' });
  expect(await readdir(operator.directory)).toEqual(['artifacts', 'junit.xml']);
});

test('settings that are refused are an error in the CI server, with every problem', async ({ operator }) => {
  const { exitCode, result } = await operator.run(['swap', '--junit', 'junit.xml'], { CONNECTOR: '', JIRA_URL: 'x' });
  expect(exitCode).toBe(2);
  const xml = await readFile(`${operator.directory}/junit.xml`, 'utf8');
  expect(await acceptedByJUnitSchema(xml)).toBe('accepted');
  const [suite] = readJUnit(xml);
  expect(suite).toMatchObject({ name: 'swap', counts: { tests: 1, errors: 1 } });
  expect(suite?.cases[0]).toMatchObject({ type: 'configuration', message: result.error?.message });
});

for (const [what, file] of [
  ['in a folder that is not there', 'missing/junit.xml'],
  ['in the place of a folder', '.'],
  ['in what is a file and no folder', `${fileURLToPath(import.meta.url)}/junit.xml`],
  ['of a name that is too long', `${'x'.repeat(300)}.xml`],
  ['of a name that is too long to be put aside', `${'x'.repeat(250)}.xml`],
] as const) {
  test(`a report ${what} is refused before anything is opened`, async ({ operator, sites }) => {
    const { exitCode, result } = await operator.run(['verify', '--junit', file]);
    expect(exitCode).toBe(2);
    expect(result.error?.message).toMatch(/^--junit .+ can’t be written/);
    expect(sites.changes.filter(({ from }) => from === 'browser')).toEqual([]);
  });
}
