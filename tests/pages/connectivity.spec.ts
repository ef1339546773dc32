import { expect, test } from '@playwright/test';

import { classifyTest } from '../../pages/connectivity.js';

const cases: readonly [what: string, lines: readonly string[], is: ReturnType<typeof classifyTest>['is']][] = [
  ['nothing new on the screen', [], 'nothing'],
  ['a line that says nothing of a test', ['Page 1 of 3'], 'nothing'],
  ['the test is under way', ['Testing…'], 'running'],
  ['the test is under way, in other words', ['Please wait'], 'running'],
  ['success', ['Connection successful: Jira 1001.0.0 (04:05:06)'], 'passed'],
  ['success, and how long it took', ['Test passed in 412 ms'], 'passed'],
  ['success without faults', ['Completed with 0 errors'], 'passed'],
  ['the opposite of success', ['The test was unsuccessful'], 'failed'],
  ['a status', ['Connection failed: 401 Unauthorized'], 'failed'],
  ['a status alone', ['HTTP 503'], 'failed'],
  ['a failure outweighs a success', ['Connected to the proxy', 'Could not reach Jira'], 'failed'],
  ['a success outweighs that it is running', ['Testing…', 'OK'], 'passed'],
];

for (const [what, lines, is] of cases) {
  test(`the connectivity test's lines are read: ${what}`, () => {
    expect(classifyTest(lines).is).toBe(is);
  });
}
