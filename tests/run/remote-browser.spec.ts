import { readFile } from 'node:fs/promises';

import { type BrowserPool, lineTo, startBrowserPool, startNoPool } from '../../fixtures/browser-pool.js';
import { makeAuthority } from '../../fixtures/certificates.js';
import { acceptedBySchema } from '../../fixtures/published-schema.js';
import { startSecureSite } from '../../fixtures/secure-site.js';
import { expect, test } from '../../fixtures/test.js';
import { readArtifact, resultOf } from '../../fixtures/tool.js';

/** Lets one in, where it is part of an address. */
const TOKEN = '/Zq7-pool-4711-token';

/** Settings with which the tool takes its browser from there. */
function from({ endpoint }: Pick<BrowserPool, 'endpoint'>): Readonly<Record<string, string>> {
  return { BROWSER_PATH: '', BROWSER_CHANNEL: '', BROWSER_WS_ENDPOINT: endpoint };
}

test('a swap in a remote browser: the result, the terminal and the report say what that machine saw', async ({
  sites,
  operator,
}) => {
  const pool = await startBrowserPool();
  try {
    const args = ['swap', '--evidence', 'full'];
    const { exitCode, result, stdout, stderr } = await operator.run(args, from(pool));
    expect(exitCode, stderr).toBe(0);
    expect(sites.owner()).toBe(sites.accounts.service.fullName);
    expect(await acceptedBySchema(result)).toBe('accepted');
    const { origin, pathname } = new URL(pool.endpoint);
    expect(result.remoteBrowser).toMatchObject({
      origin,
      saw: expect.stringMatching(/^every password and one-time code .* the raw trace, with cookies in it, stays there/),
    });
    const sentence = `The browser was a remote one: ${origin} saw every password`;
    expect(stderr).toContain(sentence);
    expect(await readArtifact(result, 'report.html')).toContain(`<strong><span class="said">${sentence}`);
    expect(result.artifacts.some((path) => path.endsWith('trace.zip'))).toBe(true);
    const written = await Promise.all(result.artifacts.map((path) => readFile(path, 'latin1')));
    for (const text of [stdout, stderr, ...written]) expect(text).not.toContain(pathname.slice(1));
  } finally {
    await pool.stop();
  }
});

const FAILURES: readonly {
  readonly what: string;
  readonly answer: readonly string[];
  readonly exitCode: number;
  readonly code: string;
  readonly says: RegExp;
}[] = [
  {
    ...{ what: 'does not let this machine in', answer: ['HTTP/1.1 401 Unauthorized'], exitCode: 2, code: 'no-browser' },
    says: /did not let this machine in \(status 401\)/,
  },
  {
    ...{ what: 'is none', answer: ['HTTP/1.1 404 Not Found'], exitCode: 2, code: 'no-browser' },
    says: /gave no browser: what answers there is no pool of Playwright browsers \(status 404\)/,
  },
  {
    ...{ what: 'has no browser free', answer: ['HTTP/1.1 503 Busy'], exitCode: 11, code: 'unreachable' },
    says: /could not be reached: it answered with status 503/,
  },
  {
    what: 'leads on to an address without encryption',
    answer: ['HTTP/1.1 302 Found', 'Location: ws://192.0.2.1/elsewhere'],
    ...{ exitCode: 2, code: 'no-browser', says: /it leads on to an address that does not begin with wss:/ },
  },
];

for (const { what, answer, exitCode, code, says } of FAILURES) {
  test(`a pool that ${what}: ${exitCode}, and of its address the origin is said`, async ({ operator }) => {
    const pool = await startNoPool(answer, TOKEN);
    try {
      const ended = await operator.run(['swap'], from(pool));
      expect(ended.exitCode, ended.stderr).toBe(exitCode);
      expect(ended.result).toMatchObject({ changed: false, error: { code, message: expect.stringMatching(says) } });
      expect(ended.result.error?.message).toContain(new URL(pool.endpoint).origin);
      expect(ended.result).not.toHaveProperty('remoteBrowser');
      const log = await readArtifact(ended.result, 'run.ndjson');
      for (const text of [ended.stdout, ended.stderr, log]) expect(text).not.toContain(TOKEN);
    } finally {
      await pool.stop();
    }
  });
}

test('a pool that is not there: 11', async ({ operator }) => {
  const pool = await startNoPool([], TOKEN);
  await pool.stop();
  const { exitCode, result } = await operator.run(['swap'], from(pool));
  expect(exitCode).toBe(11);
  expect(result.error?.message).toContain(`${new URL(pool.endpoint).origin} could not be reached: ECONNREFUSED`);
});

test('a pool whose certificate is not trusted: 11', async ({ operator }) => {
  const site = await startSecureSite(makeAuthority('Somebody'), 'localhost', (_, response) => response.end());
  try {
    const { exitCode, result } = await operator.run(['swap'], {
      ...from({ endpoint: `${site.origin.replace('https', 'wss')}${TOKEN}` }),
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
    });
    expect(exitCode).toBe(11);
    expect(result.error?.code).toBe('certificate');
    expect(result.error?.hint).toContain('NODE_EXTRA_CA_CERTS');
    expect(site.visitors).toEqual([]);
  } finally {
    site.stop();
  }
});

test('a pool of another version: 2, with both versions and what to do', async ({ operator }) => {
  const pool = await startBrowserPool();
  // The pool is a real one; only what the tool says that it is is changed on the way.
  const line = await lineTo(pool, (first) => first.replace(/Playwright\/[\d.]+/, 'Playwright/1.41.2'));
  try {
    const { exitCode, result, stderr } = await operator.run(['swap'], from(line));
    expect(exitCode, stderr).toBe(2);
    expect(result.error?.message).toMatch(/runs Playwright 1\.65, and this tool Playwright 1\.41:/);
    expect(result.error?.hint).toContain('npx playwright@1.41 run-server');
  } finally {
    await line.stop();
    await pool.stop();
  }
});

test('the line to the pool breaks past the first press: the run finishes over another one', async ({
  sites,
  operator,
}) => {
  const pool = await startBrowserPool();
  const line = await lineTo(pool);
  try {
    const going = operator.start(['swap', '--json', '--evidence', 'full'], from(line));
    await going.said('✓ Reauthorize the Jira OAuth access and wait for the request token');
    line.cut();
    const ended = await going.ended;
    expect(ended.exitCode, ended.stderr).toBe(0);
    expect(ended.stderr).toContain('another one is opened to finish');
    expect(resultOf(ended).connector?.after.account?.name).toBe(sites.accounts.service.fullName);
    expect(sites.changes.filter(({ what }) => what === 'reauthorize')).toHaveLength(1);
  } finally {
    await line.stop();
    await pool.stop();
  }
});

test('a signal while a pool does not answer ends the run at once', async ({ operator }) => {
  const pool = await startNoPool([], TOKEN);
  try {
    const going = operator.start(['swap', '--json'], from(pool));
    await pool.asked;
    const signalled = performance.now();
    going.signal('SIGTERM');
    const ended = await going.ended;
    expect(performance.now() - signalled).toBeLessThan(15_000);
    expect(ended.exitCode, ended.stderr).toBe(143);
    expect(resultOf(ended)).toMatchObject({ outcome: 'stopped', changed: false });
  } finally {
    await pool.stop();
  }
});

test('a signal ends the run in time though the line to the pool has gone dead', async ({ operator }) => {
  const pool = await startBrowserPool();
  const line = await lineTo(pool);
  try {
    const going = operator.start(['swap', '--json', '--evidence', 'full'], from(line));
    await going.said('✓ Open the connector');
    line.freeze();
    const signalled = performance.now();
    going.signal('SIGTERM');
    const ended = await going.ended;
    expect(performance.now() - signalled).toBeLessThan(15_000);
    expect(ended.exitCode, ended.stderr).toBe(143);
    expect(resultOf(ended)).toMatchObject({ changed: false });
  } finally {
    await line.stop();
    await pool.stop();
  }
});
