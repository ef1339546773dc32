import { expect, test } from '@playwright/test';

import { type FleetPlace, openFleetPlace, teamName } from '../../fixtures/fleet-place.js';

const TARGET = teamName(1, 1);
let place: FleetPlace;

test.beforeEach(async () => {
  place = await openFleetPlace({}, { companies: 1, teams: 1 });
});

test.afterEach(async () => {
  await place.close();
});

test('what doctor says of a target is called as in the file of targets', async () => {
  const { exitCode, stderr } = await place.start(['doctor', '--target', TARGET]).ended;
  expect(exitCode, stderr).toBe(0);
  expect(stderr).toContain('could be read: accounts.company-1-service.password, accounts.company-1-admin.password');
  const targets = { [TARGET]: { jira: 'company-1', align: 'company-1', connector: 'No such connector' } };
  await place.write({ ...place.file, targets });
  const lost = await place.start(['doctor', '--target', TARGET, '--ui']).ended;
  expect(lost.exitCode, lost.stderr).toBe(5);
  expect(lost.stderr).toContain(`Set targets.${TARGET}.connector to the exact name or the id of the connector.`);
  expect(stderr + lost.stderr).not.toMatch(/JIRA_|ALIGN_|CONNECTOR/);
});

test('a target without Jira Align is looked at for a verification, and it is said that a swap needs more', async () => {
  await place.write({ ...place.file, targets: { alone: { jira: 'company-1', canary: { issue: 'TEAM-1' } } } });
  const { exitCode, stderr } = await place.start(['doctor', '--target', 'alone']).ended;
  expect(exitCode, stderr).toBe(0);
  expect(stderr).toContain('complete, for a verification of Jira alone at');
  expect(stderr).toContain('a swap is not possible with these settings');
  expect(stderr).toContain('could be read: accounts.company-1-service.password\n');
  expect(stderr).not.toContain('no run holds this connector');
  const screens = await place.start(['doctor', '--target', 'alone', '--ui']).ended;
  expect(screens.exitCode, screens.stderr).toBe(2);
  expect(screens.stderr).toContain('targets.alone.align');
});
