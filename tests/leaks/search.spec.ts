import { expect, test } from '@playwright/test';
import { deflateSync, gzipSync, strToU8, zipSync, zlibSync } from 'fflate';
import { mkdir, writeFile } from 'node:fs/promises';

import { LeakSearch } from '../../fixtures/leaks/search.js';
import { spellings } from '../../fixtures/leaks/spellings.js';

const VALUE = `Zq7'"p & <w>/\\ %41+=é ß日🔑 end9`;
const LATIN1 = 'Zq7 "p & é ß end9';
const search = new LeakSearch([
  { name: 'the password', value: VALUE },
  { name: 'the old password', value: LATIN1 },
  { name: 'the code', value: '407193' },
]);

function found(bytes: Uint8Array | string): readonly string[] {
  const { findings } = search.bytes('a file', Buffer.from(bytes));
  return findings.map(({ canary }) => canary);
}

function around(bytes: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from('before: '), bytes, Buffer.from(' :after')]);
}

for (const [name, value] of [
  ['the password', VALUE],
  ['the old password', LATIN1],
] as const) {
  test(`${name} is found in every encoding`, () => {
    const all = spellings(value);
    expect(all.length).toBeGreaterThan(60);
    for (const { encoding, bytes } of all) expect(found(around(bytes)), encoding).toContain(name);
  });

  test(`${name} is found where one encoding lies in another`, () => {
    const json = (text: string): string => JSON.stringify(text).slice(1, -1);
    const html = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
    for (const [what, text] of [
      ['url in json in json', json(json(encodeURIComponent(value)))],
      ['json in html in json', json(html(json(value)))],
      ['form in url in html', html(encodeURIComponent(new URLSearchParams({ a: value }).toString()))],
      ['html in url', encodeURIComponent(html(value))],
    ] as const)
      expect(found(`x ${text} y`), what).toContain(name);
  });

  test(`${name} is found split across lines`, () => {
    const base64 = Buffer.from(`some text before ${value} and behind it`).toString('base64');
    for (const text of [value, encodeURIComponent(value), base64]) {
      const middle = text.indexOf('p') + 2;
      for (const end of ['\n', '\r\n    ', '=\r\n', '\\n', '\u001b[31m'])
        expect(found(`${text.slice(0, middle)}${end}${text.slice(middle)}`), `${text} ${end}`).toContain(name);
    }
  });
}

const packed: readonly (readonly [what: string, pack: (content: Uint8Array) => Uint8Array])[] = [
  ['a zip', (content) => zipSync({ 'trace.network': content })],
  ['a zip in a zip', (content) => zipSync({ 'inner.zip': zipSync({ 'a.json': content }) })],
  ['gzip', (content) => gzipSync(content)],
  [
    'a zip in a page',
    (content) => strToU8(`<script>x = "data:application/zip;base64,${base64(zipOf(content))}"</script>`),
  ],
  ['a zip in a page, in lines', (content) => strToU8(`<pre>\n${lines(base64(zipOf(content)))}\n</pre>`)],
  ['gzip in JSON', (content) => strToU8(JSON.stringify({ body: base64(gzipSync(content)) }))],
  [
    'JSON in base64',
    (content) => strToU8(base64(strToU8(JSON.stringify({ form: JSON.stringify(Buffer.from(content).toString()) })))),
  ],
  ['a packed text of a picture', (content) => picture('zTXt', [strToU8('Comment\0\0'), zlibSync(content)])],
  [
    'an international text of a picture',
    (content) => picture('iTXt', [strToU8('Comment\0\u0001\0\0\0'), zlibSync(content)]),
  ],
];

for (const [what, pack] of packed) {
  test(`it is found in ${what}`, () => {
    const content = 'some text that makes it long enough to be packed '.repeat(4) + VALUE;
    expect(found(pack(strToU8(content)))).toContain('the password');
    expect(found(pack(strToU8('nothing to see here, and that at some length '.repeat(9))))).toEqual([]);
  });
}

test('a part of what is long is found, and a code only where it stands alone', () => {
  expect(found(`Password="${VALUE.slice(0, 18)}…`)).toEqual(['the password']);
  expect(found('your code is 407193.')).toEqual([]);
  expect(found('your code is 407193')).toEqual(['the code']);
  expect(found('{"otp":"407193"}')).toEqual(['the code']);
  expect(found('at 1407193, 407193.25 and 20260801T407193Z')).toEqual([]);
});

test('secrets are found by their kind, and masks are not', () => {
  for (const [text, kind] of [
    ['GET /authorize?oauth_token=A1b2C3d4', 'oauth_token in a parameter'],
    ['?next=%2Fa%3Foauth_verifier%3DA1b2C3', 'oauth_verifier in a parameter'],
    ['{"name":"Set-Cookie","value":"a=b; Path=/"}', 'set-cookie in a list of names and values'],
    ['{"headers":{"Authorization":"Basic abcdef"}}', 'authorization in JSON'],
    ['{\\"oauth_token\\":\\"A1b2C3d4\\"}', 'oauth_token in JSON'],
    ['Cookie: align.session=abcdefgh', 'cookie in a header'],
  ] as const)
    expect(found(text), text).toContain(`by kind: ${kind}`);
  for (const text of [
    'oauth_token=[secret]',
    'oauth_token=%5Bsecret%5D&x=1',
    '{"name":"Set-Cookie","value":"[cookie]"}',
    'The address holds an oauth_token, and Authorization is a header.',
  ])
    expect(found(text), text).toEqual([]);
});

test('every file of a folder is searched, with its name; what can’t be unpacked is said', async ({}, testInfo) => {
  const folder = testInfo.outputPath('folder');
  await mkdir(`${folder}/deep/er`, { recursive: true });
  await writeFile(`${folder}/deep/er/a.txt`, `x${VALUE}`);
  await writeFile(`${folder}/deep/${LATIN1.replaceAll('/', '')}.txt`, 'y');
  await writeFile(`${folder}/cut.zip`, zipSync({ a: strToU8('some content') }).subarray(0, 30));
  await writeFile(`${folder}/clean.bin`, deflateSync(strToU8(VALUE)).subarray(0, 4));
  const { files, bytes, findings } = await search.folder(folder);
  expect(files).toBe(4);
  expect(bytes).toBeGreaterThan(VALUE.length);
  expect(findings.map(({ artefact, canary }) => `${artefact}: ${canary}`).sort()).toEqual([
    'cut.zip: unknown: it could not be unpacked',
    'deep/er/a.txt: the password',
    `the name of deep/${LATIN1}.txt: the old password`,
  ]);
  expect(JSON.stringify(findings.filter(({ canary }) => canary === 'the password'))).not.toContain(VALUE.slice(0, 8));
});

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function zipOf(content: Uint8Array): Uint8Array {
  return zipSync({ 'report.json': content });
}

function lines(text: string): string {
  return text.replace(/.{76}/g, '$&\n');
}

/** A picture that holds nothing but a text: no check sums, which nobody looks at here. */
function picture(type: string, parts: readonly Uint8Array[]): Uint8Array {
  const data = Buffer.concat(parts);
  const head = Buffer.alloc(4);
  head.writeUInt32BE(data.length);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), head, Buffer.from(type), data, Buffer.alloc(4)]);
}
