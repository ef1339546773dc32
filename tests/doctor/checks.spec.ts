import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { pid } from 'node:process';
import { z } from 'zod';

import { doctorSchema } from '../../flows/doctor/report.js';
import { makeAuthority } from '../../fixtures/certificates.js';
import { examine } from '../../fixtures/doctor.js';
import { startProxy } from '../../fixtures/proxy.js';
import { startSecureSite } from '../../fixtures/secure-site.js';
import { expect, test } from '../../fixtures/test.js';

test('where all is well doctor says so, changes nothing and leaves nothing', async ({ sites, operator }) => {
  const { exitCode, report, lines, stderr } = await examine(operator);
  expect(exitCode, stderr).toBe(0);
  expect(report.exitCode).toBe(0);
  expect(report.checks.filter(({ status }) => status !== 'ok')).toEqual([]);
  for (const origin of [sites.origins.jira, sites.origins.atlassianId, sites.origins.align])
    expect(lines).toContain(`${origin} answered after`);
  expect(lines).toContain('1001.0.0-SNAPSHOT (Cloud)');
  expect(lines).toContain('ok clock: the same time at Jira, Atlassian ID, Jira Align');
  expect(lines).toContain('ok secrets: could be read: JIRA_PASSWORD, ALIGN_PASSWORD');
  expect(lines).toMatch(/ok browser: chromium \d+/);
  expect(stderr.trimEnd().endsWith('Nothing is wrong.'), stderr).toBe(true);
  expect(sites.changes.filter(({ from }) => from === 'browser')).toEqual([]);
  expect(await readdir(operator.directory)).toEqual([]);
});

test('every wrong setting is a line of its own, at once, and nothing is opened: 2', async ({ operator }) => {
  const settings = { JIRA_URL: 'acme', ALIGN_PASSWORD: '', CONNECTOR: '', TIMEOUT_RUN: 'long' };
  const { exitCode, report, stderr } = await examine(operator, [], settings);
  expect(exitCode, stderr).toBe(2);
  const details = report.checks.map(({ status, detail }) => `${status} ${detail.split(':')[0] ?? ''}`);
  expect(details.sort()).toEqual(
    ['ALIGN_PASSWORD', 'CONNECTOR', 'JIRA_URL', 'TIMEOUT_RUN'].map((name) => `problem ${name}`),
  );
  expect(stderr).toContain('4 problems. Exit code 2');
});

test('where nothing of Jira Align is set, what a verification of Jira alone needs is looked at', async ({
  operator,
}) => {
  const none = { ALIGN_URL: '', ALIGN_USERNAME: '', ALIGN_PASSWORD: '', CONNECTOR: '' };
  const { exitCode, lines, stderr } = await examine(operator, [], none);
  expect(exitCode, stderr).toBe(0);
  expect(lines).toContain('warning settings: a swap is not possible with these settings');
  const half = await examine(operator, [], { ...none, CONNECTOR: 'Acme Jira' });
  expect(half.exitCode, half.stderr).toBe(2);
  expect(half.lines).toContain('problem settings: ALIGN_URL: is not set.');
});

test('secrets are resolved by their commands and from their files, and never shown', async ({ sites, operator }) => {
  const { password } = sites.accounts.service;
  const file = `${operator.directory}/word`;
  await writeFile(file, `${sites.accounts.superAdmin.password}\n`, { mode: 0o600 });
  const commands = {
    JIRA_PASSWORD: '',
    JIRA_PASSWORD_COMMAND: JSON.stringify(['printf', '%s', password]),
    ALIGN_PASSWORD: '',
    ALIGN_PASSWORD_FILE: file,
    JIRA_TOTP_COMMAND: 'printf 493817',
  };
  const { exitCode, lines, stdout, stderr } = await examine(operator, [], commands);
  expect(exitCode, stderr).toBe(0);
  expect(lines).toContain('could be read: JIRA_PASSWORD, ALIGN_PASSWORD');
  expect(lines).toContain('JIRA_TOTP_COMMAND printed a code');
  for (const secret of [password, sites.accounts.superAdmin.password, '493817'])
    expect(stdout + stderr).not.toContain(secret);
  const broken = await examine(operator, [], { ...commands, JIRA_PASSWORD_COMMAND: 'false' });
  expect(broken.exitCode, broken.stderr).toBe(2);
  expect(broken.lines).toContain('problem settings: JIRA_PASSWORD_COMMAND');
});

test('an origin that can’t be reached is named, and the others are looked at all the same: 11', async ({
  sites,
  operator,
}) => {
  await sites.stopSite('align');
  const { exitCode, report, lines, stderr } = await examine(operator);
  expect(exitCode, stderr).toBe(11);
  expect(lines).toContain(`problem Jira Align: ${sites.origins.align} could not be reached (ERR_CONNECTION_REFUSED)`);
  expect(lines).toContain('ok Atlassian ID');
  expect(report.checks.find(({ status }) => status === 'problem')?.hint).toContain('the address in the settings');
});

test('a certificate of an unknown authority is a problem of that site: 11', async ({ operator }) => {
  const site = await startSecureSite(makeAuthority('Acme TLS Inspection'), 'acme.jira.localhost', (_, response) =>
    response.end(),
  );
  try {
    const { exitCode, lines, stderr } = await examine(operator, [], { JIRA_URL: site.origin });
    expect(exitCode, stderr).toBe(11);
    expect(lines).toContain(`problem Jira: The certificate of ${site.origin}`);
    expect(lines).toContain('is not trusted by this browser');
  } finally {
    site.stop();
  }
});

test('an address that is no Jira’s is told from one', async ({ sites, operator }) => {
  const { exitCode, lines } = await examine(operator, [], { JIRA_URL: `${sites.origins.jira}/elsewhere` });
  expect(exitCode).toBe(0);
  expect(lines).toContain('did not say which Jira it is');
});

test('without a browser it says what helps: 2', async ({ operator }) => {
  const { exitCode, lines, stderr } = await examine(operator, [], { BROWSER_PATH: '/bin/false' });
  expect(exitCode, stderr).toBe(2);
  expect(lines).toContain('problem browser');
});

test('a window before a pool of remote browsers, where nobody would see it, is refused: 2', async ({ operator }) => {
  const pool = { BROWSER_PATH: '', BROWSER_CHANNEL: '', BROWSER_WS_ENDPOINT: 'ws://127.0.0.1:9', DISPLAY: ':9' };
  for (const options of [
    ['--ui', '--headed'],
    ['--teach', 'connector.save'],
  ]) {
    const { exitCode, lines, stderr } = await examine(operator, options, pool);
    expect(exitCode, stderr).toBe(2);
    expect(lines).toContain('problem settings: BROWSER_WS_ENDPOINT: --headed shows a window');
  }
});

test('which sites are reached through the proxy is said, and its password is not', async ({ sites, operator }) => {
  const proxy = await startProxy('swap-proxy', 'Zq7-proxy-word');
  try {
    const { exitCode, lines, stdout, stderr } = await examine(operator, [], {
      PROXY_URL: `http://swap-proxy:Zq7-proxy-word@${proxy.host}`,
      NO_PROXY: new URL(sites.origins.align).hostname,
    });
    expect(exitCode, stderr).toBe(0);
    const [jira, id, align] = [sites.origins.jira, sites.origins.atlassianId, sites.origins.align].map(
      (origin) => new URL(origin).host,
    );
    expect(lines).toContain(
      `ok proxy: through http://${proxy.host}: ${jira ?? ''}, ${id ?? ''}; straight, by NO_PROXY: ${align ?? ''}`,
    );
    expect(stdout + stderr).not.toContain('Zq7-proxy-word');
  } finally {
    proxy.stop();
  }
});

test.describe('clocks', () => {
  const FIVE_MINUTES = 300_000;

  test.describe('of every site, five minutes ahead', () => {
    test.use({ release: { ahead: () => FIVE_MINUTES } });

    test('it is this machine’s that is wrong: a warning', async ({ operator }) => {
      const { exitCode, report, stderr } = await examine(operator);
      expect(exitCode, stderr).toBe(0);
      const clock = report.checks.find(({ name }) => name === 'clock');
      expect(clock).toMatchObject({ status: 'warning' });
      expect(clock?.detail).toMatch(/^Jira is (?:4 min 5\d s|5 min \d s) ahead; Atlassian ID is/);
      expect(clock?.hint).toContain('Set the clock of this machine');
      expect(stderr).toContain('Nothing stops a run. But look at 1 warning.');
    });
  });

  test.describe('of one site, five minutes behind', () => {
    test.use({ release: { ahead: (host) => (host.includes('jiraalign') ? -FIVE_MINUTES : 0) } });

    test('it is that site’s', async ({ operator }) => {
      const { report } = await examine(operator);
      const clock = report.checks.find(({ name }) => name === 'clock');
      expect(clock?.detail).toMatch(/^Jira Align is 5 min \d s behind; the same time at Jira, Atlassian ID$/);
      expect(clock?.hint).toContain('Tell whoever runs Jira Align');
    });
  });
});

test('a lock that is held is named with its holder, and a journal that did not end', async ({ operator }) => {
  const locks = `${operator.directory}/locks`;
  await mkdir(locks);
  const holder = { runId: 'R-1', pid, host: hostname(), since: '2026-01-01T00:00:00.000Z', connector: 'acme jira' };
  await writeFile(`${locks}/0123456789abcdef.lock`, JSON.stringify(holder));
  const press = { record: 'press', runId: 'R-0', at: '2026-01-01T00:00:00.000Z', press: 'Reauthorize', former: null };
  await writeFile(`${locks}/0123456789abcdef.journal`, `${JSON.stringify(press)}\n`);
  const named = { ...press, runId: 'R-2', connector: 'Acme Jira' };
  await writeFile(`${locks}/fedcba9876543210.journal`, `${JSON.stringify(named)}\n`);
  const { exitCode, report, lines, stderr } = await examine(operator);
  expect(exitCode, stderr).toBe(0);
  expect(lines).toContain(`warning lock: Run R-1 (process ${pid} on ${hostname()}`);
  expect(lines).toContain('run R-0 was left unfinished: it pressed Reauthorize on a connector of this folder');
  expect(lines).toContain('run R-2 was left unfinished: it pressed Reauthorize on connector “Acme Jira” (its journal');
  expect(report.checks.find(({ name }) => name === 'lock')?.hint).toContain('connector-swap unlock 0123456789abcdef');
});

test('folders that can’t be written are problems, and hide nothing else: 2', async ({ operator }) => {
  const file = `${operator.directory}/file`;
  await writeFile(file, '');
  const nowhere = { LOCK_DIR: `${file}/locks`, ARTIFACTS_DIR: `${file}/artifacts` };
  const { exitCode, lines, stderr } = await examine(operator, [], nowhere);
  expect(exitCode, stderr).toBe(2);
  expect(lines).toContain('problem artefacts');
  expect(lines).toContain('problem lock folder');
  expect(lines).toContain('ok Jira Align');
});

test('the published schema is the one that doctor uses', async () => {
  const published: unknown = JSON.parse(
    await readFile(new URL('../../docs/doctor.schema.json', import.meta.url), 'utf8'),
  );
  expect(published).toMatchObject(z.toJSONSchema(doctorSchema));
});
