import { expect, test } from '@playwright/test';

import { followOldAnswer } from '../../flows/old-answer.js';
import { classifyTest } from '../../pages/connectivity.js';

const OLD = 'Connection successful';

/** A look at a page, by the time at which it was loaded, and the lines on it; or a refresh. */
type Event = readonly [page: number, ...lines: string[]] | 'refresh';

const PRESSED_ON = 1;

const cases: readonly [what: string, events: readonly Event[], isNew: boolean][] = [
  ['it has stood there all the while', [[PRESSED_ON, OLD]], false],
  ['it was away in the page of the press, and is back', [[PRESSED_ON, 'Testing…'], [PRESSED_ON]], true],
  ['that page alone had hidden it', [[PRESSED_ON, 'Testing…'], 'refresh'], false],
  ['the press led to a page without it', [[2, 'Testing…'], 'refresh'], true],
  ['the page that the press led to had it once', [[2, OLD], [2, 'Testing…'], 'refresh'], false],
  ['the refreshed page has it after a while', [[PRESSED_ON, 'Testing…'], 'refresh', [2], [2, 'Please wait']], false],
  ['the refreshed page said that the test runs', [[PRESSED_ON, 'Testing…'], 'refresh', [2, 'Testing…']], true],
  ['a refreshed page never had it', [[PRESSED_ON, 'Testing…'], 'refresh', [2], 'refresh'], true],
  ['a page had it, the next one never', [[2, OLD], 'refresh', [3], 'refresh'], true],
  ['no refreshed page could be read', [[PRESSED_ON, 'Testing…'], 'refresh', 'refresh'], false],
  ['only a page that had it could be read', [[2, OLD], 'refresh', 'refresh'], false],
];

/** The lines that are still old after all that. */
function oldAfter(events: readonly Event[]): readonly string[] {
  const old = followOldAnswer({ lines: ['Jira Connectors', OLD], page: PRESSED_ON });
  for (const event of events) {
    if (event === 'refresh') old.refresh();
    else {
      const [page, ...shown] = event;
      const lines = ['Jira Connectors', ...shown];
      const sighting = classifyTest(shown.filter((line) => !old.lines().includes(line)));
      old.saw({ sighting, still: { page, lines: old.lines().filter((line) => lines.includes(line)) } });
    }
  }
  return old.lines();
}

for (const [what, events, isNew] of cases) {
  test(`an answer in the words of the one before is new, or is not: ${what}`, () => {
    expect(oldAfter(events)).toEqual(isNew ? ['Jira Connectors'] : ['Jira Connectors', OLD]);
  });
}
