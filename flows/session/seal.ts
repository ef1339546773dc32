import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';

import type { Secret } from '../../pages/secret.js';

/** The first byte of a sealed text: how the rest is to be read. */
const VERSION = 1;
const SALT = 16;
const NONCE = 12;
const TAG = 16;
const HEAD = 1 + SALT + NONCE + TAG;

/** scrypt's costs: 32 MiB and about a tenth of a second for each guess at a key that somebody made up. */
const COSTS = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

/** Seals a text with a key of any form, bound to what it is for: version, salt, nonce, tag, then the text in AES-256-GCM. */
export async function seal(text: string, key: Secret, binding: string): Promise<Buffer> {
  const salt = randomBytes(SALT);
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', await derive(key, salt), nonce, { authTagLength: TAG });
  cipher.setAAD(boundTo(binding));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), salt, nonce, cipher.getAuthTag(), sealed]);
}

/** The text that was sealed; `null` where the key or what it is bound to is another, or where a single bit was changed. */
export async function unseal(sealed: Buffer, key: Secret, binding: string): Promise<string | null> {
  if (sealed.length <= HEAD || sealed[0] !== VERSION) return null;
  const [salt, nonce, tag] = [
    sealed.subarray(1, 1 + SALT),
    sealed.subarray(1 + SALT, 1 + SALT + NONCE),
    sealed.subarray(1 + SALT + NONCE, HEAD),
  ];
  const decipher = createDecipheriv('aes-256-gcm', await derive(key, salt), nonce, { authTagLength: TAG });
  decipher.setAAD(boundTo(binding));
  decipher.setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(sealed.subarray(HEAD)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

async function derive(key: Secret, salt: Buffer): Promise<Buffer> {
  return await new Promise((resolve, reject) => {
    scrypt(key.reveal().normalize('NFC'), salt, 32, COSTS, (error, derived) => {
      if (error === null) resolve(derived);
      else reject(error);
    });
  });
}

function boundTo(binding: string): Buffer {
  return Buffer.concat([Buffer.of(VERSION), Buffer.from(binding)]);
}
