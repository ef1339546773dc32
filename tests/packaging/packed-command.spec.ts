import { execFile } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { expect, test } from '../../fixtures/test.js';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const run = promisify(execFile);

test('packed and installed in an empty folder, the command helps, and swaps', async ({ sites }, testInfo) => {
  // The packages come from the registry, or from npm's cache of it.
  test.setTimeout(180_000);
  const folder = testInfo.outputPath('installed');
  await mkdir(folder, { recursive: true });
  // The tree was built before the tests began; to build it again would pull it from under the tests beside this one.
  const packed = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: PROJECT,
  });
  const files = (JSON.parse(packed.stdout) as [{ files: { path: string }[]; filename: string }])[0];
  expect(
    files.files.map(({ path }) => path).filter((path) => /^tests|\.spec\.|(?<!\.d)\.ts$|\.env$/.test(path)),
  ).toEqual([]);
  expect(files.files.map(({ path }) => path)).toEqual(
    expect.arrayContaining([
      'dist/flows/cli.js',
      'dist/fixtures/sites/index.js',
      'docs/result.schema.json',
      'README.md',
    ]),
  );

  await writeFile(`${folder}/package.json`, '{ "private": true }');
  await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', `./${files.filename}`], { cwd: folder });
  expect(await readdir(`${folder}/node_modules`)).not.toContain('@playwright');

  // Offline, so that whatever npx or the command might want to download would fail.
  const browser = Object.fromEntries(Object.entries(env).filter(([name]) => name.startsWith('BROWSER_')));
  const base = { PATH: env['PATH'], HOME: env['HOME'], npm_config_offline: 'true', CI: 'true', ...browser };
  const help = await run('npx', ['connector-swap', '--help'], { cwd: folder, env: base });
  expect(help.stdout).toContain('Usage: connector-swap');
  // Node itself would end with 9 for a file that is not there, and obey one that the tool refuses; npx, a script of Node's
  // as well, is kept from it by the two dashes.
  const missing = run('npx', ['--', 'connector-swap', 'verify', '--env-file', 'missing'], { cwd: folder, env: base });
  await expect(missing).rejects.toMatchObject({ code: 2 });
  const settings = { ...base, ...sites.environment, LOCK_DIR: `${folder}/locks` };
  const swap = await run('npx', ['connector-swap', 'swap', '--json'], { cwd: folder, env: settings });
  expect(JSON.parse(swap.stdout)).toMatchObject({ exitCode: 0, changed: true });
  expect(sites.owner()).toBe(sites.accounts.service.fullName);
});

test('the bootstrap does and says nothing the second time', async () => {
  const { stdout, stderr } = await run('node', ['fixtures/setup.mjs'], { cwd: PROJECT });
  expect([stdout, stderr]).toEqual(['', '']);
});
