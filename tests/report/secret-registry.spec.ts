import { expect, test } from '@playwright/test';
import { inspect } from 'node:util';

import { Secret } from '../../pages/secret.js';
import { SecretRegistry } from '../../flows/report/secret-registry.js';

const value = `p&ss <w"örd> \\ 🔑+/=`;

function registry(): SecretRegistry {
  const filled = new SecretRegistry();
  filled.addSecret(new Secret(value));
  return filled;
}

const encodings: readonly [what: string, text: string][] = [
  ['raw', value],
  ['as JSON', JSON.stringify({ body: value })],
  ['in an address', `https://x.test/?p=${encodeURIComponent(value)}`],
  ['in a form', new URLSearchParams({ p: value }).toString()],
  ['in HTML', value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')],
  ['in base64', Buffer.from(value).toString('base64')],
  ['in base64, one byte on', Buffer.from(`u${value}`).toString('base64')],
  ['in base64, two bytes on', Buffer.from(`u:${value}`).toString('base64')],
];

for (const [what, text] of encodings) {
  test(`a secret is removed ${what}`, () => {
    const clean = registry().clean(text);
    expect(clean).toContain('[secret]');
    expect(clean).not.toContain(value);
    expect(clean.length).toBeLessThan(text.length);
  });
}

test('data keep their shape; only string values lose their secrets', () => {
  const data = registry().cleanData({ exitCode: 6, steps: [{ name: `typed ${value}` }], error: null });
  expect(data).toEqual({ exitCode: 6, steps: [{ name: 'typed [secret]' }], error: null });
});

test('what is too short to be told from ordinary text is left alone', () => {
  const filled = new SecretRegistry();
  filled.add('abc');
  expect(filled.clean('abcdef')).toBe('abcdef');
});

test('a secret shows itself in no way of printing it', () => {
  const secret = new Secret('hunter2hunter2');
  const printed = [
    secret.toString(),
    JSON.stringify({ secret }),
    inspect(secret),
    inspect({ deep: [secret] }),
    String(Object.entries(secret)),
  ];
  for (const text of printed) expect(text).not.toContain('hunter2');
});
