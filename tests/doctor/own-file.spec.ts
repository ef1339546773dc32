import { writeFile } from 'node:fs/promises';

import { agreeTo } from '../../fixtures/agree.js';
import { examine } from '../../fixtures/doctor.js';
import { type Operator, expect, test } from '../../fixtures/test.js';

/** Screens that differ are waited for no longer than it takes to see that they do. */
const SOON = { TIMEOUT_SIGN_IN: '12', TIMEOUT_ACTION: '5' };

async function fileOf(operator: Operator, text: string): Promise<Record<string, string>> {
  const path = `${operator.directory}/controls.yaml`;
  await writeFile(path, text, { mode: 0o600 });
  await agreeTo(path, `${operator.directory}/locks`);
  return { CONTROLS_FILE: path };
}

/** The window's Save, whose form-field name says which it is. */
const SAVE = /<button[^>]*name="btnUpdateConnectors"[^>]*>Save<\/button>/g;

test.describe('a file leads Save to something that is called otherwise', () => {
  test.use({ release: { page: (html) => html.replace(SAVE, '<button type="button" id="help">Help</button>$&') } });

  test('a swap goes on to the known Save, and doctor sees what a swap sees', async ({ operator }) => {
    const settings = await fileOf(operator, 'connector.save: { before: "#help" }');
    const planned = await operator.run(['swap', '--dry-run'], settings);
    expect(planned.exitCode, planned.stderr).toBe(0);
    const { exitCode, report, stderr } = await examine(operator, ['--ui', '--evidence', 'none'], settings);
    expect(report.override, stderr).toBeNull();
    expect(report.controls?.find(({ name }) => name === 'connector.save')).toMatchObject({ status: 'found' });
    expect(exitCode, stderr).toBe(0);
  });
});

test.describe('a file leads Save away from the known one', () => {
  test.use({ release: { page: (html) => html.replace(SAVE, '<button type="button" id="help">Help</button>$&') } });

  test('doctor proposes the Save that stands there, not what the file leads to', async ({ operator }) => {
    const settings = { ...(await fileOf(operator, 'connector.save: "#help"')), ...SOON };
    const { exitCode, report, stderr } = await examine(operator, ['--ui', '--evidence', 'none'], settings);
    expect(exitCode, stderr).toBe(9);
    expect(report.override, stderr).toContain('button: Save');
  });
});

test.describe('Save has a new word, which stands twice', () => {
  const page = (html: string): string =>
    html.replace(SAVE, (save) => `${save.replace('>Save<', '>Update<')}<button type="button">Update</button>`);
  test.use({ release: { page } });

  test('what is proposed holds the word too, and with it the swap succeeds', async ({ sites, operator }) => {
    const { exitCode, report, stderr } = await examine(operator, ['--ui', '--evidence', 'none'], SOON);
    expect(exitCode, stderr).toBe(9);
    const swapped = await operator.run(['swap'], await fileOf(operator, report.override ?? ''));
    expect(swapped.exitCode, swapped.stderr).toBe(0);
    expect(sites.owner()).toBe(sites.accounts.service.fullName);
  });
});

test.describe('Save is renamed in a window over another Save', () => {
  const page = (html: string): string =>
    html.replace(SAVE, (save) => save.replace('>Save<', '>Apply changes<').replace('btnUpdateConnectors', 'btnApply'));
  test.use({ release: { page }, variants: { window: 'slide-out' } });

  test('a run that stops proposes the one in the window', async ({ operator }) => {
    const { exitCode, result, stderr } = await operator.run(['swap'], SOON);
    expect(exitCode, stderr).toBe(9);
    expect(result.error?.hint, stderr).toContain('connector.save could be the button “Apply changes”');
  });
});
