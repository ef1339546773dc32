import { readFile, writeFile } from 'node:fs/promises';

import { makeAuthority } from '../../fixtures/certificates.js';
import { startProxy } from '../../fixtures/proxy.js';
import { type Receiver, startReceiver } from '../../fixtures/receiver.js';
import { startSecureSite } from '../../fixtures/secure-site.js';
import { COMPLETE, type Settings, load, refusal } from '../../fixtures/settings.js';
import { test as base, expect } from '../../fixtures/test.js';
import { resultOf } from '../../fixtures/tool.js';
import { isBypassed } from '../../flows/config/proxy.js';

const test = base.extend<{ receiver: Receiver }>({
  receiver: async ({ sites }, use) => {
    expect(sites.origins.jira, 'only stand-in sites have a receiver on this machine').toContain('localhost');
    const receiver = await startReceiver();
    await use(receiver);
    await receiver.stop().catch(() => undefined);
  },
});

test('the receiver hears of each change, and of nothing else', async ({ operator, receiver, sites }) => {
  const settings = { NOTIFY_URL: receiver.url };
  const said: string[] = [];
  const run = async (command: string): Promise<{ runId: string; exitCode: number; stderr: string }> => {
    const { result, stdout, stderr } = await operator.run([command], settings);
    for (const path of result.artifacts) said.push(await readFile(path, 'utf8'));
    said.push(stdout, stderr);
    return { runId: result.runId, exitCode: result.exitCode, stderr };
  };
  const target = `Acme Jira (${sites.origins.align}/, ${sites.origins.jira}/)`;

  const first = await run('verify');
  expect(first.exitCode, first.stderr).toBe(8);
  const change = { target, verdict: { before: null, now: 'wrong-account' }, runId: first.runId, exitCode: 8 };
  expect(receiver.heard).toEqual([expect.objectContaining(change)]);
  expect(receiver.heard).toEqual([
    expect.objectContaining({ time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) }),
  ]);
  await run('verify');
  expect(receiver.heard).toHaveLength(1);

  const swapped = await run('swap');
  expect(swapped.exitCode, swapped.stderr).toBe(0);
  const verdict = { before: 'wrong-account', now: 'proven' };
  expect(receiver.heard.slice(1)).toEqual([
    expect.objectContaining({ target, verdict, runId: swapped.runId, exitCode: 0 }),
  ]);
  await run('verify');
  expect(receiver.heard).toHaveLength(2);

  await sites.stopSite('align');
  await run('verify');
  await run('verify');
  expect(receiver.heard.slice(2)).toEqual([
    expect.objectContaining({ verdict: { before: 'proven', now: 'unreachable' }, exitCode: 11 }),
  ]);
  expect(receiver.requests).toHaveLength(3);
  expect(said.join('\n')).not.toContain(receiver.secret);
});

test.describe('a connector that is as it should be', () => {
  test.use({ variants: { owner: 'service' } });

  test('is no news at first', async ({ operator, receiver }) => {
    const { exitCode, stderr } = await operator.run(['verify'], { NOTIFY_URL: receiver.url });
    expect(exitCode, stderr).toBe(0);
    expect(receiver.requests).toEqual([]);
  });
});

test('a redirect is not followed, and what was not told is told by the next run', async ({ operator, receiver }) => {
  const settings = { NOTIFY_URL: receiver.url };
  const elsewhere = await startReceiver();
  try {
    for (const status of [302, 307]) {
      receiver.answer(status, { location: elsewhere.url });
      const { exitCode, stderr } = await operator.run(['verify'], settings);
      expect(exitCode, stderr).toBe(8);
      expect(stderr).toContain(`! NOTIFY_URL was not told that Acme Jira (`);
      expect(stderr).toContain(
        `it answered with a redirect (${status}), which is not followed. The next run tries again.`,
      );
    }
    expect(elsewhere.requests).toEqual([]);
    receiver.answer(200);
    await operator.run(['verify'], settings);
    expect(receiver.heard).toEqual([expect.objectContaining({ verdict: { before: null, now: 'wrong-account' } })]);
  } finally {
    await elsewhere.stop();
  }
});

test('where nobody hears, the run says so in one line, and is what it is', async ({ operator, receiver }) => {
  const without = await operator.run(['verify']);
  await receiver.stop();
  const down = await operator.run(['verify'], { NOTIFY_URL: receiver.url });
  expect(down.stderr).toContain('it could not be reached (ECONNREFUSED)');
  const silent = await startReceiver(Number(new URL(receiver.url).port));
  try {
    silent.answer('never');
    const unanswered = await operator.run(['verify'], { NOTIFY_URL: receiver.url });
    expect(unanswered.stderr).toContain('there was no answer within 10 s');
    for (const { exitCode, result, stdout, stderr } of [down, unanswered]) {
      expect(exitCode, stderr).toBe(without.exitCode);
      expect(result).toMatchObject({ verdict: without.result.verdict, outcome: 'verified', exitCode });
      expect(stderr.match(/NOTIFY_URL/g)).toHaveLength(1);
      expect(stdout + stderr).not.toContain(receiver.secret);
      expect(stdout).not.toContain('NOTIFY_URL');
    }
  } finally {
    await silent.stop();
  }
});

test('a signal cuts the telling short; result and exit code stay what they were', async ({ operator, receiver }) => {
  receiver.answer('never');
  const going = operator.start(['verify', '--json', '--evidence', 'none'], { NOTIFY_URL: receiver.url });
  await receiver.asked(1);
  const asked = Date.now();
  going.signal('SIGTERM');
  const ended = await going.ended;
  expect(Date.now() - asked).toBeLessThan(5_000);
  expect(ended.exitCode, ended.stderr).toBe(8);
  expect(resultOf(ended)).toMatchObject({ verdict: 'wrong-account', exitCode: 8 });
  expect(ended.stderr).toContain('the command was asked to end');
});

test('the post goes through the proxy, but to what NO_PROXY names', async ({ operator, receiver }) => {
  const proxy = await startProxy('swap-proxy', 'Zq7-proxy-word');
  try {
    const settings = { NOTIFY_URL: receiver.url, PROXY_URL: `http://swap-proxy:Zq7-proxy-word@${proxy.host}` };
    await operator.run(['verify'], { ...settings, NO_PROXY: '127.0.0.1' });
    expect(receiver.heard).toHaveLength(1);
    expect([...proxy.asked]).not.toContain('127.0.0.1');
    // Told anew where nothing is remembered.
    await operator.run(['verify'], { ...settings, LOCK_DIR: `${operator.directory}/other-locks` });
    expect(receiver.heard).toHaveLength(2);
    expect([...proxy.asked]).toContain('127.0.0.1');
  } finally {
    proxy.stop();
  }
});

test('a receiver with a certificate that is not trusted hears nothing; one that is hears it through the proxy', async ({
  operator,
}) => {
  const authority = makeAuthority('Acme Root CA');
  const receiver = await startSecureSite(authority, 'localhost', (request, response) => {
    request.resume().on('end', () => response.writeHead(204).end());
  });
  const proxy = await startProxy('swap-proxy', 'Zq7-proxy-word');
  try {
    const settings = { NOTIFY_URL: `${receiver.origin}/services/hook-Zq7Xw2` };
    const untrusted = await operator.run(['verify'], settings);
    expect(untrusted.exitCode, untrusted.stderr).toBe(8);
    expect(untrusted.stderr).toContain('it could not be reached (UNABLE_TO_VERIFY_LEAF_SIGNATURE)');
    expect(receiver.visitors).toHaveLength(0);
    const root = `${operator.directory}/root.pem`;
    await writeFile(root, authority.certificate);
    const trusted = await operator.run(['verify'], {
      ...settings,
      NODE_EXTRA_CA_CERTS: root,
      PROXY_URL: `http://swap-proxy:Zq7-proxy-word@${proxy.host}`,
    });
    expect(trusted.exitCode, trusted.stderr).toBe(8);
    expect(trusted.stderr).not.toContain('NOTIFY_URL');
    expect(receiver.visitors).toHaveLength(1);
    expect([...proxy.asked]).toContain('localhost');
  } finally {
    receiver.stop();
    proxy.stop();
  }
});

test('a settings file is no place for it', async ({ operator, receiver }) => {
  for (const form of ['NOTIFY_URL', 'NOTIFY_URL_FILE', 'NOTIFY_URL_COMMAND']) {
    await writeFile(`${operator.directory}/.env`, `${form}=${receiver.url}\n`, { mode: 0o600 });
    const { exitCode, result, stdout, stderr } = await operator.run(['verify']);
    expect(exitCode, stderr).toBe(2);
    expect(result.error?.message).toContain(`${form}: may be a variable of the environment only`);
    expect(stdout + stderr).not.toContain(receiver.secret);
  }
});

const refused: readonly [what: string, url: string, says: RegExp][] = [
  ['without https', 'http://hooks.example/abc', /NOTIFY_URL: must begin with https:\/\/\./],
  ['of another kind', 'ftp://hooks.example/abc', /NOTIFY_URL: must begin with https/],
  ['with a user name', 'https://me@hooks.example/abc', /NOTIFY_URL: must hold no user name/],
  ['with a password', 'https://:word@hooks.example/abc', /NOTIFY_URL: must hold no user name/],
  ['that is none', 'hooks.example/abc', /NOTIFY_URL: is not an address/],
  ['of this machine, for a site that is not', 'https://localhost/abc', /NOTIFY_URL: leads to this machine/],
  ['of this machine, without https', 'http://127.0.0.1:8080/abc', /NOTIFY_URL: leads to this machine/],
];

for (const [what, url, says] of refused) {
  test(`refused: an address ${what}`, async () => {
    const message = await refusal({ ...COMPLETE, NOTIFY_URL: url });
    expect(message).toMatch(says);
    expect(message).not.toContain('abc');
  });
}

const accepted: readonly [what: string, settings: Settings][] = [
  ['an address with https', { NOTIFY_URL: 'https://hooks.example/services/abc?token=def' }],
  ['one that a command prints', { NOTIFY_URL_COMMAND: `["/bin/echo","https://hooks.example/services/abc?token=def"]` }],
];

for (const [what, settings] of accepted) {
  test(`accepted: ${what}, of which path and query are a secret`, async () => {
    const { notify, secrets } = await load({ ...COMPLETE, ...settings });
    expect(`${notify?.url.toString() ?? ''} ${JSON.stringify(notify)}`).not.toContain('hooks');
    expect(secrets).toHaveLength(3);
  });
}

const lists: readonly [list: string, url: string, bypassed: boolean][] = [
  ['', 'https://hooks.example/', false],
  ['*', 'https://hooks.example/', true],
  ['hooks.example', 'https://hooks.example/', true],
  ['hooks.example', 'https://eu.hooks.example/', false],
  ['.hooks.example', 'https://eu.hooks.example/', true],
  ['*.HOOKS.example', 'https://eu.hooks.example/', true],
  ['one.example, hooks.example:8443', 'https://hooks.example/', false],
  ['one.example, hooks.example:443', 'https://hooks.example/', true],
  ['[::1]', 'http://[::1]:8080/', true],
];

for (const [list, url, bypassed] of lists) {
  test(`${url} is reached ${bypassed ? 'without' : 'through'} the proxy where NO_PROXY is “${list}”`, () => {
    expect(isBypassed(new URL(url), list)).toBe(bypassed);
  });
}
