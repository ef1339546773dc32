import { expect, test } from '@playwright/test';

import type { IssueChange } from '../../pages/jira.js';
import { judgeAttribution, lastAuthor } from '../../flows/proofs/attribution.js';

const service = { id: 'acc-service', name: 'Service' };
const person = { id: 'acc-person', name: 'Person' };
const canary = { issue: 'OPS-7', field: null };
const change = (author: typeof service, at: number, field = 'Story Points'): IssueChange => ({
  author,
  at,
  fields: [field],
});
const since = { proves: 1_000, contradicts: 2_000 };

const cases: readonly [what: string, changes: readonly IssueChange[], status: string][] = [
  ['nothing was ever changed', [], 'pending'],
  ['the newest change is older than the grant', [change(person, 900)], 'pending'],
  [
    'the newest change after the grant is by the service account',
    [change(person, 900), change(service, 1_100)],
    'proven',
  ],
  ['someone else wrote while the grant was being given', [change(person, 1_500)], 'pending'],
  ['someone else wrote after the grant', [change(person, 2_500)], 'contradicted'],
  ['someone else wrote after the service account had', [change(service, 1_100), change(person, 1_200)], 'contradicted'],
  ['the service account wrote after someone else had', [change(person, 2_500), change(service, 2_600)], 'proven'],
];

for (const [what, changes, status] of cases) {
  test(`attribution: ${what}`, () => {
    expect(judgeAttribution({ is: 'read', changes }, canary, service, since).status).toBe(status);
  });
}

test('a contradiction says who, when, and that an edit by hand looks the same', () => {
  const { detail } = judgeAttribution({ is: 'read', changes: [change(person, 3_000)] }, canary, service, since);
  expect(detail).toContain('Person');
  expect(detail).toContain('1970-01-01 00:00:03 UTC');
  expect(detail).toContain('by hand');
});

test('with a canary field, changes of other fields say nothing', () => {
  const changes = [change(service, 1_100, 'Story Points'), change(person, 3_000, 'Summary')];
  const field = { issue: 'OPS-7', field: 'story points' };
  expect(judgeAttribution({ is: 'read', changes }, field, service, since).status).toBe('proven');
  expect(lastAuthor({ is: 'read', changes }, field)).toEqual(service);
});

test('a history that can’t be read proves nothing', () => {
  expect(judgeAttribution({ is: 'unreadable', status: 404 }, canary, service, since).status).toBe('not-checked');
});

test('without a grant it says so, and not that its date can’t be read', () => {
  const history = { is: 'read' as const, changes: [change(person, 1_100)] };
  const { status, detail } = judgeAttribution(history, canary, service, 'no grant');
  expect([status, detail]).toEqual(['pending', expect.stringContaining('the service account has no grant')]);
});

test('without a readable date of the grant, a change proves nothing', () => {
  expect(judgeAttribution({ is: 'read', changes: [change(service, 1_100)] }, canary, service, null).status).toBe(
    'pending',
  );
});
