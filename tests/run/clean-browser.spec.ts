import { writeFile } from 'node:fs/promises';
import { platform } from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';

import { makeAuthority, pkcs12 } from '../../fixtures/certificates.js';
import { type Started, descendants } from '../../fixtures/process-table.js';
import { startProxy } from '../../fixtures/proxy.js';
import { expect, test } from '../../fixtures/test.js';
import { CLI } from '../../fixtures/tool.js';

/** Milliseconds between two looks at the process table: Chromium's processes live for seconds. */
const SAMPLE = 200;

/** What a scheduler's environment holds besides, and what is none of the browser's business. */
const FOREIGN = {
  AWS_SECRET_ACCESS_KEY: 'canary-aws-secret',
  GITHUB_TOKEN: 'canary-github-token',
  DATABASE_URL: 'postgres://canary-database',
  JIRA_API_TOKEN: 'canary-jira-token',
  NODE_OPTIONS: '--title=canary-node-options',
  npm_config__auth: 'canary-npm-auth',
  LC_IDENTIFICATION: 'canary-locale',
} as const;

// Only Linux shows the environment of other processes as files.
if (platform === 'linux') {
  test('no process of the browser has a setting of the tool, or anything foreign, in its environment or arguments', async ({
    sites,
    operator,
  }) => {
    const proxy = await startProxy('canary-proxy-user', 'canary-proxy-word');
    const certificate = `${operator.directory}/canary-client.p12`;
    const client = makeAuthority('Acme Root').forClient('swap');
    await writeFile(certificate, pkcs12(client, 'canary-passphrase'), { mode: 0o600 });
    const settings = {
      ...sites.environment,
      JIRA_ACCOUNT_ID: sites.accounts.service.accountId,
      CANARY_FIELD: 'Story Points',
      JIRA_SIGN_IN_ORIGINS: 'http://canary-jira.localhost',
      ALIGN_SIGN_IN_ORIGINS: 'http://canary-align.localhost',
      ARTIFACTS_DIR: `${operator.directory}/canary-artifacts`,
      LOCK_DIR: `${operator.directory}/canary-locks`,
      PROXY_URL: `http://canary-proxy-user:canary-proxy-word@${proxy.host}`,
      CLIENT_CERTIFICATE_FILE: certificate,
      CLIENT_CERTIFICATE_PASSPHRASE: 'canary-passphrase',
      CLIENT_CERTIFICATE_ORIGINS: 'https://canary-certificate.localhost',
      TIMEOUT_SIGN_IN: '51.0625',
      TIMEOUT_ACTION: '14.0625',
      TIMEOUT_RUN: '300.0625',
    };
    try {
      const going = operator.start(['swap', '--dry-run', '--evidence', 'none'], { ...settings, ...FOREIGN });
      const over = new AbortController();
      const ended = going.ended.finally(() => {
        over.abort();
      });
      const seen = new Map<string, Started>();
      while (!over.signal.aborted) {
        for (const started of await descendants(going.pid ?? 0)) seen.set(JSON.stringify(started), started);
        await pause(SAMPLE);
      }
      const { exitCode, stderr } = await ended;
      expect(exitCode, stderr).toBe(0);

      // A copy of the tool's own process that has not yet become another program is still the tool.
      const browser = [...seen.values()].filter((started) => !started.arguments.includes(CLI));
      expect(browser.filter((started) => started.arguments.includes('--type=renderer'))).not.toHaveLength(0);
      expect(browser.filter(({ environment }) => environment.includes('PATH='))).not.toHaveLength(0);
      const all = browser.map(({ arguments: words, environment }) => `${words}\0${environment}`).join('\0');
      const canaries = [...Object.values(settings), ...Object.values(FOREIGN), 'canary-'];
      expect(canaries.filter((canary) => all.includes(canary))).toEqual([]);
      const names = [...Object.keys(settings), ...Object.keys(FOREIGN)];
      expect(names.filter((name) => all.includes(`\0${name}=`))).toEqual([]);
    } finally {
      proxy.stop();
    }
  });
}
