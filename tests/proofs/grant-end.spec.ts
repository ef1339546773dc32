import { expect, test } from '@playwright/test';

import { nearEnd } from '../../flows/proofs/grant-end.js';

const NOW = Date.parse('2026-11-26T12:00:00Z');

for (const [given, says] of [
  ['2026-11-01', /^null$/],
  ['2022-02-01', /^null$/],
  ['2021-12-10', /ends on 2026-12-10, in 13 days/],
  ['2022-01-25', /ends on 2027-01-25, in 59 days/],
  ['2021-11-01', /more than five years ago and should have ended on 2026-11-01/],
] as const) {
  test(`what is said of a grant of ${given}: ${String(says)}`, () => {
    const day = Date.parse(`${given}T00:00:00Z`);
    expect(String(nearEnd({ newest: { earliest: day, latest: day } }, NOW))).toMatch(says);
  });
}

test('of a grant whose date can’t be read nothing is said', () => {
  expect(nearEnd({ newest: null }, NOW)).toBeNull();
  expect(nearEnd(null, NOW)).toBeNull();
});
