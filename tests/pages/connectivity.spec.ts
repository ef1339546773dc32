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
  ['success, put off', ['Jira is not reachable'], 'failed'],
  ['success, denied in more words', ['The connection was not successful'], 'failed'],
  ['success, denied in short', ['Jira isn’t reachable'], 'failed'],
  ['no connection at all', ['No connection'], 'failed'],
  ['the test asks for what would be success', ['Checking whether Jira is reachable'], 'running'],
  ['the test goes on to what would be success', ['Waiting until connected…'], 'running'],
  ['success in another word', ['Connection established'], 'passed'],
  ['success in capitals', ['PASS'], 'passed'],
  ['what serverInfo answers', ['{', '"deploymentType": "Cloud",', '}'], 'passed'],
  ['success that is none', ['"success": false'], 'failed'],
  ['an end without success', ['Ended without success'], 'failed'],
  ['what is not to be done, and success', ['Do not close this window. Connection successful'], 'passed'],
  ['no change, and success', ['No changes were made. Connection successful.'], 'passed'],
  ['success, and what to do if not', ['Connection successful. Contact support if problems persist.'], 'passed'],
  ['no answer yet', ['Waiting for Jira, no answer yet'], 'running'],
  ['no answer at all', ['Jira did not respond', 'OK'], 'failed'],
  ['that it was begun with success', ['Connection test queued successfully'], 'running'],
  ['no faults so far', ['Test running, 0 errors so far…'], 'running'],
  ['what went well is something else', ['Last sync: OK 12:05:03'], 'nothing'],
  ['what went well at other times, which is counted on', ['Last successful sync: 3 minutes ago'], 'nothing'],
  ['what went wrong at other times', ['Last failed import: 3 minutes ago'], 'nothing'],
  ['what went well is the last import', ['Last successful synchronisation: 12:05'], 'nothing'],
  ['what went well is Save', ['The connector was saved successfully'], 'nothing'],
  ['what went well is Save, the other way round', ['Successfully updated'], 'nothing'],
  ['success, after a Save that went well', ['Saved successfully.', 'Connection successful'], 'passed'],
  ['a failure that is told with “yet”', ['Error: not yet authorised (401)', 'serverInfo: 200'], 'failed'],
  ['success behind what was asked', ['Checking: OK'], 'passed'],
  ['success at some time', ['Last tested: 12:00 - Success'], 'passed'],
  ['success, and nothing needed', ['Connected. No further response needed'], 'passed'],
  ['a word that is another', ['Pass a connector to test'], 'nothing'],
  ['an end that says nothing of success', ['Test complete'], 'nothing'],
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
