import { access, readFile, stat, writeFile } from 'node:fs/promises';

import { type DoctorReport, doctorSchema } from '../../flows/doctor/report.js';
import type { Sites } from '../../fixtures/sites/index.js';
import type { Operator } from '../../fixtures/test.js';
import type { Ended, Going } from '../../fixtures/tool.js';
import { type Desk, type Place, expect, test } from '../../fixtures/window.js';

/** Screens that differ are waited for no longer than it takes to see that they do. */
const SOON = { TIMEOUT_SIGN_IN: '20', TIMEOUT_ACTION: '8' };

const CONTROL: Place = { x: 300, y: 260 };
const DECOY: Place = { x: 300, y: 400 };

/** Where the frame of a window lies that is one. */
const FRAME_TOP = 100;

/** Puts an element where a test can point at it. */
function at({ x, y }: Place): string {
  return `style="position: fixed; z-index: 9; left: ${x - 120}px; top: ${y - 40}px; width: 240px; height: 80px"`;
}

function teach(operator: Operator, desk: Desk, control: string, settings: Record<string, string> = {}): Going {
  const args = ['doctor', '--teach', control, '--json', '--evidence', 'none'];
  return operator.start(args, { ...desk.settings, ...SOON, ...settings });
}

async function point(desk: Desk, teaching: Going, place: Place, said: string, times: 1 | 2 = 1): Promise<void> {
  await desk.clickAt('Jira Align', place, teaching.said(said), times);
}

function reportOf({ stdout }: Ended): DoctorReport {
  return doctorSchema.parse(JSON.parse(stdout));
}

/** What browsers have changed on the sites beside signing in. */
function changed(sites: Sites): readonly string[] {
  return sites.changes.filter(({ from, what }) => from === 'browser' && what !== 'sign-in').map(({ what }) => what);
}

test.describe('Save renamed, and Generate New Key beside it', () => {
  const apply = `<button type="button" id="btnApply" ${at(CONTROL)} onclick="this.form.requestSubmit(document.getElementById('real'))">Apply changes</button>`;
  const page = (html: string): string =>
    html
      .replaceAll(
        /<button([^>]*name="btnUpdateConnectors"[^>]*)>Save<\/button>/g,
        `<button style="display: none" id="real"$1></button>${apply}`,
      )
      .replaceAll(/<button([^>]*)>Generate New Key</g, `<button$1 ${at(DECOY)}>Generate New Key<`);
  test.use({ release: { page } });

  test('the wrong one is not taken; the right one is learnt without being pressed, and a swap goes by it', async ({
    sites,
    operator,
    desk,
  }) => {
    test.setTimeout(240_000);
    const teaching = teach(operator, desk, 'connector.save');
    await teaching.said('Please point at connector.save');
    await teaching.said('Nothing is found for it now.');
    await point(desk, teaching, DECOY, 'Not taken: “Generate New Key” is written on what is never pressed');
    await point(desk, teaching, CONTROL, 'written into');
    const ended = await teaching.ended;
    expect(ended.exitCode, ended.stderr).toBe(0);
    expect(changed(sites)).toEqual([]);
    const path = `${operator.directory}/controls.yaml`;
    const entry = 'connector.save:\n  - css: "#btnApply"\n  - button: Apply changes\n';
    expect(await readFile(path, 'utf8')).toBe(entry);
    expect(reportOf(ended).override).toBe(entry);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(ended.stderr).toContain(`CONTROLS_FILE=${path} connector-swap swap --dry-run`);

    const [, hash = ''] = /--accept-controls ([0-9a-f]{64})/.exec(ended.stderr) ?? [];
    const swapped = await operator.run(['swap', '--accept-controls', hash], { CONTROLS_FILE: path });
    expect(swapped.exitCode, swapped.stderr).toBe(0);
    expect(sites.owner()).toBe(sites.accounts.service.fullName);
  });
});

test.describe('Jira Settings renamed', () => {
  const page = (html: string): string =>
    html.replaceAll(/<(a|button)([^>]*)>Jira Settings</g, `<$1$2 ${at(CONTROL)}><span>Jira Configuration</span><`);
  test.use({ release: { page } });

  test('where the way ends for want of it somebody points at a part of it; the rest of the file stays', async ({
    sites,
    operator,
    desk,
  }) => {
    test.setTimeout(240_000);
    const path = `${operator.directory}/controls.yaml`;
    const rest = '# What the last release calls things.\nidp.username: \'input[name="login"]\' # since May\n';
    await writeFile(path, `${rest}navigation.jiraSettings: '#no-more'\n`, { mode: 0o600 });
    const teaching = teach(operator, desk, 'navigation.jiraSettings');
    await teaching.said('Please point at navigation.jiraSettings');
    await point(desk, teaching, CONTROL, 'in place of what the file has said of it');
    const ended = await teaching.ended;
    expect(ended.exitCode, ended.stderr).toBe(0);
    expect(await readFile(path, 'utf8')).toBe(`${rest}navigation.jiraSettings:\n  button: Jira Configuration\n`);
    expect(changed(sites)).toEqual([]);

    const [, hash = ''] = /--accept-controls ([0-9a-f]{64})/.exec(ended.stderr) ?? [];
    const swapped = await operator.run(['swap', '--accept-controls', hash], { CONTROLS_FILE: path });
    expect(swapped.exitCode, swapped.stderr).toBe(0);
  });
});

test.describe('Jira Settings renamed, and nobody knows where', () => {
  const page = (html: string): string => html.replaceAll('>Jira Settings<', '>Jira Configuration<');
  test.use({ release: { page } });

  test('whoever closes the window instead hears that it was closed', async ({ operator, desk }) => {
    const teaching = teach(operator, desk, 'navigation.jiraSettings');
    await teaching.said('Please point at navigation.jiraSettings');
    await desk.clickInto('Jira Align');
    await desk.press('ctrl+w');
    const ended = await teaching.ended;
    expect(ended.exitCode, ended.stderr).toBe(11);
    const [last] = reportOf(ended).checks.slice(-1);
    expect(last?.detail).toContain('closed');
  });
});

test.describe('a window that is a frame', () => {
  // Such a page hears of a click that Playwright has taken from the element, and what it sends outlives it.
  const listening = `<script>addEventListener('click', () => {
    navigator.sendBeacon('/heard');
    void fetch('/heard', { method: 'POST', keepalive: true }).catch(() => undefined);
  }, true)</script>`;
  const page = (html: string): string =>
    html
      .replace('</body>', `${listening}</body>`)
      .replace('<iframe ', `<iframe style="position: fixed; z-index: 9; left: 0; top: ${FRAME_TOP}px" `)
      .replaceAll(
        /<button([^>]*)>Reauthorize Jira OAuth access</g,
        `<button$1 ${at(CONTROL)}>Reauthorize Jira OAuth access<`,
      );
  test.use({ release: { page }, variants: { window: 'iframe' } });

  test('what is where it always was is learnt too; Reauthorize is not pressed, though somebody double-clicks on it', async ({
    sites,
    operator,
    desk,
  }) => {
    const teaching = teach(operator, desk, 'connector.reauthorize');
    await teaching.said('What would be used now is marked.');
    // The tool's own way has clicked before.
    let isHeard = false;
    void desk.answered('/heard').then(() => {
      isHeard = true;
    });
    await point(desk, teaching, { x: CONTROL.x, y: CONTROL.y + FRAME_TOP }, 'written into', 2);
    const ended = await teaching.ended;
    expect(ended.exitCode, ended.stderr).toBe(0);
    expect(ended.stderr).toContain('✓ Look at the connector window');
    expect(reportOf(ended).override).toContain('button: Reauthorize Jira OAuth access');
    expect(changed(sites)).toEqual([]);
    expect(isHeard).toBe(false);
  });
});

test('where nobody points in time it ends with 3, and nothing is written', async ({ operator, desk }) => {
  const ended = await teach(operator, desk, 'atlassian.username', { TIMEOUT_PERSON: '2' }).ended;
  expect(ended.exitCode, ended.stderr).toBe(3);
  const [last] = reportOf(ended).checks.slice(-1);
  expect(last?.detail).toContain('nobody did in time (TIMEOUT_PERSON). Nothing was written.');
  await expect(access(`${operator.directory}/controls.yaml`)).rejects.toThrow('ENOENT');
});
