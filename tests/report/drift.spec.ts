import { expect, test } from '@playwright/test';

import { driftIn, driftNotice } from '../../flows/report/drift.js';

const STEP = {
  name: 'Open the connector',
  status: 'passed',
  startedAt: '2026-11-25T04:12:19.000Z',
  durationMs: 1,
} as const;

const rows: readonly [what: string, controls: Record<string, string>, drifted: readonly string[]][] = [
  ['nothing', {}, []],
  ['the newest rung', { 'atlassian.username': '[data-testid="username"]' }, []],
  ['an older rung that a source knows', { 'atlassian.username': '#username, [id^="username-uid"]' }, []],
  ['the form of 2022', { 'connector.jiraLink': 'name txtURL#' }, []],
  ['a text alone', { 'connector.save': 'text “Save”' }, ['connector.save']],
  ['the text beside a field', { 'connector.apiUrl': 'beside “Jira API URL”' }, ['connector.apiUrl']],
  ['a guess where nothing better is known', { 'idp.password': 'input[type="password"]:read-write' }, []],
  ['what an operator’s file says', { 'connector.save': '#saveConnector' }, []],
];

for (const [what, controls, drifted] of rows) {
  test(`found by ${what}: ${drifted.length === 0 ? 'no drift' : 'drift'}`, () => {
    const drift = driftIn([
      { ...STEP, controls },
      { ...STEP, controls: {} },
    ]);
    expect(drift.map(({ control }) => control)).toEqual(drifted);
  });
}

test('found by a last resort once, and by the usual rung otherwise: no drift, but a look while its label was changing', () => {
  const drift = driftIn([
    { ...STEP, controls: { 'connector.save': 'text “Save”' } },
    { ...STEP, controls: { 'connector.save': 'role button/link/menuitem/tab “Save”' } },
  ]);
  expect(drift).toEqual([]);
});

test('it is told once, for all controls together', () => {
  const notice = driftNotice([
    { control: 'connector.save', rung: 'text “Save”', usual: 'role “Save”' },
    { control: 'connector.apiUrl', rung: 'beside “Jira API URL”', usual: 'label “Jira API URL”' },
  ]);
  expect(notice).toContain('connector.save by text “Save”; connector.apiUrl by beside “Jira API URL”');
  expect(driftNotice([])).toBeNull();
});
