import { expect, test } from '@playwright/test';

import { grantsOf, proveNewGrant } from '../../flows/proofs/grant.js';
import { sinceGrant } from '../../flows/proofs/since-grant.js';
import type { Proof } from '../../flows/report/result.js';

const ALLOWED = Date.parse('2026-03-05T10:00:00Z');
const OLD = '2024-07-01T09:00:00Z';
const NEW = '2026-03-05T10:00:01Z';

/** The account's list, an entry for each date; `null` stands for one whose date is not shown. */
const listing = (...dates: readonly (string | null)[]): ReturnType<typeof grantsOf> =>
  grantsOf({ is: 'read', entries: dates.map((time) => ({ cells: ['Jira Align'], time })) }, 'Jira Align', 'UTC');

const cases: readonly [
  what: string,
  before: ReturnType<typeof listing>,
  after: ReturnType<typeof listing>,
  is: Proof['status'],
][] = [
  ['one entry more', listing(OLD), listing(OLD, NEW), 'proven'],
  ['the first entry', listing(), listing(NEW), 'proven'],
  ['one entry more, without dates', listing(null), listing(null, null), 'proven'],
  ['one entry that has a later date', listing(OLD), listing(NEW), 'proven'],
  ['the same', listing(OLD), listing(OLD), 'pending'],
  ['one entry more, which is old: before, only half of it had been drawn', listing(OLD), listing(OLD, OLD), 'pending'],
  ['an old date that was drawn late', listing(null), listing(OLD), 'pending'],
  ['a date that is later, and older than Allow', listing(OLD), listing('2025-01-01T00:00:00Z'), 'pending'],
  ['one entry more, in another zone than the account’s', listing(OLD), listing(OLD, '2026-03-04T22:00:00Z'), 'proven'],
  ['one entry more, of which the date can’t be read', listing(OLD), listing(OLD, null), 'proven'],
  ['none any more', listing(OLD), listing(), 'contradicted'],
  ['what can’t be read', null, listing(NEW), 'not-checked'],
];

for (const [what, before, after, is] of cases) {
  test(`a list with ${what} says of the new grant: ${is}`, () => {
    expect(proveNewGrant(before, after, 'Jira Align', ALLOWED).status).toBe(is);
  });
}

test('what the connector wrote before it was allowed as another account says nothing', () => {
  const allow = { name: 'Another', at: ALLOWED };
  expect(sinceGrant(listing(OLD), null)).toMatchObject({ proves: Date.parse(OLD) });
  expect(sinceGrant(listing(OLD), allow)).toEqual({ proves: ALLOWED, contradicts: ALLOWED });
  expect(sinceGrant(listing(), allow)).toBe('no grant');
  expect(sinceGrant(listing(null), allow)).toBeNull();
});
