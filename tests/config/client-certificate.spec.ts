import { expect, test } from '@playwright/test';
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { chmod, mkdir, writeFile } from 'node:fs/promises';

import { loadConfiguration } from '../../flows/config/load.js';
import { makeAuthority, pkcs12 } from '../../fixtures/certificates.js';

const PASSPHRASE = 'open-Sesame-5';
const authority = makeAuthority('Acme Root');
const client = authority.forClient('swap');
const protectedKey = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: PASSPHRASE },
}).privateKey;

/** The files that settings may name here, and their modes. */
const FILES = {
  'client.pem': [client.certificate, 0o644],
  'client.key': [client.key, 0o600],
  'protected.key': [protectedKey, 0o600],
  'another.key': [authority.forClient('another').key, 0o600],
  'open.key': [client.key, 0o644],
  'client.p12': [pkcs12(client, PASSPHRASE), 0o600],
  'open.p12': [pkcs12(client, PASSPHRASE), 0o644],
  'no-certificate': ['neither the one nor the other', 0o600],
} as const;

/** Loads complete settings and these; what names one of the files gets its path. */
async function load(settings: Readonly<Record<string, string>>): ReturnType<typeof loadConfiguration> {
  await mkdir(test.info().outputDir, { recursive: true });
  for (const [name, [content, mode]] of Object.entries(FILES)) {
    await writeFile(test.info().outputPath(name), content);
    await chmod(test.info().outputPath(name), mode);
  }
  const named = Object.entries(settings).map(([name, value]) => [
    `CLIENT_CERTIFICATE_${name}`,
    value in FILES ? test.info().outputPath(value) : value,
  ]);
  const environment = {
    JIRA_URL: 'https://acme.atlassian.net',
    JIRA_USERNAME: 'service@acme.example',
    JIRA_PASSWORD: 'correct horse',
    ALIGN_URL: 'https://acme.jiraalign.com/',
    ALIGN_USERNAME: 'admin@acme.example',
    ALIGN_PASSWORD: 'battery staple',
    CONNECTOR: 'Acme Jira',
    ...(Object.fromEntries(named) as Record<string, string>), // Pairs of names and values.
  };
  return await loadConfiguration({ command: 'swap', environment, envFile: null, directory: null });
}

test('a PEM certificate and its key go to both sites; a PKCS#12 file goes where it is told to', async () => {
  const pem = await load({ FILE: 'client.pem', KEY_FILE: 'client.key' });
  expect(pem.browser.clientCertificate?.origins).toEqual(['https://acme.atlassian.net', 'https://acme.jiraalign.com']);
  expect(pem.browser.clientCertificate?.passphrase).toBeNull();
  const one = await load({ FILE: 'client.p12', PASSPHRASE, ORIGINS: 'https://sso.acme.example' });
  expect(one.browser.clientCertificate?.origins).toEqual(['https://sso.acme.example']);
  expect(one.secrets.map((secret) => secret.reveal())).toContain(PASSPHRASE);
});

const wrong: readonly [what: string, settings: Readonly<Record<string, string>>, says: RegExp][] = [
  ['no such certificate', { FILE: '/nowhere/client.p12' }, /_FILE: there is no such file/],
  ['no such key', { FILE: 'client.pem', KEY_FILE: '/nowhere/key' }, /_KEY_FILE: there is no such file/],
  ['a certificate without its key', { FILE: 'client.pem' }, /_KEY_FILE: is not set/],
  ['a key without its certificate', { KEY_FILE: 'client.key' }, /_KEY_FILE: needs CLIENT_CERTIFICATE_FILE/],
  ['a passphrase without anything to open', { PASSPHRASE }, /_PASSPHRASE: needs CLIENT_CERTIFICATE_FILE/],
  ['a key beside a PKCS#12 file', { FILE: 'client.p12', KEY_FILE: 'client.key', PASSPHRASE }, /_KEY_FILE: is set, but/],
  ['the key of another certificate', { FILE: 'client.pem', KEY_FILE: 'another.key' }, /_KEY_FILE: is not the key of/],
  ['a key that others can read', { FILE: 'client.pem', KEY_FILE: 'open.key' }, /_KEY_FILE: .*can read it/],
  ['a PKCS#12 file that others can read', { FILE: 'open.p12', PASSPHRASE }, /_FILE: .*can read it/],
  ['a PKCS#12 file without its passphrase', { FILE: 'client.p12' }, /_PASSPHRASE: is not set/],
  ['a PKCS#12 file with another one', { FILE: 'client.p12', PASSPHRASE: 'another-word' }, /_PASSPHRASE: does not open/],
  ['a protected key without it', { FILE: 'client.pem', KEY_FILE: 'protected.key' }, /_PASSPHRASE: is not set/],
  [
    'a protected key with another one',
    { FILE: 'client.pem', KEY_FILE: 'protected.key', PASSPHRASE: 'another-word' },
    /_PASSPHRASE: does not open/,
  ],
  ['what is no certificate', { FILE: 'no-certificate' }, /_FILE: could not be read/],
  [
    'a site without https',
    { FILE: 'client.p12', PASSPHRASE, ORIGINS: 'http://sso.acme.example' },
    /_ORIGINS: an origin does not begin/,
  ],
];

for (const [what, settings, says] of wrong) {
  test(`refused, by the setting's name and never by its value: ${what}`, async () => {
    const error = await load(settings).then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ code: 'configuration' });
    expect(String(error)).toMatch(says);
    expect(String(error)).not.toMatch(/another-word|open-Sesame|nowhere/);
  });
}

/** One passphrase in 256 opens what looks like a key until it is read. */
function almostRight(): string {
  for (let tries = 0; tries < 20_000; tries += 1)
    try {
      createPrivateKey({ key: protectedKey, passphrase: `another-word-${tries}` });
    } catch (error) {
      if (String(error).includes('unsupported')) return `another-word-${tries}`;
    }
  throw new Error('No passphrase almost opens the key.');
}

test('a passphrase that only almost opens the key is told as one that does not', async () => {
  const loading = load({ FILE: 'client.pem', KEY_FILE: 'protected.key', PASSPHRASE: almostRight() });
  await expect(loading).rejects.toThrow(/_PASSPHRASE: does not open the key/);
});
