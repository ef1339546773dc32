import { expect, test } from '@playwright/test';
import { zipSync } from 'fflate';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { umask } from 'node:process';
import { gzipSync } from 'node:zlib';

import { SecretRegistry } from '../../flows/report/secret-registry.js';
import { type GateOutcome, passGate } from '../../flows/scrub/gate.js';
import { Secret } from '../../pages/secret.js';
import { everythingInside, holding } from './inside.js';

const password = `p&ss <w"örd> \\ 🔑+/='`;

/** How the password is looked for: as it is, in an address, in JSON, in JSON in JSON, in HTML, in base64. */
const written = [
  password,
  encodeURIComponent(password),
  JSON.stringify(password).slice(1, -1),
  JSON.stringify(JSON.stringify(password).slice(1, -1)).slice(1, -1),
  password.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;'),
  Buffer.from(password).toString('base64').slice(0, -2),
];

function registry(...values: readonly string[]): SecretRegistry {
  const filled = new SecretRegistry();
  for (const value of [password, ...values]) filled.addSecret(new Secret(value));
  return filled;
}

/** Sends a file of this name and content through the gate. */
async function pass(
  name: string,
  bytes: Uint8Array | string,
  known = registry(),
): Promise<GateOutcome & { left: string[] }> {
  const [raw, folder] = [test.info().outputPath(`raw-${name}`), test.info().outputPath('run')];
  mkdirSync(folder, { recursive: true });
  writeFileSync(raw, bytes);
  const outcome = await passGate(raw, join(folder, name), known);
  expect(existsSync(raw)).toBe(false);
  return { ...outcome, left: readdirSync(folder) };
}

const lines = (...events: readonly object[]): Buffer =>
  Buffer.from(events.map((event) => `${JSON.stringify(event)}\n`).join(''));

test('a recording of a sign-in keeps its steps and pictures, and loses the password, the cookies and the tokens', async ({
  page,
}) => {
  const cookie = 'a1b2c3d4e5f6g7h8';
  await page.route('**/*', (route) =>
    route.fulfill({
      contentType: 'text/html',
      headers: { 'set-cookie': `session=${cookie}; Path=/` },
      body: '<form method="post"><label>Password <input name="p"></label><button>Sign in</button></form>',
    }),
  );
  await page.context().tracing.start({ snapshots: true, screenshots: true });
  await page.goto('http://sites.localhost/?oauth_token=tok-1&code=cod-1');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  const path = test.info().outputPath('trace.zip');
  await page.context().tracing.stop({ path });
  const before = everythingInside('', readFileSync(path));
  expect(holding(before, written).length).toBeGreaterThan(0);
  expect(holding(before, [cookie, 'tok-1', 'cod-1']).length).toBeGreaterThan(0);

  expect(await pass('trace.zip', readFileSync(path))).toMatchObject({ is: 'passed', left: ['trace.zip'] });

  const after = everythingInside('', readFileSync(test.info().outputPath('run', 'trace.zip')));
  expect(holding(after, [...written, cookie, 'tok-1', 'cod-1'])).toEqual([]);
  expect(after.map(([name]) => name)).toEqual(before.map(([name]) => name));
  const events = after.find(([name]) => name === '!trace.trace')?.[1].toString() ?? '';
  expect(events).toContain(
    '"method":"fill","params":{"selector":"internal:label=\\"Password\\"i","strict":true,"value":"[secret]"',
  );
  const pictures = (inside: typeof after): typeof after => inside.filter(([name]) => name.endsWith('.jpeg'));
  expect(pictures(before).length).toBeGreaterThan(0);
  expect(pictures(after)).toEqual(pictures(before));
});

test('a password that is a word of the recording’s own format leaves the recording whole', async () => {
  const words = [
    'frame-snapshot',
    'snapshot',
    'callId',
    'BrowserContext',
    'before',
    'resources',
    'network',
    'screencast',
  ];
  const sha = '0'.repeat(40);
  const event = {
    type: 'frame-snapshot',
    callId: 'x@1',
    class: 'BrowserContext',
    snapshot: { callId: 'x@1', phase: 'before', html: ['P', {}, words.join(' ')], url: `resources/${sha}.html` },
  };
  const files = {
    'trace.trace': lines(event),
    'trace.network': lines({ type: 'resource-snapshot' }),
    [`resources/${sha}.html`]: Buffer.from(''),
  };
  expect(await pass('trace.zip', zipSync(files), registry(...words))).toMatchObject({ is: 'passed' });
  const after = everythingInside('', readFileSync(test.info().outputPath('run', 'trace.zip')));
  expect(after.map(([name]) => name)).toEqual(['!trace.trace', '!trace.network', `!resources/${sha}.html`]);
  const text = words.map(() => '[secret]').join(' ');
  expect(JSON.parse(after[0]?.[1].toString() ?? '')).toEqual({
    ...event,
    snapshot: { ...event.snapshot, html: ['P', {}, text] },
  });
});

test('secrets go from archives in archives, from pages that carry one, and from attachments in base64', async () => {
  const inner = zipSync({ [`${password}.txt`]: Buffer.from(password), 'note.txt.gz': gzipSync(`is ${password}`) });
  const page = `<p>${encodeURIComponent(password)}</p><template>data:application/zip;base64,${Buffer.from(inner).toString('base64')}</template>`;
  const attachment = { base64: Buffer.from(`user ${JSON.stringify(password)}`).toString('base64') };
  const outer = zipSync({
    'in.zip': inner,
    'index.html': Buffer.from(page),
    'report.jsonl': lines({ params: attachment }),
  });
  expect(holding(everythingInside('', Buffer.from(outer)), written).length).toBeGreaterThan(4);
  expect(await pass('report.zip', outer)).toMatchObject({ is: 'passed' });
  const after = everythingInside('', readFileSync(test.info().outputPath('run', 'report.zip')));
  expect(holding(after, written)).toEqual([]);
  expect(after.map(([name]) => name)).toContain('!index.html#![secret].txt');
  const report = JSON.parse(after.find(([name]) => name === '!report.jsonl')?.[1].toString() ?? '') as {
    params: typeof attachment;
  };
  expect(Buffer.from(report.params.base64, 'base64').toString()).toBe('user "[secret]"');
});

const png = Buffer.from('89504e470d0a1a0a', 'hex');
const withheld: readonly [what: string, name: string, bytes: Uint8Array | string, why: string][] = [
  [
    'a picture with a secret in its bytes',
    'a.png',
    Buffer.concat([png, Buffer.from(`tEXt${password}`)]),
    'It still held a secret after it was cleaned (known value).',
  ],
  [
    'a video with a cookie in its bytes',
    'a.webm',
    Buffer.concat([Buffer.from('1a45dfa3', 'hex'), Buffer.from('Cookie: a=b')]),
    'It still held a secret after it was cleaned (cookie).',
  ],
  [
    'a broken archive',
    'trace.zip',
    zipSync({ 'a.txt': Buffer.from('a'.repeat(999)) }).subarray(0, 60),
    'It could not be read as a zip archive.',
  ],
  ['what is no archive', 'trace.zip', password, 'It could not be read as a zip archive.'],
  [
    'an archive with a recording that was cut off',
    'trace.zip',
    zipSync({ 'trace.trace': Buffer.from(`{"a":"${password.slice(0, 9)}`) }),
    'It could not be read as JSON.',
  ],
  ['JSON in another alphabet', 'a.json', Buffer.from('{"a":"ö"}', 'latin1'), 'It could not be read as text in UTF-8.'],
  ['what is no picture', 'a.png', 'text', 'It could not be read as a picture or a video of its kind.'],
];

for (const [what, name, bytes, why] of withheld) {
  test(`${what} is kept back, and deleted`, async () => {
    expect(await pass(name, bytes)).toEqual({ is: 'withheld', name, why, left: [] });
  });
}

test('a file that is not there is kept back, and said to be', async () => {
  const outcome = await passGate(test.info().outputPath('none.png'), test.info().outputPath('run.png'), registry());
  expect(outcome).toEqual({ is: 'withheld', name: 'run.png', why: 'It could not be read.' });
});

test('what passes is for its owner alone, whatever the umask, and replaces what was there', async () => {
  const before = umask(0);
  try {
    const path = test.info().outputPath('run', 'note.txt');
    mkdirSync(test.info().outputPath('run'));
    writeFileSync(path, 'old', { mode: 0o666 });
    expect(await pass('note.txt', `is ${password}.`)).toEqual({ is: 'passed', path, left: ['note.txt'] });
    expect(readFileSync(path, 'utf8')).toBe('is [secret].');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  } finally {
    umask(before);
  }
});
