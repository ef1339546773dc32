import { expect, test } from '@playwright/test';

import { exitCode, worstExitCode } from '../../flows/report/exit-codes.js';

const untouched = { pressed: false, authorised: true };
const down = { pressed: true, authorised: false };
const up = { pressed: true, authorised: true };

test('before the first press, a stop has the exit code of its own cause', () => {
  expect(exitCode('configuration', untouched)).toBe(2);
  expect(exitCode('sign-in-refused', untouched)).toBe(3);
  expect(exitCode('wrong-identity', untouched)).toBe(4);
  expect(exitCode('not-oauth', untouched)).toBe(5);
  expect(exitCode('unknown-screen', untouched)).toBe(9);
  expect(exitCode('lock-held', untouched)).toBe(10);
  expect(exitCode('unreachable', untouched)).toBe(11);
});

test('left unauthorised is 6, whatever else happened', () => {
  for (const code of ['unknown-screen', 'wrong-identity', 'unreachable', 'interrupted', 'internal'] as const) {
    expect(exitCode(code, down)).toBe(6);
  }
});

test('authorised but not finished is 7, unless the identity is wrong, a signal came, or it is a bug', () => {
  expect(exitCode('unknown-screen', up)).toBe(7);
  expect(exitCode('unreachable', up)).toBe(7);
  expect(exitCode('test-failed', up)).toBe(7);
  expect(exitCode('wrong-identity', up)).toBe(4);
  expect(exitCode('interrupted', up)).toBe(130);
  expect(exitCode('internal', up)).toBe(1);
});

test('a connector that was found unauthorised, and not pressed, ends by its own cause', () => {
  expect(exitCode('read-only', { pressed: false, authorised: false })).toBe(5);
});

test('over several runs the worst counts, and an unknown code is a failure', () => {
  expect(worstExitCode([])).toBe(0);
  expect(worstExitCode([0, 11, 0])).toBe(11);
  expect(worstExitCode([9, 7, 3])).toBe(7);
  expect(worstExitCode([143, 4, 8])).toBe(143);
  expect(worstExitCode([4, 6, 130])).toBe(6);
  expect(worstExitCode([0, 99])).toBe(1);
});
