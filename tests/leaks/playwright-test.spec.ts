import { expect, test } from '@playwright/test';

import { LEAK_RUN, type LeakRun } from '../../fixtures/leak-reporter.js';
import { leakRun } from '../../fixtures/leaks/run.js';
import { ROWS } from './rows.js';

/** To the end, and into a failure on either side of each sign-in and at the consent: that is where recorders stop and start. */
const NAMES = [
  'to the end',
  'after-jira-password',
  'after-align-password',
  'after-align-password, as a bad request',
  'at-consent',
  'at-callback',
];
const CHOSEN = [...ROWS.entries()].filter(([, { command, name }]) => command === 'swap' && NAMES.includes(name));

for (const [number, row] of CHOSEN) {
  test(`Playwright Test: swap, ${row.name}`, async ({}, testInfo) => {
    const { ended, searched, folder } = await leakRun({
      ...row,
      args: ['--project=live'],
      number,
      isPlaywrightTest: true,
    });
    const run: LeakRun = {
      mode: 'Playwright Test',
      name: `swap ${row.name}`,
      step: row.step ?? 'to the end',
      exitCode: ended.exitCode ?? -1,
      ...searched,
      findings: [...searched.findings],
    };
    testInfo.annotations.push({ type: LEAK_RUN, description: JSON.stringify(run) });
    expect(searched.findings, `everything is kept in ${folder}`).toEqual([]);
    expect(ended.exitCode, ended.stdout + ended.stderr).toBe(row.exitCode === 0 ? 0 : 1);
    // A run that could not even begin leaves nothing to be searched.
    expect(ended.stdout).toContain(row.exitCode === 0 ? '1 passed' : 'Error: what stopped the swap');
  });
}
