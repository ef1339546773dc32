import { expect, test } from '@playwright/test';
import { mkdir } from 'node:fs/promises';

import { deployedCommands } from '../../fixtures/deployed.js';
import { resultOf, startTool } from '../../fixtures/tool.js';
import { variables } from '../../flows/config/variables.js';

/** What may be set: settings, what the system goes by, and what the file of targets refers to. */
const SETTINGS = [
  ...Object.keys(variables.shape),
  'NOTIFY_URL',
  'HOME',
  'TMPDIR',
  'SERVICE_PASSWORD',
  'ADMIN_PASSWORD',
];

test('the real command takes every command line, and every setting, that something deployed gives it', async ({}, testInfo) => {
  const folder = testInfo.outputPath('machine');
  await mkdir(`${folder}/var/lib/connector-swap`, { recursive: true });
  await mkdir(`${folder}/var/lib/prometheus/node-exporter`, { recursive: true });
  const commands = await deployedCommands();
  expect(commands.map(({ where }) => where)).toEqual([
    'kubernetes/cronjob.yaml',
    'kubernetes/indexed-job.yaml',
    'systemd',
    'github-actions',
  ]);
  for (const { where, args, settings } of commands) {
    const here = (path: string): string =>
      path.replace(/^\/(?=var|etc)/, `${folder}/`).replace('$(JOB_COMPLETION_INDEX)', '2');
    const own = Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, here(value)]));
    // Kubernetes sets the index itself.
    const ended = await startTool(args.map(here), { ...own, JOB_COMPLETION_INDEX: '2' }, folder).ended;
    expect(ended.exitCode, `${where}: ${ended.stderr}`).toBe(2);
    // The one thing that is wrong: no option, no setting.
    expect(resultOf(ended).error, where).toMatchObject({
      code: 'configuration',
      message: expect.stringMatching(/^[^\n]*\n?[^\n]*TARGETS_FILE: there is no such file\.$/),
    });
    expect(
      Object.keys(settings).filter((name) => !SETTINGS.includes(name)),
      where,
    ).toEqual([]);
  }
});
