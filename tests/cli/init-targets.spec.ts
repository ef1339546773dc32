import { readFile, stat } from 'node:fs/promises';
import { parse } from 'yaml';

import { KEYS, startInTerminal } from '../../fixtures/terminal.js';
import { expect, test } from '../../fixtures/test.js';
import { startTool } from '../../fixtures/tool.js';

test.use({ variants: { connectors: 'many', owner: 'service' } });

test('two connectors of one site become a file of targets, with which both are verified', async ({
  sites,
  operator,
}) => {
  const { directory } = operator;
  const { service, superAdmin } = sites.accounts;
  const passwords = { SERVICE_PASSWORD: service.password, ADMIN_PASSWORD: superAdmin.password };
  const person = startInTerminal(
    ['init', '--targets', 'targets.yaml'],
    { SERVICE_PASSWORD: service.password },
    directory,
  );
  await person.answers('Jira’s address', sites.origins.jira);
  await person.answers('Where this Jira signs people in', sites.origins.atlassianId);
  await person.answers('The service account (JIRA_USERNAME)', service.email);
  await person.chooses('The service account’s password', 'It is in an environment variable');
  await person.answers('The service account’s password: which', 'not a name');
  await person.sees('not the name of a variable');
  await person.answers('The service account’s password: which', 'SERVICE_PASSWORD');
  await person.chooses('The service account’s one-time codes', 'It asks for none');
  await person.isAsked('A name for this account');
  person.presses(KEYS.enter);
  await person.answers('A name for this Jira site', 'no name');
  await person.sees('letters, digits, dots and dashes');
  await person.answers('A name for this Jira site', 'acme');
  await person.answers('Jira Align’s address', sites.origins.align);
  await person.chooses('How Jira Align lets people in', 'Its own form');
  await person.answers('The Super Admin (ALIGN_USERNAME)', superAdmin.email);
  await person.chooses('The Super Admin’s password', 'It is in an environment variable');
  await person.answers('The Super Admin’s password: which', 'ADMIN_PASSWORD');
  await person.answers('A name for this account', 'service');
  await person.sees('That name is taken.');
  await person.answers('A name for this account', 'admin');
  await person.answers('A name for this Jira Align', 'acme');
  await person.answers('The connector (', 'Team 1 Jira');
  await person.answers('The canary issue', 'TEAM-1');
  await person.answers('The application', 'Jira Align');
  await person.isAsked('A name for this target');
  person.presses(KEYS.enter);

  await person.chooses('Another connector?', 'Yes');
  await person.chooses('Which Jira site is it?', 'acme');
  await person.chooses('Which Jira Align is it?', 'acme');
  await person.answers('The connector (', 'Team 2 Jira');
  await person.answers('The canary issue', 'TEAM-2');
  await person.answers('The application', '');
  await person.answers('A name for this target', 'two');
  await person.chooses('Another connector?', 'No');
  expect(await person.ended, person.screen()).toBe(0);
  expect(person.screen()).toContain('Not set here yet, and needed before it is used: ADMIN_PASSWORD.');
  expect(person.screen()).toContain('TARGETS_FILE=targets.yaml connector-swap verify --all');

  const path = `${directory}/targets.yaml`;
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const text = await readFile(path, 'utf8');
  expect(text).toMatch(/^# yaml-language-server: \$schema=/);
  expect(text).toContain('#   projects: [OPS, WEB]');
  expect(parse(text)).toEqual({
    accounts: {
      service: { username: service.email, password: { env: 'SERVICE_PASSWORD' } },
      admin: { username: superAdmin.email, password: { env: 'ADMIN_PASSWORD' } },
    },
    jira: { acme: { url: sites.origins.jira, account: 'service', atlassianIdUrl: sites.origins.atlassianId } },
    align: { acme: { url: sites.origins.align, account: 'admin', signIn: 'manual' } },
    targets: {
      'team-1-jira': {
        jira: 'acme',
        align: 'acme',
        connector: 'Team 1 Jira',
        application: 'Jira Align',
        canary: { issue: 'TEAM-1' },
      },
      two: { jira: 'acme', align: 'acme', connector: 'Team 2 Jira', canary: { issue: 'TEAM-2' } },
    },
  });

  const settings = {
    ...passwords,
    TARGETS_FILE: path,
    LOCK_DIR: `${directory}/locks`,
    ARTIFACTS_DIR: `${directory}/artifacts`,
  };
  const { exitCode, stderr } = await startTool(['verify', '--all', '--evidence', 'none'], settings, directory).ended;
  expect(exitCode, stderr).toBe(0);
});
