import { expect, test } from '@playwright/test';

import { type ReadFailure, pauseBeforeRetry, retryAfter } from '../../pages/retry.js';

const line = (reason: string): ReadFailure => ({ is: 'line', reason });
const status = (code: number, after: number | null = null): ReadFailure => ({
  is: 'status',
  status: code,
  retryAfter: after,
});

/** A failure, and the milliseconds before the second, the third, the fourth and the fifth try; `null` where there is none. */
const TABLE: readonly (readonly [string, ReadFailure, readonly (number | null)[]])[] = [
  ['a line that broke', line('ERR_CONNECTION_RESET'), [250, 750, 2_000, null]],
  ['a server that is just starting', line('ERR_CONNECTION_REFUSED'), [250, 750, 2_000, null]],
  ['an answer that was cut short', line('ERR_CONTENT_LENGTH_MISMATCH'), [250, 750, 2_000, null]],
  ['HTTP/2 that broke', line('ERR_HTTP2_PING_FAILED'), [250, 750, 2_000, null]],
  ['a name that is not known', line('ERR_NAME_NOT_RESOLVED'), [null]],
  ['a certificate that is not trusted', line('ERR_CERT_AUTHORITY_INVALID'), [null]],
  ['a proxy that refuses', line('ERR_TUNNEL_CONNECTION_FAILED'), [null]],
  ['a bad gateway', status(502), [250, 750, 2_000, null]],
  ['a server out of order', status(503), [250, 750, 2_000, null]],
  ['one that says when it will be back', status(503, 1), [1_000, 1_000, 2_000, null]],
  ['too many requests', status(429, 5), [5_000, 5_000, 5_000, null]],
  ['one that wants to be left alone for long', status(429, 600), [null]],
  ['a good answer', status(200), [null]],
  ['an end of the session', status(401), [null]],
  ['a page that is not there', status(404), [null]],
  ['a server that can’t do it', status(501), [null]],
];

for (const [what, failure, pauses] of TABLE) {
  test(`${what} is ${pauses[0] === null ? 'not read again' : 'read again after longer and longer pauses'}`, () => {
    expect(pauses.map((_, index) => pauseBeforeRetry(failure, index + 1))).toEqual(pauses);
  });
}

test('a Retry-After in seconds is understood, a date or nonsense is not', () => {
  expect(retryAfter('120')).toBe(120);
  expect(retryAfter(' 3 ')).toBe(3);
  expect(retryAfter('Wed, 21 Oct 2026 07:28:00 GMT')).toBeNull();
  expect(retryAfter('-1')).toBeNull();
  expect(retryAfter(null)).toBeNull();
});
