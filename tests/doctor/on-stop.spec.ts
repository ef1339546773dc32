import { writeFile } from 'node:fs/promises';

import { agreeTo } from '../../fixtures/agree.js';
import { expect, test } from '../../fixtures/test.js';

/** Screens that differ are waited for no longer than it takes to see that they do. */
const SOON = { TIMEOUT_SIGN_IN: '12', TIMEOUT_ACTION: '5', TIMEOUT_LABEL: '8' };

test.describe('Jira Connectors renamed', () => {
  test.use({ release: { page: (html) => html.replaceAll('>Jira Connectors<', '>Manage connectors<') } });

  test('a swap that stops there proposes the override itself, and with it the same command succeeds', async ({
    sites,
    operator,
  }) => {
    const stopped = await operator.run(['swap'], SOON);
    expect(stopped.exitCode, stopped.stderr).toBe(9);
    const hint = stopped.result.error?.hint ?? '';
    expect(hint).toContain('navigation.jiraConnectors could be the button “Manage connectors”.');
    expect(stopped.stderr).toContain('put this into the file that CONTROLS_FILE names');
    const path = `${operator.directory}/controls.yaml`;
    await writeFile(path, hint.slice(hint.indexOf('\n\n')), { mode: 0o600 });
    await agreeTo(path, `${operator.directory}/locks`);
    const swapped = await operator.run(['swap'], { CONTROLS_FILE: path });
    expect(swapped.exitCode, swapped.stderr).toBe(0);
    expect(sites.owner()).toBe(sites.accounts.service.fullName);
  });
});

test.describe('Allow renamed', () => {
  const page = (html: string): string =>
    html.replace(
      /<input type="submit" id="approve"[^>]*>/,
      '<button hidden id="yes" name="approve" value="1"></button><input type="button" value="Approve" onclick="this.form.requestSubmit(document.getElementById(\'yes\'))" />',
    );
  test.use({ release: { page } });

  test('on the consent screen nothing is pressed, what could be Allow is named, and with that override the swap is finished', async ({
    sites,
    operator,
  }) => {
    const { exitCode, result, stderr } = await operator.run(['swap'], SOON);
    expect(exitCode, stderr).toBe(6);
    expect(result.error?.code, stderr).toBe('unknown-screen');
    expect(result.error?.hint, stderr).toContain('consent.allow could be the button “Approve”');
    expect(sites.changes.filter(({ what }) => what === 'allow' || what === 'deny')).toEqual([]);
    const hint = result.error?.hint ?? '';
    const path = `${operator.directory}/controls.yaml`;
    await writeFile(path, hint.slice(hint.indexOf('\n\n')), { mode: 0o600 });
    await agreeTo(path, `${operator.directory}/locks`);
    const again = await operator.run(['swap'], { CONTROLS_FILE: path });
    expect(again.exitCode, again.stderr).toBe(0);
    expect(again.result.overrides?.says).toHaveProperty(['consent.allow']);
    expect(sites.owner()).toBe(sites.accounts.service.fullName);
  });
});

test('where nothing has drifted a run that stops proposes nothing', async ({ operator }) => {
  const { exitCode, result } = await operator.run(['swap'], { CONNECTOR: 'No such connector', ...SOON });
  expect(exitCode).toBe(5);
  expect(result.error?.hint).toBe('Set CONNECTOR to the exact name or the id of the connector.');
});
