import { mkdir, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { env } from 'node:process';

import { type Certified, makeAuthority, pkcs12 } from '../../fixtures/certificates.js';
import { startProxy } from '../../fixtures/proxy.js';
import { startSecureSite } from '../../fixtures/secure-site.js';
import { expect, test } from '../../fixtures/test.js';

/** A browser with a page about refused certificates: the headless shell, in which tests mostly run, has none. */
const WHOLE_BROWSER = { BROWSER_PATH: env['BROWSER_PATH'] ?? '' };

/** An answer that ends the run at once: what was to be seen had happened before it. */
const downForToday: RequestListener = (_, response) => response.writeHead(503).end('Down for today.');

/** Writes a file of the test's own, for its owner alone. */
async function write(name: string, content: string | Buffer): Promise<string> {
  const path = test.info().outputPath(name);
  await mkdir(test.info().outputDir, { recursive: true });
  await writeFile(path, content, { mode: 0o600 });
  return path;
}

async function asPem({ certificate, key }: Certified): Promise<Record<string, string>> {
  return {
    CLIENT_CERTIFICATE_FILE: await write('client.pem', certificate),
    CLIENT_CERTIFICATE_KEY_FILE: await write('client.key', key),
  };
}

test('a certificate of an unknown authority: 11, and both the site and the issuer are named', async ({ operator }) => {
  const site = await startSecureSite(makeAuthority('Acme TLS Inspection'), 'acme.jira.localhost', downForToday);
  try {
    const { exitCode, result, stderr } = await operator.run(['swap', '--dry-run'], {
      ...WHOLE_BROWSER,
      JIRA_URL: site.origin,
    });
    expect(exitCode, stderr).toBe(11);
    expect(result.error?.code).toBe('certificate');
    expect(result.error?.message).toContain(`${site.origin}, issued by “Acme TLS Inspection”`);
    expect(result.error?.hint).toContain("machine's store");
    expect(site.visitors).toEqual([]);
  } finally {
    site.stop();
  }
});

test('of an authority without a name the site alone is named: 11', async ({ operator }) => {
  const site = await startSecureSite(makeAuthority(''), 'acme.jira.localhost', downForToday);
  try {
    const { exitCode, result, stderr } = await operator.run(['swap', '--dry-run'], {
      ...WHOLE_BROWSER,
      JIRA_URL: site.origin,
    });
    expect(exitCode, stderr).toBe(11);
    expect(result.error?.message).toContain(`The certificate of ${site.origin} is not trusted by this browser`);
    expect(result.error?.hint).toContain("Add the issuing authority to the machine's store");
  } finally {
    site.stop();
  }
});

test('a site that wants a client certificate and gets none: 11, with the setting to look at', async ({ operator }) => {
  const authority = makeAuthority('Acme Root');
  const site = await startSecureSite(authority, 'localhost', downForToday, authority);
  try {
    const { exitCode, result, stderr } = await operator.run(['swap', '--dry-run'], {
      ...(await asPem(authority.forClient('swap'))),
      CLIENT_CERTIFICATE_ORIGINS: 'https://elsewhere.localhost',
      NODE_EXTRA_CA_CERTS: await write('root.pem', authority.certificate),
      JIRA_URL: site.origin,
    });
    expect(exitCode, stderr).toBe(11);
    expect(result.error?.code, stderr).toBe('certificate');
    expect(result.error?.message).toContain(`${site.origin} wants a client certificate`);
    expect(result.error?.hint).toContain('CLIENT_CERTIFICATE_ORIGINS');
    expect(site.visitors).toEqual([]);
  } finally {
    site.stop();
  }
});

test('a client certificate is shown to the site that demands it, and another site is checked all the same', async ({
  operator,
}) => {
  const authority = makeAuthority('Acme Root');
  const impostor = await startSecureSite(makeAuthority('Somebody'), 'localhost', downForToday);
  const site = await startSecureSite(
    authority,
    'localhost',
    (_, response) => response.writeHead(302, { location: `${impostor.origin}/login` }).end(),
    authority,
  );
  try {
    const { exitCode, result, stderr } = await operator.run(['swap', '--dry-run'], {
      ...(await asPem(authority.forClient('swap'))),
      NODE_EXTRA_CA_CERTS: await write('root.pem', authority.certificate),
      JIRA_URL: site.origin,
    });
    expect(site.visitors).toEqual(['CN=swap']);
    expect(exitCode, stderr).toBe(11);
    expect(result.error?.code, stderr).toBe('certificate');
    expect(result.error?.message).toContain(`The certificate of ${impostor.origin} is not trusted`);
    expect(result.error?.hint).toContain('NODE_EXTRA_CA_CERTS');
    expect(impostor.visitors).toEqual([]);
  } finally {
    site.stop();
    impostor.stop();
  }
});

test('a site whose own certificate is not trusted gets no client certificate: 11', async ({ operator }) => {
  const authority = makeAuthority('Acme Root');
  const site = await startSecureSite(authority, 'localhost', downForToday, authority);
  try {
    const { exitCode, result, stderr } = await operator.run(['swap', '--dry-run'], {
      ...(await asPem(authority.forClient('swap'))),
      JIRA_URL: site.origin,
    });
    expect(exitCode, stderr).toBe(11);
    expect(result.error?.code, stderr).toBe('certificate');
    expect(result.error?.message).toContain(`The certificate of ${site.origin} is not trusted`);
    expect(site.visitors).toEqual([]);
  } finally {
    site.stop();
  }
});

test('a client certificate from a PKCS#12 file goes through a proxy with a password', async ({ operator }) => {
  const authority = makeAuthority('Acme Root');
  const site = await startSecureSite(authority, 'localhost', downForToday, authority);
  const proxy = await startProxy('swap-proxy', 'Zq7-proxy-word');
  try {
    const { exitCode, result, stdout, stderr } = await operator.run(['swap', '--dry-run'], {
      CLIENT_CERTIFICATE_FILE: await write('client.p12', pkcs12(authority.forClient('swap'), 'pass-Phrase-7')),
      CLIENT_CERTIFICATE_PASSPHRASE: 'pass-Phrase-7',
      NODE_EXTRA_CA_CERTS: await write('root.pem', authority.certificate),
      PROXY_URL: `http://swap-proxy:Zq7-proxy-word@${proxy.host}`,
      JIRA_URL: site.origin,
    });
    expect(exitCode, stderr).toBe(11);
    expect(result.error?.message, stderr).toContain('answered with status 503');
    // A site that is out of order is opened again: nobody else came.
    expect([...new Set(site.visitors)]).toEqual(['CN=swap']);
    expect([...proxy.asked]).toContain('localhost');
    expect(stdout + stderr).not.toMatch(/pass-Phrase-7|Zq7-proxy-word/);
  } finally {
    site.stop();
    proxy.stop();
  }
});
