import { expect, test } from '@playwright/test';

import { readGrantTime } from '../../flows/proofs/grant-time.js';

const cases: readonly [text: string, zone: string | null, earliest: string, exactness: number][] = [
  ['24/Nov/26 4:05 AM', 'Etc/UTC', '2026-11-24T04:05:00Z', 60_000],
  ['24/Nov/26 4:05 PM', 'Etc/UTC', '2026-11-24T16:05:00Z', 60_000],
  ['24/Nov/26 12:05 AM', 'Etc/UTC', '2026-11-24T00:05:00Z', 60_000],
  ['24/Nov/26 4:05 AM', 'Europe/Berlin', '2026-11-24T03:05:00Z', 60_000],
  ['24/Jul/26 4:05 AM', 'Europe/Berlin', '2026-07-24T02:05:00Z', 60_000],
  ['Nov 24, 2026 16:05:06', 'Etc/UTC', '2026-11-24T16:05:06Z', 1_000],
  ['November 24th, 2026, 4:05:06 p.m.', 'Etc/UTC', '2026-11-24T16:05:06Z', 1_000],
  ['2026-11-24 16:05', 'Etc/UTC', '2026-11-24T16:05:00Z', 60_000],
  ['2026-11-24T16:05:06.789+0100', 'Asia/Tokyo', '2026-11-24T15:05:06Z', 1_000],
  ['2026-11-24T16:05:06Z', 'Asia/Tokyo', '2026-11-24T16:05:06Z', 1_000],
  ['24 Nov 2026 16:05 UTC', 'Asia/Tokyo', '2026-11-24T16:05:00Z', 60_000],
  ['24 Nov 2026', 'Etc/UTC', '2026-11-24T00:00:00Z', 86_400_000],
  ['24/Nov/26 4:05 AM', 'GMT+02:00', '2026-11-24T02:05:00Z', 60_000],
  ['24/Nov/26 4:05 AM', 'UTC-0330', '2026-11-24T07:35:00Z', 60_000],
  ['Jira Align   24/Nov/26 4:05 AM', 'Etc/UTC', '2026-11-24T04:05:00Z', 60_000],
];

for (const [text, zone, earliest, exactness] of cases) {
  test(`a grant's date is read: ${text} in ${zone ?? 'no zone'}`, () => {
    const time = readGrantTime(text, zone);
    expect(time).not.toBeNull();
    expect(new Date(time?.earliest ?? 0).toISOString()).toBe(earliest.replace('Z', '.000Z'));
    expect((time?.latest ?? 0) - (time?.earliest ?? 0) + 1).toBe(exactness);
  });
}

test('a date in a time zone that is not known here is not read, unless it names its own', () => {
  expect(readGrantTime('24/Nov/26 4:05 AM', 'Mars/Olympus_Mons')).toBeNull();
  expect(readGrantTime('24/Nov/26 4:05 AM UTC', 'Mars/Olympus_Mons')).not.toBeNull();
});

test('a date whose day and month could be mistaken is not read', () => {
  expect(readGrantTime('11/12/26 4:05 AM', 'Etc/UTC')).toBeNull();
  expect(readGrantTime('Jira Align', 'Etc/UTC')).toBeNull();
});
