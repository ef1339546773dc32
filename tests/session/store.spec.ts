import { expect, test } from '@playwright/test';
import { chmod, readFile, readdir, rename, stat, writeFile } from 'node:fs/promises';

import { SwapError } from '../../pages/errors.js';
import { Secret } from '../../pages/secret.js';
import { type SessionPlace, sessionFile } from '../../flows/session/place.js';
import { LIFETIME, usable } from '../../flows/session/take-up.js';
import { type KeptSession, deleteSession, keepSession, openSession } from '../../flows/session/store.js';

const KEY = new Secret('correct horse battery staple');
const SESSION: KeptSession = {
  account: { id: '712020:abc', name: 'Jira Align Service' },
  keptAt: Date.now(),
  cookies: [
    {
      name: 'tenant.session.token',
      value: 'a-value-that-nobody-may-see-1',
      domain: 'acme.atlassian.net',
      path: '/',
      expires: -1,
      httpOnly: true,
      secure: true,
      sameSite: 'Lax',
    },
  ],
};

function place(change: Partial<SessionPlace> = {}): SessionPlace {
  return {
    folder: test.info().outputPath('sessions'),
    kind: 'service',
    username: 'service@acme.example',
    sites: [new URL('https://acme.atlassian.net/'), new URL('https://id.atlassian.com/')],
    ...change,
  };
}

async function refusal(of: SessionPlace, key = KEY): Promise<SwapError | null> {
  return await openSession(of, key).then(
    () => null,
    (reason: unknown) => (reason instanceof SwapError ? reason : null),
  );
}

test('what was kept is opened again, once it lies sealed in a file for its owner alone', async () => {
  await keepSession(place(), KEY, { ...SESSION, keptAt: 0 });
  await keepSession(place(), KEY, SESSION);
  expect(await openSession(place({ username: 'Service@Acme.example' }), KEY)).toEqual(SESSION);
  const { folder } = place();
  const file = sessionFile(place());
  expect((await readdir(folder)).map((name) => `${folder}/${name}`)).toEqual([file]);
  expect([(await stat(folder)).mode & 0o777, (await stat(file)).mode & 0o777]).toEqual([0o700, 0o600]);
  const sealed = await readFile(file, 'latin1');
  for (const text of ['nobody-may-see', 'tenant.session', '712020', 'service@acme'])
    expect(sealed + file).not.toContain(text);
});

test('nothing is kept until it is, and nothing is once it was deleted', async () => {
  expect(await openSession(place(), KEY)).toBeNull();
  await keepSession(place(), KEY, SESSION);
  await deleteSession(place());
  expect(await openSession(place(), KEY)).toBeNull();
  await deleteSession(place());
});

test('another key does not open it, nor does the same one after a single bit was changed', async () => {
  await keepSession(place(), KEY, SESSION);
  const file = sessionFile(place());
  expect(await refusal(place(), new Secret('correct horse battery stapler'))).toMatchObject({
    code: 'session-refused',
  });
  const sealed = await readFile(file);
  for (const at of [0, 5, 40, sealed.length - 1]) {
    const changed = Buffer.from(sealed);
    changed.writeUInt8(sealed.readUInt8(at) ^ 1, at);
    await writeFile(file, changed);
    expect((await refusal(place()))?.code, `a bit of byte ${at}`).toBe('session-refused');
  }
});

const elsewhere: readonly [what: string, change: Partial<SessionPlace>][] = [
  ['another account of the same site', { username: 'other@acme.example' }],
  ['the other kind of account', { kind: 'admin' }],
  ['another Jira', { sites: [new URL('https://other.atlassian.net'), new URL('https://id.atlassian.com')] }],
  ['another Atlassian ID', { sites: [new URL('https://acme.atlassian.net'), new URL('https://id.evil.example')] }],
];
for (const [what, change] of elsewhere) {
  test(`a file that was moved does not open for ${what}`, async () => {
    await keepSession(place(), KEY, SESSION);
    const other = place(change);
    await rename(sessionFile(place()), sessionFile(other));
    expect(await refusal(other)).toMatchObject({ code: 'session-refused' });
  });
}

for (const [what, path, mode] of [
  ['folder', (): string => place().folder, 0o750],
  ['file', (): string => sessionFile(place()), 0o604],
] as const) {
  test(`a ${what} that others may open is refused`, async () => {
    await keepSession(place(), KEY, SESSION);
    await chmod(path(), mode);
    const error = await refusal(place());
    expect(error?.code).toBe('configuration');
    expect(error?.message).toContain(`the ${what} ${path()} is open to others`);
  });
}

test('nothing is written into a folder that others may open', async () => {
  await keepSession(place(), KEY, SESSION);
  await deleteSession(place());
  await chmod(place().folder, 0o755);
  await expect(keepSession(place(), KEY, SESSION)).rejects.toMatchObject({ code: 'configuration' });
  expect(await readdir(place().folder)).toEqual([]);
});

test('a cookie is used until it expires, and none once the session is a day old', () => {
  const soon = Date.now() / 1_000 + 60;
  const cookies = [-1, soon, soon - 120].flatMap((expires) =>
    SESSION.cookies.map((cookie) => ({ ...cookie, expires })),
  );
  expect(usable({ ...SESSION, cookies }).map(({ expires }) => expires)).toEqual([-1, soon]);
  expect(usable({ ...SESSION, cookies, keptAt: Date.now() - LIFETIME - 1 })).toEqual([]);
});
