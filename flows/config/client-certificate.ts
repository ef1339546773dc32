import { createSecureContext } from 'node:tls';

import { readPrivateFile, readSecretFile } from './files.js';
import type { SecretReader } from './secrets.js';
import type { ClientCertificate } from './target.js';
import type { Variables } from './variables.js';

const FILE = 'CLIENT_CERTIFICATE_FILE';
const KEY_FILE = 'CLIENT_CERTIFICATE_KEY_FILE';
const PASSPHRASE = 'CLIENT_CERTIFICATE_PASSPHRASE';
const ORIGINS = 'CLIENT_CERTIFICATE_ORIGINS';

const PASSPHRASE_NOT_SET = `${PASSPHRASE}: is not set, and the key is protected by one.`;

/**
 * Reads the client certificate, PEM with its key or PKCS#12, and tries it: what is wrong is told before a browser opens.
 * `null` where none is given, or where `problems` got what is wrong with it.
 */
export async function readClientCertificate(
  read: Partial<Variables>,
  settings: ReadonlyMap<string, string>,
  readSecret: SecretReader,
  problems: string[],
): Promise<ClientCertificate | null> {
  const { CLIENT_CERTIFICATE_FILE: file, CLIENT_CERTIFICATE_KEY_FILE: keyFile } = read;
  const passphrase = await readSecret(PASSPHRASE, settings);
  if (passphrase.is === 'wrong') problems.push(passphrase.why);
  if (file === undefined) {
    const alone = [KEY_FILE, ORIGINS].filter((name) => settings.has(name));
    if (passphrase.is === 'given') alone.push(PASSPHRASE);
    problems.push(...alone.map((name) => `${name}: needs ${FILE}.`));
    return null;
  }
  const content = await readContent(file, keyFile, problems);
  const origins = originsOf(read, problems);
  if (content === null || passphrase.is === 'wrong') return null;
  const certificate = { origins, content, passphrase: passphrase.is === 'given' ? passphrase.secret : null };
  const problem = problemOf(certificate);
  if (problem !== null) problems.push(problem);
  return problem === null ? certificate : null;
}

async function readContent(
  file: string,
  keyFile: string | undefined,
  problems: string[],
): Promise<ClientCertificate['content'] | null> {
  const found = await readPrivateFile(file);
  const isPem = found.is === 'read' && found.bytes.includes('-----BEGIN ');
  // A PEM certificate alone is no secret; a PKCS#12 file holds the key.
  const certificate = isPem ? found : await readSecretFile(FILE, file);
  const key = keyFile === undefined ? null : await readSecretFile(KEY_FILE, keyFile);
  if (certificate.is === 'wrong') problems.push(certificate.why);
  if (key?.is === 'wrong') problems.push(key.why);
  if (certificate.is === 'wrong' || key?.is === 'wrong') return null;
  if (isPem && key !== null) return { cert: certificate.bytes, key: key.bytes };
  if (!isPem && key === null) return { pfx: certificate.bytes };
  problems.push(
    isPem
      ? `${KEY_FILE}: is not set, and ${FILE} is a PEM certificate, which needs its key.`
      : `${KEY_FILE}: is set, but ${FILE} is no PEM certificate; a PKCS#12 file brings its key.`,
  );
  return null;
}

/** The sites that may ask for it: over plain http none can. */
function originsOf(read: Partial<Variables>, problems: string[]): readonly string[] {
  const { JIRA_URL, ALIGN_URL, CLIENT_CERTIFICATE_ORIGINS: own } = read;
  if (own?.some(({ protocol }) => protocol !== 'https:') === true)
    problems.push(`${ORIGINS}: an origin does not begin with https://, and without it no site asks for a certificate.`);
  const urls = own ?? [JIRA_URL, ALIGN_URL].filter((url) => url !== undefined);
  return [...new Set(urls.filter(({ protocol }) => protocol === 'https:').map(({ origin }) => origin))];
}

/** What OpenSSL says against it, in the words of the settings. */
function problemOf({ content, passphrase }: ClientCertificate): string | null {
  const isProtected = 'key' in content && /^(-----BEGIN|Proc-Type:).*ENCRYPTED/m.test(content.key.toString('latin1'));
  if (isProtected && passphrase === null) return PASSPHRASE_NOT_SET;
  const opened = passphrase === null ? {} : { passphrase: passphrase.reveal() };
  try {
    createSecureContext(
      'pfx' in content
        ? { pfx: [{ buf: content.pfx, ...opened }] }
        : { cert: [content.cert], key: [{ pem: content.key, ...opened }] },
    );
    return null;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const said = error instanceof Error ? error.message : '';
    if (
      /BAD_DECRYPT|MISSING_PASSPHRASE|INTERRUPTED_OR_CANCELLED|BAD_PASSWORD/.test(code) ||
      said.includes('mac verify')
    )
      return passphrase === null ? PASSPHRASE_NOT_SET : `${PASSPHRASE}: does not open the key.`;
    // One wrong passphrase in 256 gives what looks like a key until it is read (Node 20, OpenSSL 3: counted).
    if (isProtected && code.includes('UNSUPPORTED'))
      return `${PASSPHRASE}: does not open the key, or ${KEY_FILE} is protected by a cipher that OpenSSL 3 no longer reads.`;
    if (code.includes('KEY_VALUES_MISMATCH')) return `${KEY_FILE}: is not the key of the certificate in ${FILE}.`;
    if (said === 'unsupported') return `${FILE}: is protected by a cipher that OpenSSL 3 no longer reads.`;
    return `${'pfx' in content ? FILE : `${FILE} or ${KEY_FILE}`}: could not be read as ${'pfx' in content ? 'PEM or PKCS#12' : 'PEM'} (${code === '' ? 'no reason given' : code}).`;
  }
}
