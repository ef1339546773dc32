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
    says: ['accounts.service.password.file: there is no such file (target sales).'],
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
      'accounts.admin.totpSecret.command: its first word is no program that can be found: give the full path, or a name on PATH (target sales).',
    ],
  },
  {
    wrong: 'an account without a password',
    content: { accounts: { ...RIGHT.accounts, admin: { username: 'admin' } } },
    says: ['accounts.admin.password: is not given (target sales).'],
  },
  {
    wrong: 'an address, an issue and a connector that are none',
    content: {
      jira: { acme: { url: 'ftp://acme.atlassian.net', account: 'service' } },
      targets: { sales: { jira: 'acme', align: 'acme', canary: { issue: 'x' } } },
    },
    says: [
      'jira.acme.url: is not an address that begins with https:// (target sales).',
      'targets.sales.canary.issue: is not an issue key, as OPS-12.',
      'targets.sales.connector: is not given.',
    ],
  },
  {
    wrong: 'two sites at one address, for two targets',
    content: {
      jira: { dc: { url: 'https://acme.example', account: 'service' } },
      align: { acme: { url: 'https://acme.example', account: 'admin' } },
      targets: {
        sales: { jira: 'dc', align: 'acme', connector: 'Sales' },
        ops: { jira: 'dc', align: 'acme', connector: 'Ops' },
      },
    },
    says: ['jira.dc.url and align.acme.url lead to the same site: one of them is wrong (targets sales, ops).'],
  },
  {
    wrong: 'one site on this machine, the other not',
    content: { jira: { acme: { url: 'http://localhost:8080', account: 'service' } } },
    says: [/^jira\.acme\.url leads to this machine, align\.acme\.url does not.* \(target sales\)\.$/],
  },
  {
    wrong: 'codes from two sources',
    content: {
      accounts: {
        ...RIGHT.accounts,
        service: { ...RIGHT.accounts.service, totpSecret: { env: 'SEED' }, totpCommand: ['code'] },
      },
    },
    says: [/^accounts\.service\.totpSecret and accounts\.service\.totpCommand are both set.* \(target sales\)\.$/],
  },
  {
    wrong: 'Atlassian’s sign-in without its address',
    content: {
      jira: { dc: { url: 'https://jira.acme.example', account: 'service' } },
      align: { acme: { ...RIGHT.align.acme, signIn: 'atlassian' } },
      targets: { sales: { jira: 'dc', align: 'acme', connector: 'Sales' } },
    },
    says: [
      'align.acme.signIn: atlassian needs jira.dc.atlassianIdUrl, since jira.dc.url is not on atlassian.net (target sales).',
    ],
  },
  {
    wrong: 'no Jira Align, and a swap needs one',
    content: { targets: { sales: { jira: 'acme', connector: 'Sales' } } },
    says: ['targets.sales.align: is not given.'],
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
    const environment = { ...PASSWORDS, SEED: 'JBSWY3DPEHPK3PXP', TARGETS_FILE: path };
    const sources = { command: 'swap', environment, envFile: null, directory: testInfo.outputDir } as const;
    const error: unknown = await loadFleet(sources, { is: 'all' }, () => true).catch((why: unknown) => why);
    const [, ...lines] = (error instanceof Error ? error.message : '').split('\n').map((line) => line.trim());
    expect(lines).toEqual(says.map((each) => (typeof each === 'string' ? each : expect.stringMatching(each))));
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
