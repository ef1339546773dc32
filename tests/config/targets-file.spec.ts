import { expect, test } from '@playwright/test';
import { mkdir, writeFile } from 'node:fs/promises';

import { loadFleet } from '../../flows/config/fleet.js';
import { startTool } from '../../fixtures/tool.js';

/** A file of targets with nothing wrong in it but what a test puts there. */
const RIGHT = {
  accounts: {
    service: { username: 'service@acme.example', password: { env: 'SERVICE_PASSWORD' } },
    admin: { username: 'admin@acme.example', password: { env: 'ADMIN_PASSWORD' } },
  },
  jira: { acme: { url: 'https://acme.atlassian.net', account: 'service' } },
  align: { acme: { url: 'https://acme.jiraalign.com', account: 'admin' } },
  targets: { sales: { jira: 'acme', align: 'acme', connector: 'Sales' } },
};

const PASSWORDS = { SERVICE_PASSWORD: 'made-up-1', ADMIN_PASSWORD: 'made-up-2' };

for (const { wrong, content, says } of [
  {
    wrong: 'a password’s file that is not there',
    content: { accounts: { ...RIGHT.accounts, service: { username: 'service', password: { file: 'nowhere' } } } },
    says: ['accounts.service.password.file: there is no such file.'],
  },
  {
    wrong: 'a variable that is not set, and a seed whose program is not there',
    content: {
      accounts: {
        ...RIGHT.accounts,
        admin: { username: 'admin', password: { env: 'NOWHERE' }, totpSecret: { command: ['no-such-program'] } },
      },
    },
    says: [
      'accounts.admin.password: NOWHERE is not set in the environment.',
      'accounts.admin.totpSecret.command: its first word is no program that can be found: give the full path, or a name on PATH.',
    ],
  },
  {
    wrong: 'an account without a password',
    content: { accounts: { ...RIGHT.accounts, admin: { username: 'admin' } } },
    says: ['accounts.admin.password: is not given.'],
  },
  {
    wrong: 'an address, an issue and a connector that are none',
    content: {
      jira: { acme: { url: 'ftp://acme.atlassian.net', account: 'service' } },
      targets: { sales: { jira: 'acme', align: 'acme', canary: { issue: 'x' } } },
    },
    says: [
      'jira.acme.url: is not an address that begins with https://.',
      'targets.sales.canary.issue: is not an issue key, as OPS-12.',
      'targets.sales.connector: is not set.',
    ],
  },
  {
    wrong: 'a word that means nothing, one of another kind, and a number',
    content: {
      align: { acme: { url: 'https://acme.jiraalign.com', account: 'admin', signIn: 'other' } },
      targets: { sales: { jira: 'acme', conector: 'Sales' }, ops: { jira: 'acme', connector: 7 } },
    },
    says: [
      'TARGETS_FILE: align.acme.signIn: must be one of manual, atlassian, saml.',
      'TARGETS_FILE: targets.sales: “conector” has no meaning there.',
      'TARGETS_FILE: targets.ops.connector: must be a text: put it in quotes.',
    ],
  },
  {
    wrong: 'a secret that stands in it',
    content: { accounts: { ...RIGHT.accounts, admin: { username: 'admin', password: 'in-the-file' } } },
    says: [
      'TARGETS_FILE: accounts.admin.password: must say where the secret is: { env: NAME }, { file: PATH } or { command: [PROGRAM, ARGUMENT, …] }.',
    ],
  },
  {
    wrong: 'no account at all',
    content: { accounts: undefined },
    says: ['TARGETS_FILE: accounts: is missing.'],
  },
]) {
  test(`told by where it stands in the file: ${wrong}`, async ({}, testInfo) => {
    await mkdir(testInfo.outputDir, { recursive: true });
    const path = testInfo.outputPath('targets.json');
    await writeFile(path, JSON.stringify({ ...RIGHT, ...content }), { mode: 0o600 });
    const environment = { ...PASSWORDS, TARGETS_FILE: path };
    const sources = { command: 'swap', environment, envFile: null, directory: testInfo.outputDir } as const;
    const error: unknown = await loadFleet(sources, { is: 'all' }, () => true).catch((why: unknown) => why);
    const [, ...lines] = (error instanceof Error ? error.message : '').split('\n').map((line) => line.trim());
    expect(lines).toEqual(says);
    expect(lines.join('\n')).not.toMatch(/JIRA_|ALIGN_|CANARY_|in-the-file/);
  });
}

const UNREADABLE = [
  [
    'another depth',
    'accounts:\n  admin:\n    password: in-the-file\n   username: admin\n',
    /at line 4, column \d+ is neither YAML/,
  ],
  ['a mark at its beginning', 'accounts:\n  password: !in-the-file\n', /at line 2, column 13 is neither YAML/],
  ['a star at its beginning', 'accounts:\n  password: *in-the-file\n', /begins with \*, and leads nowhere/],
] as const;

for (const [what, text, says] of UNREADABLE) {
  test(`what is no YAML for ${what} is told without what stands there`, async ({}, testInfo) => {
    await mkdir(testInfo.outputDir, { recursive: true });
    const path = testInfo.outputPath('targets.yaml');
    await writeFile(path, text, { mode: 0o600 });
    const { exitCode, stderr } = await startTool(['verify', '--all'], { TARGETS_FILE: path }, testInfo.outputDir).ended;
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(says);
    expect(stderr).not.toContain('in-the-file');
  });
}
