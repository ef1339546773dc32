import { mkdir, writeFile } from 'node:fs/promises';
import { execPath } from 'node:process';
import { expect, test } from '@playwright/test';

import { COMPLETE, type Settings, load, refusal } from '../../fixtures/settings.js';

const secretFile = async (text: string): Promise<string> => {
  const path = test.info().outputPath('proxy-url');
  await mkdir(test.info().outputDir, { recursive: true });
  await writeFile(path, text, { mode: 0o600 });
  return path;
};

test('a proxy comes from a file or a command as any secret does, its password apart from its address', async () => {
  const print = `process.stdout.write('http://swap:proxy-word@proxy.example:3128')`;
  const forms: readonly Settings[] = [
    { PROXY_URL_FILE: await secretFile('http://swap:proxy-word@proxy.example:3128\n') },
    { PROXY_URL_COMMAND: JSON.stringify([execPath, '-e', print]) },
  ];
  for (const form of forms) {
    const { browser, secrets, warnings } = await load({ ...COMPLETE, ...form });
    expect(browser.proxy).toMatchObject({ server: 'http://proxy.example:3128', username: 'swap' });
    expect(secrets.map((secret) => secret.reveal())).toContain('proxy-word');
    expect(warnings).toEqual([]);
  }
});

test('a change of verdict is told through the proxy that a file names', async () => {
  const { notify } = await load({
    ...{ ...COMPLETE, NOTIFY_URL: 'https://hooks.example/services/T0123456' },
    PROXY_URL_FILE: await secretFile('http://swap:proxy-word@proxy.example:3128\n'),
  });
  expect(notify?.proxy?.server).toBe('http://proxy.example:3128');
});

const wrong: readonly (readonly [what: string, settings: Settings, says: string])[] = [
  ['a file that is not there', { PROXY_URL_FILE: '/nonexistent' }, 'PROXY_URL_FILE: there is no such file.'],
  ['a command that is none', { PROXY_URL_COMMAND: '/nonexistent' }, 'PROXY_URL_COMMAND: its first word is no program'],
  [
    'two forms of it',
    { PROXY_URL: 'http://proxy.example', PROXY_URL_FILE: '/nonexistent' },
    'PROXY_URL and PROXY_URL_FILE are both set: give the secret in one form only.',
  ],
  [
    'SOCKS with a password',
    { PROXY_URL: 'socks5://swap:proxy-word@proxy.example' },
    'PROXY_URL: the browser can’t give a user name or password to a SOCKS proxy: name one of http or https, or leave them out.',
  ],
  [
    'SOCKS with a user name, from the common setting',
    { HTTPS_PROXY: 'socks4://swap@proxy.example' },
    'HTTPS_PROXY: the browser can’t give',
  ],
  ...['ftp', 'socks', 'socks5h', 'ws'].map(
    (scheme) =>
      [
        `a proxy of ${scheme}`,
        { PROXY_URL: `${scheme}://proxy.example:1080` },
        'PROXY_URL: must begin with http://, https://, socks4:// or socks5://.',
      ] as const,
  ),
  ['a proxy without scheme', { PROXY_URL: 'proxy.example:3128' }, 'PROXY_URL: must begin with http://, https://, '],
];

for (const [what, settings, says] of wrong) {
  test(`refused: ${what}`, async () => {
    const said = await refusal({ ...COMPLETE, ...settings });
    expect(said).toContain(`  ${says}`);
    expect(said).not.toContain('proxy-word');
    expect(said.split('\n'), 'nothing else is said').toHaveLength(2);
  });
}

for (const scheme of ['http', 'https', 'socks4', 'socks5']) {
  test(`a proxy of ${scheme} is taken`, async () => {
    const { browser } = await load({ ...COMPLETE, PROXY_URL: `${scheme}://proxy.example:1080` });
    expect(browser.proxy).toEqual({
      server: `${scheme}://proxy.example:1080`,
      ...{ username: null, password: null, bypass: '' },
    });
  });
}
