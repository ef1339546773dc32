import { expect, test } from '@playwright/test';

import { leakRun } from '../../fixtures/leaks/run.js';
import { resultOf } from '../../fixtures/tool.js';

test('a password that is a word of ours spoils neither the run nor its result', async () => {
  const { ended, searched } = await leakRun({
    args: ['verify', '--json'],
    number: 2,
    variants: { owner: 'service' },
    // Nameless, it is not looked for: it stands in every result, as what it means there.
    planted: { jiraPassword: { name: '', value: 'passed' } },
  });
  expect(ended.exitCode, ended.stderr).toBe(0);
  const { verdict, steps, connectivity } = resultOf(ended);
  expect(verdict).toBe('proven');
  expect(connectivity?.status).toBe('passed');
  expect(new Set(steps.map(({ status }) => status))).toEqual(new Set(['passed']));
  expect(searched.findings).toEqual([]);
});
