import { examine } from '../../fixtures/doctor.js';
import { expect, test } from '../../fixtures/test.js';

/** What can't be taught, and what is said to whoever tries. */
const UNTEACHABLE = [
  ['connector.sav', 'There is no control “connector.sav”.', 'Likeliest: connector.save, '],
  ['Reauthorise', 'There is no control “Reauthorise”.', 'connector.reauthorize'],
  ['consent.deny', 'What is recognised as consent.deny is nobody’s to choose.', 'never pressed'],
  ['consent.allow', 'which only a swap reaches', 'with the lines for CONTROLS_FILE'],
  ['connector.serviceLight', 'it can’t be pointed at', 'docs/controls.md'],
] as const;

test('only what somebody can point at is taught: 2, before anything is looked at', async ({ operator }) => {
  for (const [name, message, hint] of UNTEACHABLE) {
    const { exitCode, report } = await examine(operator, ['--teach', name]);
    expect(exitCode, name).toBe(2);
    expect(report.checks).toHaveLength(1);
    expect(report.checks[0]?.detail).toContain(message);
    expect(report.checks[0]?.hint).toContain(hint);
  }
});

test('without a screen nobody can point: 2', async ({ operator }) => {
  const { exitCode, lines } = await examine(operator, ['--teach', 'connector.save']);
  expect(exitCode).toBe(2);
  expect(lines).toContain('--teach shows a window, and this machine has no screen');
  expect(lines).not.toContain('--headed');
});
