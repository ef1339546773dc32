import { expect, test } from '@playwright/test';

import { LEAK_RUN, type LeakRun } from '../../fixtures/leak-reporter.js';
import { leakRun } from '../../fixtures/leaks/run.js';
import { resultOf } from '../../fixtures/tool.js';
import { variantChoices } from '../../fixtures/sites/index.js';
import { MODES } from './modes.js';
import { ROWS, WITHOUT_SITE } from './rows.js';

/** The exit codes that a run may end with where nobody is at fault but a site. */
const CODES = [0, 2, 3, 4, 5, 6, 7, 8, 9, 11, 143];

/** Every step that a run may have: each fails in some run, but for those that no site has a part in. */
const STEPS = [...ROWS.map(({ step }) => step), ...WITHOUT_SITE];

for (const mode of MODES) {
  for (const [index, row] of ROWS.entries()) {
    if (!mode.takes(row)) continue;
    const { command, name, step, exitCode, stopAfter } = row;

    test(`${mode.name}: ${command}, ${name}`, async ({}, testInfo) => {
      const { ended, searched, folder } = await leakRun({
        ...row,
        args: [command, '--json', ...mode.args],
        number: index,
        stopAfter,
      });
      const result = resultOf(ended);
      const failed = result.steps.findLast(({ status }) => status === 'failed')?.name ?? null;
      const run: LeakRun = {
        mode: mode.name,
        name: `${command} ${name}`,
        step: failed ?? 'to the end',
        exitCode: ended.exitCode ?? -1,
        ...searched,
        findings: [...searched.findings],
      };
      testInfo.annotations.push({ type: LEAK_RUN, description: JSON.stringify(run) });
      expect(searched.findings, `everything is kept in ${folder}`).toEqual([]);
      expect({ failed, exitCode: ended.exitCode }, ended.stderr).toEqual({ failed: step, exitCode });
      expect(result.exitCode).toBe(exitCode);
      expect(CODES).toContain(exitCode);
      for (const each of result.steps) expect(STEPS, 'no run fails at this step').toContain(each.name);
    });
  }
}

test('every fault of the sites is met in some run', () => {
  const met = ROWS.map(({ variants }) => variants.fault ?? 'none');
  expect([...new Set(met)].sort()).toEqual([...variantChoices.fault].sort());
});
