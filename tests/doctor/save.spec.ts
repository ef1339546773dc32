import { readFile, readdir, stat, writeFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright';

import type { ControlSeen } from '../../flows/doctor/report.js';
import { examine } from '../../fixtures/doctor.js';
import { FULL_NAMES, OTHER_NAMES } from '../../fixtures/sites/names.js';
import { tabOf } from '../../fixtures/tab.js';
import { type Operator, expect, test } from '../../fixtures/test.js';
import { countRungs } from '../../pages/controls/candidates.js';
import { everyControl } from '../../pages/controls/catalogue.js';
import { lookForWindow } from '../../pages/window-place.js';

/** Every name and value on the screens that says whose they are. */
const NAMES = [...Object.values(FULL_NAMES.unlikely), ...Object.values(OTHER_NAMES.unlikely)].flatMap((name) =>
  name.split(/[\s@.]+/),
);

interface Outline {
  readonly path: string;
  readonly content: string;
}

async function outlines(folder: string): Promise<readonly Outline[]> {
  const names = (await readdir(folder)).sort();
  return await Promise.all(
    names.map(async (name) => ({ path: join(folder, name), content: await readFile(join(folder, name), 'utf8') })),
  );
}

/** The rungs of a control on a page that was made from an outline, as the doctor counted them on the screen. */
async function rungsOn(page: Page, name: string): Promise<readonly number[]> {
  const tab = tabOf(page);
  const control = everyControl.find((each) => each.name === name);
  if (control === undefined) throw new TypeError(`There is no control ${name}.`);
  const within = control.screen === 'the connector window' ? await lookForWindow(tab) : null;
  return (await countRungs(tab, name, control.ladder, within)).map(({ count }) => count);
}

/** Which of the controls that were found on the screens are not found, by the same rungs, in any outline. */
async function lostIn(
  page: Page,
  all: readonly Outline[],
  controls: readonly ControlSeen[],
): Promise<readonly string[]> {
  const found = controls.filter(({ status }) => status === 'found');
  const lost = new Set(found.map(({ name }) => name));
  for (const { path } of all) {
    await page.goto(pathToFileURL(path).href);
    for (const { name, rungs } of found) {
      if (!lost.has(name)) continue;
      const counts = await rungsOn(page, name);
      if (rungs.every(({ matches }, index) => matches === counts[index])) lost.delete(name);
    }
  }
  return [...lost];
}

async function save(operator: Operator): Promise<{ folder: string; examined: Awaited<ReturnType<typeof examine>> }> {
  const folder = join(operator.directory, 'outlines');
  return { folder, examined: await examine(operator, ['--save', 'outlines', '--evidence', 'none']) };
}

for (const variants of [
  { window: 'page', 'form-names': 'labelled' },
  { window: 'iframe', 'form-names': '2022-only', navigation: 'bottom-administration', 'control-kind': 'input' },
  { window: 'modal', 'form-names': 'labels-only', 'control-kind': 'link', 'id-form': 'older', labels: 'older' },
] as const) {
  test.describe(`a window as ${JSON.stringify(variants)}`, () => {
    test.use({ variants: { ...variants, names: 'unlikely' } });

    test('each screen is kept as an outline: no name, no value is in it, and every control is found there as on the screen', async ({
      sites,
      operator,
      page,
    }) => {
      const { folder, examined } = await save(operator);
      const { exitCode, report, lines, stderr } = examined;
      expect(exitCode, stderr).toBe(0);
      const all = await outlines(folder);
      expect(lines).toContain(`ok outlines: of ${all.length} screens lie in ${folder}`);
      expect(report.artifacts).toEqual(expect.arrayContaining(all.map(({ path }) => path)));
      for (const { path } of all) expect((await stat(path)).mode & 0o777, path).toBe(0o600);

      const { service, person, superAdmin, other } = sites.accounts;
      const own = [service, person, superAdmin, other].flatMap((each) => [
        ...[each.email, each.username, each.accountId, each.key, each.password, each.totpSecret],
      ]);
      const values = [...NAMES, ...own, ...sites.issued.map(({ value }) => value), 'acme', '.localhost', '127.0.0.1'];
      for (const { path, content } of all)
        for (const value of values) expect(content.toLowerCase(), path).not.toContain(value.toLowerCase());

      expect(all.map(({ path }) => path).some((path) => path.includes('connector-window'))).toBe(true);
      expect(await lostIn(page, all, report.controls ?? [])).toEqual([]);
    });
  });
}

test.describe('Jira Connectors renamed', () => {
  test.use({ release: { page: (html) => html.replaceAll('>Jira Connectors<', '>Manage connectors<') } });

  test('the screen at which the way ends is kept too, with the new name', async ({ operator }) => {
    const { folder, examined } = await save(operator);
    expect(examined.exitCode, examined.stderr).toBe(9);
    const last = (await outlines(folder)).at(-1);
    expect(last?.path).toContain('align-where-it-stopped');
    expect(last?.content).toContain('Manage connectors');
  });
});

test('a folder in which something is already is not used: 2', async ({ sites, operator }) => {
  await mkdir(join(operator.directory, 'outlines'));
  await writeFile(join(operator.directory, 'outlines', 'of-another-day.html'), '');
  const { examined } = await save(operator);
  expect(examined.exitCode).toBe(2);
  expect(examined.lines).toContain('The folder for outlines can’t be used (something is in it already).');
  expect(sites.changes.filter(({ from }) => from === 'browser')).toEqual([]);
});
