import { expect, test } from '@playwright/test';
import { mkdir, writeFile } from 'node:fs/promises';
import { execPath } from 'node:process';

import { loadConfiguration } from '../../flows/config/load.js';
import { COMPLETE, type Settings, load, refusal } from '../../fixtures/settings.js';
import { SwapError } from '../../pages/errors.js';

const TOKEN = 'Zq7-pool-4711-token';
const POOL = `wss://pool.example:7443/playwright?token=${TOKEN}`;
const HERE = { JIRA_URL: 'http://jira.localhost:1', ALIGN_URL: 'http://align.localhost:2', ATLASSIAN_ID_URL: '' };

/** Reads settings as a command does that was given more than them. */
async function refusalOf(more: Partial<Parameters<typeof loadConfiguration>[0]>): Promise<string> {
  const environment = { ...COMPLETE, BROWSER_WS_ENDPOINT: POOL, SESSION_KEY: 'a key for sessions' };
  const reading = loadConfiguration({ command: 'swap', environment, envFile: null, directory: null, ...more });
  const error = await reading.then(
    () => null,
    (reason: unknown) => (reason instanceof SwapError ? reason : null),
  );
  return error?.message ?? 'not refused';
}

const wrong: readonly [what: string, change: Settings, says: RegExp][] = [
  [
    'no address',
    { BROWSER_WS_ENDPOINT: `pool ${TOKEN}` },
    /BROWSER_WS_ENDPOINT: is not an address that begins with wss:/,
  ],
  [
    'https',
    { BROWSER_WS_ENDPOINT: POOL.replace('wss', 'https') },
    /BROWSER_WS_ENDPOINT: is not an address that begins/,
  ],
  [
    'ws to another machine',
    { BROWSER_WS_ENDPOINT: POOL.replace('wss', 'ws') },
    /BROWSER_WS_ENDPOINT: must begin with wss:/,
  ],
  ['a part that is never sent', { BROWSER_WS_ENDPOINT: `${POOL}#part` }, /BROWSER_WS_ENDPOINT: must hold no #/],
  [
    'two forms of it',
    { BROWSER_WS_ENDPOINT_COMMAND: 'echo x' },
    /BROWSER_WS_ENDPOINT and BROWSER_WS_ENDPOINT_COMMAND are/,
  ],
  ['a program besides', { BROWSER_PATH: execPath }, /BROWSER_WS_ENDPOINT and BROWSER_PATH are both set/],
  ['a channel besides', { BROWSER_CHANNEL: 'chrome' }, /BROWSER_WS_ENDPOINT and BROWSER_CHANNEL are both set/],
  [
    'a client certificate',
    { CLIENT_CERTIFICATE_FILE: '/nowhere/c.pem' },
    /BROWSER_WS_ENDPOINT and CLIENT_CERTIFICATE_FILE/,
  ],
  ['sites of this machine', HERE, /BROWSER_WS_ENDPOINT leads to another machine, .* JIRA_URL and ALIGN_URL lead\./],
];

for (const [what, change, says] of wrong) {
  test(`a remote browser is refused: ${what}`, async () => {
    const message = await refusal({ ...COMPLETE, BROWSER_WS_ENDPOINT: POOL, ...change });
    expect(message).toMatch(says);
    expect(message).not.toContain(TOKEN);
    expect(message).not.toContain('pool.example');
  });
}

for (const [what, more, says] of [
  ['--headed', { headed: true }, /--headed shows a window, and nobody sits before a remote browser/],
  ['--record', { record: true }, /--record would lack pages that close by themselves/],
  ['login', { command: 'login', login: { account: 'service', forget: false } }, /login needs a window, and nobody/],
] as const) {
  test(`a remote browser is refused with ${what}`, async () => {
    const message = await refusalOf(more);
    expect(message).toMatch(says);
    expect(message).toMatch(/^One setting is/);
  });
}

test('login --forget needs no window', async () => {
  expect(await refusalOf({ command: 'login', login: { account: 'service', forget: true } })).toBe('not refused');
});

test('the address may come from a file; its origin may be said, what lets one in is a secret', async ({}, testInfo) => {
  await mkdir(testInfo.outputDir, { recursive: true });
  const file = testInfo.outputPath('endpoint');
  await writeFile(file, `${POOL}\n`, { mode: 0o600 });
  const { browser, secrets, warnings } = await load({ ...COMPLETE, BROWSER_WS_ENDPOINT_FILE: file });
  expect(browser.remote?.origin).toBe('wss://pool.example:7443');
  expect(browser.remote?.endpoint.reveal()).toBe(POOL);
  const told = secrets.map((secret) => secret.reveal());
  expect(told).toContain(TOKEN);
  expect(told).not.toContain('playwright');
  expect(warnings).toEqual([]);
});

test('without wss a pool may be on this machine, and then the sites may be anywhere', async () => {
  for (const sites of [{}, HERE]) {
    const settings = { ...COMPLETE, ...sites, BROWSER_WS_ENDPOINT: 'ws://127.0.0.1:3000/9f8e7d6c5b4a39281706' };
    expect((await load(settings)).browser.remote?.origin).toBe('ws://127.0.0.1:3000');
  }
});
