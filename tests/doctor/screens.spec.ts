import { writeFile } from 'node:fs/promises';

import { agreeTo } from '../../fixtures/agree.js';
import type { Examined } from '../../fixtures/doctor.js';
import { examine } from '../../fixtures/doctor.js';
import { type Operator, expect, test } from '../../fixtures/test.js';

/** Screens that differ are waited for no longer than it takes to see that they do. */
const SOON = { TIMEOUT_SIGN_IN: '12', TIMEOUT_ACTION: '5' };

async function ui(operator: Operator, settings: Readonly<Record<string, string>> = {}): Promise<Examined> {
  return await examine(operator, ['--ui', '--evidence', 'none'], settings);
}

/** Puts the override into a controls file as it is. */
async function pasted(operator: Operator, ...overrides: readonly (string | null)[]): Promise<Record<string, string>> {
  const path = `${operator.directory}/controls.yaml`;
  await writeFile(path, overrides.join(''), { mode: 0o600 });
  await agreeTo(path, `${operator.directory}/locks`);
  return { CONTROLS_FILE: path };
}

test('every control that must be there is found, with its rung and its second signs, and nothing is changed', async ({
  sites,
  operator,
}) => {
  const { exitCode, report, lines, stdout, stderr } = await ui(operator);
  expect(exitCode, stderr).toBe(0);
  expect(report.override).toBeNull();
  const control = (name: string): unknown => report.controls?.find((each) => each.name === name);
  expect(control('connector.save')).toMatchObject({
    screen: 'the connector window',
    status: 'found',
    signs: { label: true, place: true },
    rungs: [{ matches: 1 }, { matches: 1 }, { matches: 1 }],
  });
  expect(control('atlassian.username')).toMatchObject({ status: 'found', rung: '[data-testid="username"]' });
  expect(control('applications.title')).toMatchObject({ status: 'found' });
  for (const absent of ['connector.request', 'connector.authorize', 'consent.allow', 'atlassian.code', 'jira.username'])
    expect(control(absent), absent).toMatchObject({ status: 'not-reached', candidates: [], override: null });
  expect(lines).toContain('ok connector: “Acme Jira” can be edited');
  expect(stderr).toContain('Not on a screen that was reached:');
  const own = sites.changes.filter(({ from }) => from === 'browser');
  expect(own.map(({ what }) => what)).toEqual(['sign-in', 'sign-in']);
  for (const { password } of [sites.accounts.service, sites.accounts.superAdmin])
    expect(stdout + stderr).not.toContain(password);
  for (const { value } of sites.issued) expect(stdout + stderr).not.toContain(value);
});

test('a sign-in that is refused is no drifted control: 3', async ({ operator }) => {
  const { exitCode, report, stderr } = await ui(operator, { ALIGN_PASSWORD: 'another word', ...SOON });
  expect(exitCode, stderr).toBe(3);
  expect(report.override).toBeNull();
  expect(report.controls?.filter(({ status }) => status === 'not-found')).toEqual([]);
});

test('where something stands in the way of every run the screens are not looked at', async ({ sites, operator }) => {
  await sites.stopSite('align');
  const { exitCode, report, lines } = await ui(operator);
  expect(exitCode).toBe(11);
  expect(report.controls).toBeNull();
  expect(lines).toContain('warning screens: were not looked at');
});

/** What a new release may rename, and the control that is then not found. */
const RENAMED = [
  {
    control: 'navigation.jiraSettings',
    page: (html: string) => html.replaceAll('>Jira Settings<', '>Jira Configuration<'),
  },
  {
    control: 'navigation.settings',
    page: (html: string) => html.replaceAll(/([">])Settings(["<])/g, '$1Preferences$2'),
  },
  {
    control: 'navigation.jiraConnectors',
    page: (html: string) => html.replaceAll('>Jira Connectors<', '>Manage connectors<'),
  },
  {
    control: 'align.submit',
    page: (html: string) =>
      html.replace(
        '<button type="submit" class="primary">Sign Me In',
        '<button class="primary" id="go" type="button" onclick="this.form.requestSubmit()">Log in',
      ),
  },
  {
    control: 'atlassian.username',
    page: (html: string) =>
      html
        .replaceAll('username-uid1', 'identifier-1')
        .replaceAll(/(data-testid|name)="username"/g, '$1="identifier"')
        .replaceAll('>Email<', '>Work e-mail or user name<'),
  },
] as const;

for (const { control, page } of RENAMED) {
  test.describe(`${control} renamed`, () => {
    test.use({ release: { page } });

    test('is said with what could be it; the override, pasted as it is, makes the swap succeed', async ({
      sites,
      operator,
    }) => {
      const { exitCode, report, stderr } = await ui(operator, SOON);
      expect(exitCode, stderr).toBe(9);
      expect(report.controls?.filter(({ override }) => override !== null).map(({ name }) => name)).toEqual([control]);
      expect(report.override, stderr).toContain(`${control}:`);
      expect(stderr).toContain('Paste this into the file that CONTROLS_FILE names');
      expect(sites.changes.filter(({ from, what }) => from === 'browser' && what !== 'sign-in')).toEqual([]);
      const swapped = await operator.run(['swap'], await pasted(operator, report.override));
      expect(swapped.exitCode, swapped.stderr).toBe(0);
      expect(sites.owner()).toBe(sites.accounts.service.fullName);
    });
  });
}

test.describe('Save and the test renamed', () => {
  const page = (html: string): string =>
    html
      .replaceAll(/(<button[^>]*name=")btnUpdateConnectors("[^>]*>)Save</g, '$1btnApply$2Apply changes<')
      .replaceAll(/>Test connecting to [^<]*</g, '>Test the connection<');
  test.use({ release: { page } });

  test('are both missed in the window, though the way to it was free', async ({ operator }) => {
    const { exitCode, report, lines, stderr } = await ui(operator, SOON);
    expect(exitCode, stderr).toBe(9);
    expect(lines).toContain(
      'problem controls: connector.save was not found (the connector window). Likeliest: button “Apply changes”',
    );
    expect(report.controls?.filter(({ override }) => override !== null).map(({ name }) => name)).toEqual([
      'connector.save',
      'connector.test',
    ]);
    const again = await ui(operator, await pasted(operator, report.override));
    expect(again.exitCode, again.stderr).toBe(0);
  });
});

test.describe('Save called Update, and Deactivate called Save', () => {
  const page = (html: string): string =>
    html
      .replaceAll(/(<button[^>]*name="btnUpdateConnectors"[^>]*>)Save</g, '$1Update<')
      .replaceAll('>Deactivate<', '>Save<');
  test.use({ release: { page } });

  test('what is in the form by the name of Save is proposed by its new words, never what says Save now', async ({
    sites,
    operator,
  }) => {
    const { exitCode, report, lines, stderr } = await ui(operator, SOON);
    expect(exitCode, stderr).toBe(9);
    expect(lines).toContain('connector.save would not be used, since what is written there is not its label alone');
    expect(report.controls?.find(({ name }) => name === 'connector.save')).toMatchObject({ status: 'uncertain' });
    expect(report.override).toContain('button: Update');
    const swapped = await operator.run(['swap'], await pasted(operator, report.override));
    expect(swapped.exitCode, swapped.stderr).toBe(0);
    expect(sites.changes.filter(({ what }) => what === 'deactivate')).toEqual([]);
  });
});

test.describe('Reauthorize doubled', () => {
  const press = (name: string): string =>
    `<button type="submit" name="${name}" value="1">Reauthorize Jira OAuth access</button>`;

  test.describe('beside one of another name', () => {
    const page = (html: string): string =>
      html.replace(/<button[^>]*>Reauthorize Jira OAuth access<\/button>/, press('btnGenerateKey') + press('btnOAuth'));
    test.use({ release: { page } });

    test('the one whose name is not that of Generate New Key is proposed', async ({ operator }) => {
      const { exitCode, report, stderr } = await ui(operator, SOON);
      expect(exitCode, stderr).toBe(9);
      expect(report.override, stderr).toContain('btnOAuth');
      expect(report.override).not.toContain('btnGenerateKey');
    });
  });

  test.describe('beside its like', () => {
    const page = (html: string): string =>
      html.replace(/<button[^>]*>Reauthorize Jira OAuth access<\/button>/, press('btnOAuth') + press('btnOAuth'));
    test.use({ release: { page } });

    test('nothing tells them apart, and nothing is proposed', async ({ operator }) => {
      const { exitCode, report, stderr } = await ui(operator, SOON);
      expect(exitCode, stderr).toBe(9);
      expect(report.override, stderr).toBeNull();
    });
  });
});
