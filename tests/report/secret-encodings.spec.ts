import { expect, test } from '@playwright/test';
import { cpuUsage } from 'node:process';
import fc from 'fast-check';

import { SecretRegistry } from '../../flows/report/secret-registry.js';
import { Secret } from '../../pages/secret.js';
import { breaks, encoders, secrets, spellings } from './spellings.js';

function knowing(value: string): SecretRegistry {
  const registry = new SecretRegistry();
  registry.addSecret(new Secret(value));
  return registry;
}

/** What is left of `before … after`; where the secret is not found before, or found again, that. */
function left(value: string, written: string): string {
  const registry = knowing(value);
  const text = `before ${written} after`;
  const clean = registry.clean(text);
  if (!registry.findIn(Buffer.from(text)).includes('known value')) return `not found in ${text}`;
  if (registry.findIn(Buffer.from(clean)).includes('known value')) return `found again in ${clean}`;
  return clean.replace(/(?:\[secret\])+/g, '…');
}

for (const [how, encode] of Object.entries(encoders)) {
  test(`any secret is removed ${how}, also twice and in one another`, () => {
    const names = Object.keys(encoders);
    fc.assert(
      fc.property(secrets, fc.array(fc.constantFrom(...names), { maxLength: 2 }), (value, outer) => {
        const written = [encode, ...outer.map((name) => encoders[name] ?? encode)].reduce(
          (text, next) => next(text),
          value,
        );
        expect(left(value, written)).toBe('before … after');
      }),
      { numRuns: 40 },
    );
  });
}

test('any secret is removed with each character written in another way, and broken anywhere', () => {
  const ways = Object.values(spellings);
  const broken = fc.record({ way: fc.constantFrom(...ways), gap: fc.option(fc.constantFrom(...breaks), { freq: 8 }) });
  fc.assert(
    fc.property(secrets, fc.array(broken, { minLength: 12, maxLength: 12 }), (value, choices) => {
      const written = Array.from(value)
        .map((character, index) => {
          const { way, gap } = choices[index % choices.length] ?? { way: (text: string) => text, gap: null };
          // Behind an equals sign a soft break could as well begin with another one; so with a tag.
          const isClear = gap !== null && index > 0 && !value.includes(gap.charAt(0));
          return (isClear ? gap : '') + way(character);
        })
        .join('');
      expect(left(value, written)).toBe('before … after');
    }),
    { numRuns: 500 },
  );
});

for (const [value, written] of [
  ['aaaaaaaaa \\aaa', 'aaaaaaaaa=\n \\\naaa'],
  ['aaa aa', 'aaa\n       aa'],
] as const) {
  test(`a break beside white space hides no secret: ${JSON.stringify(written)}`, () => {
    expect(left(value, written)).toBe('before … after');
  });
}

for (const [kind, written] of [
  ['base64', Buffer.from('token=407193').toString('base64')],
  ['base64', Buffer.from('otpCode=407193').toString('base64')],
  ['hexadecimal digits', Buffer.from('code: "407193"').toString('hex')],
] as const) {
  test(`a code is found among the digits of ${kind}: ${written}`, () => {
    expect(knowing('407193').findIn(Buffer.from(`before ${written} after`))).toContain('known value');
  });
}

test('any secret is removed from base64 in any alignment, alphabet and line length', () => {
  fc.assert(
    fc.property(
      secrets,
      fc.string({ minLength: 0, maxLength: 9 }),
      fc.constantFrom<BufferEncoding>('base64', 'base64url'),
      fc.constantFrom(0, 4, 76),
      fc.constantFrom('raw', 'as JSON', 'in an address', 'in a form'),
      (value, user, alphabet, width, inside) => {
        const text = `${user}:${encoders[inside]?.(value) ?? value}`;
        const encoded = Buffer.from(text).toString(alphabet);
        const written = width === 0 ? encoded : encoded.replace(new RegExp(`.{${width}}`, 'g'), '$&\r\n');
        // The characters in which there is nothing but the secret.
        const core = encoded.slice(
          Math.ceil(((user.length + 1) * 4) / 3),
          Math.floor((Buffer.byteLength(text) * 4) / 3),
        );
        const registry = knowing(value);
        const clean = registry.clean(`Basic ${written} after`);
        expect(clean.replace(/\s/g, '')).not.toContain(core);
        expect(registry.findIn(Buffer.from(clean))).toEqual([]);
      },
    ),
    { numRuns: 100 },
  );
});

test('any secret is removed from UTF-16, whatever stands around it', () => {
  fc.assert(
    fc.property(
      secrets,
      fc.string(),
      fc.constantFrom('as it is', ...Object.keys(encoders)),
      fc.boolean(),
      (value, around, how, big) => {
        const written = encoders[how]?.(value) ?? value;
        const little = Buffer.from(`${around} ${written} ${around}`, 'utf16le');
        const bytes = big ? little.swap16() : little;
        const registry = knowing(value);
        expect(registry.findIn(bytes)).toContain('known value');
        const clean = registry.cleanBytes(bytes);
        expect(
          clean.indexOf(Buffer.from(bytes.subarray(2 * around.length + 2, 2 * (around.length + 1 + written.length)))),
        ).toBe(-1);
        expect(registry.findIn(clean)).toEqual([]);
      },
    ),
    { numRuns: 100 },
  );
});

const alphabets: readonly [name: string, value: string, bytes: string][] = [
  ['Latin-1', 'pässwörd', '70e4737377f67264'],
  ['windows-1252', 'pa€€“word”', '70618080 93776f726494'],
  ['windows-1250', 'žluťoučký', '9e6c759d6f75e86bfd'],
  ['windows-1251', 'пароль-7', 'efe0f0eeebfc2d37'],
  ['KOI8-R', 'пароль-7', 'd0c1d2cfccd82d37'],
  ['Shift_JIS', 'パスワード密7', '8370835883 8f815b836896a737'],
  ['GB 18030', '密码密码密码7', 'c3dcc2ebc3dcc2ebc3dcc2eb37'],
  ['EUC-KR', '비밀번호비밀7', 'baf1b9d0b9f8c8a3baf1b9d037'],
];

for (const [name, value, bytes] of alphabets) {
  test(`a secret is removed from a page in ${name}, also where it is sent with percent signs`, () => {
    const written = Buffer.from(bytes.replace(/\s/g, ''), 'hex');
    const page = Buffer.concat([Buffer.from('<p>'), written, Buffer.from('</p>')]);
    const sent = `p=${Array.from(written, (byte) => `%${byte.toString(16)}`).join('')}&q=1`;
    expect(knowing(value).cleanBytes(page).toString('latin1')).toBe('<p>[secret]</p>');
    expect(knowing(value).clean(sent)).toBe('p=[secret]&q=1');
  });
}

test('what is composed of several signs is the same secret as what is one', () => {
  expect(knowing('pässwörd'.normalize('NFC')).clean('x pässwörd'.normalize('NFD'))).toBe('x [secret]');
  expect(knowing('pässwörd'.normalize('NFD')).clean('x pässwörd'.normalize('NFC'))).toBe('x [secret]');
});

test('a secret is found where a page joined or broke its spaces, and trimmed them', () => {
  const registry = knowing('  correct horse  battery ');
  for (const text of [
    'correct horse battery',
    'correct\n    horse battery',
    'correct+horse++battery',
    'correct&nbsp;horse%20 battery',
  ]) {
    expect(registry.clean(`"${text}"`)).toBe('"[secret]"');
  }
});

test('a long password is removed from a text that was cut short as well', () => {
  const password = Array.from({ length: 200 }, (_, index) => String.fromCharCode(0x23 + ((index * 37) % 90))).join('');
  const clean = knowing(password).clean(`<b>${password.slice(0, 49)}…</b>`);
  expect(clean.replaceAll('[secret]', '')).toBe(`<b>${password.charAt(48)}…</b>`);
});

test('what holds no secret stays as it is, byte for byte', () => {
  const registry = knowing(`p&ss <w"örd> \\ 🔑+/='`);
  registry.add('MDEyMzQ1Njc4OWFiY2RlZg');
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.webUrl({ withQueryParameters: true }), fc.lorem()),
      (text) => {
        expect(registry.clean(text)).toBe(text);
      },
    ),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
      expect(registry.cleanBytes(Buffer.from(bytes)).equals(bytes)).toBe(true);
    }),
  );
});

test('a code of six digits is removed where it stands alone, and not hunted in longer numbers', () => {
  const registry = knowing('493027');
  for (const text of ['code 493027.', '"493027"', 'otp%3D493027%26x', 'x%20493027&', '\\u0022493027', 'a\n493027\n']) {
    expect(registry.clean(text)).not.toContain('493027');
  }
  const others = ['1712493027', '4930271712', '17.493027', '493027.5', '0.493027 s', '2026-08-01T10:11:12.493027Z'];
  for (const text of others) expect(registry.clean(text)).toBe(text);
});

test('an endless row of signs that could be spellings costs no endless time', () => {
  const registry = knowing('\\\\\\\\\\\\\\\\x');
  registry.addSecret(new Secret('%%%%%%%%25%25x'));
  const started = cpuUsage().user;
  for (const sign of ['\\', '%25', '&amp;', '%5C', '\\u005c', ' +', '=\n', '&amp;#38;'])
    registry.clean(sign.repeat(500));
  expect((cpuUsage().user - started) / 1e6).toBeLessThan(5);
});
