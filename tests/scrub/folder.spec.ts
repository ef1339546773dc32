import { expect, test } from '@playwright/test';
import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import { pathToFileURL } from 'node:url';
import { zipSync } from 'fflate';

import { SecretRegistry } from '../../flows/report/secret-registry.js';
import { scrubFolder } from '../../flows/scrub/folder.js';
import { Secret } from '../../pages/secret.js';
import { everythingBelow, holding } from './inside.js';

const password = 'p&ss <w"örd> \\ 🔑';

function registry(...values: readonly string[]): SecretRegistry {
  const filled = new SecretRegistry();
  for (const value of values) filled.addSecret(new Secret(value));
  return filled;
}

/** Runs Playwright's command line in a folder. */
async function playwright(folder: string, ...words: readonly string[]): Promise<string> {
  const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
  const options = { cwd: folder, env: { PATH: env['PATH'] ?? '', HOME: env['HOME'] ?? '' } };
  return await new Promise((resolve) => {
    // The test inside fails, so that there is an error to leak in.
    execFile(execPath, [cli, ...words], options, (_, stdout, stderr) => {
      resolve(stdout + stderr);
    });
  });
}

const config = `export default { reporter: [
  ['html', { open: 'never', outputFolder: 'out/html' }], ['blob', { outputDir: 'out/blob' }],
  ['json', { outputFile: 'out/report.json' }], ['junit', { outputFile: 'out/junit.xml' }] ], outputDir: 'out/results' };`;

const spec = `import { expect, test } from '@playwright/test';
import { readFileSync } from 'node:fs';
const password = readFileSync('password', 'utf8');
test('signs in', async ({}, info) => {
  console.log('typing ' + password);
  await info.attach('trace', { path: 'trace.zip', contentType: 'application/zip' });
  await info.attach('note', { body: password, contentType: 'text/plain' });
  await test.step('Fill ' + password, () => { expect([password]).toEqual(['another']); });
});`;

test('the reports of a failed run lose the password and still open, merge and tell what failed', async ({ page }) => {
  const folder = test.info().outputPath('project');
  mkdirSync(folder);
  const trace = zipSync({ 'trace.trace': Buffer.from(JSON.stringify({ type: 'log', message: password })) });
  const files = { 'playwright.config.mjs': config, 'a.spec.mjs': spec, password, 'trace.zip': trace };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  expect(await playwright(folder, 'test')).toContain('1 failed');
  const out = join(folder, 'out');
  const written = [
    password,
    JSON.stringify(password).slice(1, -1),
    JSON.stringify(JSON.stringify(password).slice(1, -1)).slice(1, -1),
  ];
  written.push(Buffer.from(password).toString('base64').slice(0, -2), 'p&amp;ss');
  const where = holding(everythingBelow(out), written).join(' ');
  for (const part of ['html/index.html#', 'html/data/', 'blob/', 'report.json', 'junit.xml', 'results/'])
    expect(where).toContain(part);

  expect(await scrubFolder(out, registry(password))).toEqual([]);

  expect(holding(everythingBelow(out), written)).toEqual([]);
  for (const entry of readdirSync(out, { recursive: true, withFileTypes: true })) {
    const mode = statSync(join(entry.parentPath, entry.name)).mode & 0o777;
    expect(mode, entry.name).toBe(entry.isDirectory() ? 0o700 : 0o600);
  }
  await page.goto(pathToFileURL(join(out, 'html', 'index.html')).href);
  await page.getByRole('link', { name: 'signs in' }).click();
  await expect(page.getByText('Fill [secret]').filter({ visible: true })).not.toHaveCount(0);
  expect(await playwright(folder, 'merge-reports', '--reporter=list', 'out/blob')).toContain('1 failed');
});

test('a password that is a word of Playwright’s report leaves the report whole', async ({ page }) => {
  const folder = test.info().outputPath('project');
  mkdirSync(folder);
  const words = ['status', 'failed', 'report', 'attachments', 'function'];
  const test1 = `import { test } from '@playwright/test'; test('signs in', () => { throw new Error('${words.join(' ')}'); });`;
  writeFileSync(join(folder, 'playwright.config.mjs'), config);
  writeFileSync(join(folder, 'a.spec.mjs'), test1);
  await playwright(folder, 'test');
  expect(await scrubFolder(join(folder, 'out', 'html'), registry(...words))).toEqual([]);
  await page.goto(pathToFileURL(join(folder, 'out', 'html', 'index.html')).href);
  await page.getByRole('link', { name: 'signs in' }).click();
  await expect(
    page.getByText(`Error: ${words.map(() => '[secret]').join(' ')}`).filter({ visible: true }),
  ).not.toHaveCount(0);
});

test('what cannot be cleaned is deleted and named; what leads elsewhere is not followed', async () => {
  const folder = test.info().outputPath('reports');
  mkdirSync(join(folder, 'deep'), { recursive: true });
  writeFileSync(test.info().outputPath('elsewhere.txt'), password);
  symlinkSync(test.info().outputPath('elsewhere.txt'), join(folder, 'link.txt'));
  writeFileSync(join(folder, 'deep', 'broken.zip'), password);
  writeFileSync(join(folder, 'deep', `shot hunter2hunter2.txt`), 'fine');
  chmodSync(join(folder, 'deep'), 0o777);
  const withheld = await scrubFolder(folder, registry(password, 'hunter2hunter2'));
  expect(withheld).toEqual([
    { name: 'deep/broken.zip', why: 'It could not be read as a zip archive.' },
    { name: 'link.txt', why: 'It is no file of its own, but leads to another place.' },
  ]);
  expect(readdirSync(folder, { recursive: true })).toEqual(['deep', join('deep', 'shot [secret].txt')]);
  expect(existsSync(test.info().outputPath('elsewhere.txt'))).toBe(true);
  expect(statSync(join(folder, 'deep')).mode & 0o777).toBe(0o700);
});
