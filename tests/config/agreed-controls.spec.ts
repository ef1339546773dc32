import { expect, test } from '@playwright/test';
import { mkdir, writeFile } from 'node:fs/promises';

import { type Agreement, NOBODY, notAgreed } from '../../flows/config/agreed-controls.js';
import { type ControlsFile, readControlsFile } from '../../flows/config/controls-file.js';

async function fileOf(text: string, path: string): Promise<ControlsFile> {
  await writeFile(path, text, { mode: 0o600 });
  const problems: string[] = [];
  const file = await readControlsFile(path, problems);
  if (file === null) throw new Error(problems.join('\n'));
  return file;
}

test('what a file says of a press is agreed to once, for just that content', async ({}, testInfo) => {
  await mkdir(testInfo.outputDir, { recursive: true });
  const locks = testInfo.outputPath('locks');
  const file = await fileOf('connector.save: { labels: Speichern }', testInfo.outputPath('controls.yaml'));
  const asked: string[] = [];
  const answering = (answer: boolean): Agreement => ({
    accepted: [],
    ask: ({ hash }) => {
      asked.push(hash);
      return Promise.resolve(answer);
    },
  });
  expect(await notAgreed(file, locks, NOBODY)).toContain(`--accept-controls ${file.hash}`);
  expect(await notAgreed(file, locks, { ...NOBODY, accepted: ['0'.repeat(64)] })).toContain(
    'The hash given with --accept-controls is not that of this content',
  );
  expect(await notAgreed(file, locks, { ...NOBODY, accepted: [file.hash] })).toBeNull();
  expect(await notAgreed(file, locks, NOBODY), 'a hash on the command line is for that run').not.toBeNull();
  expect(await notAgreed(file, locks, answering(false))).not.toBeNull();
  expect(await notAgreed(file, locks, answering(true))).toBeNull();
  expect(await notAgreed(file, locks, answering(true)), 'remembered').toBeNull();
  expect(asked).toHaveLength(2);
  const other = await fileOf('connector.save: { labels: Sichern }', testInfo.outputPath('controls.yaml'));
  expect(await notAgreed(other, locks, NOBODY), 'another content').toContain(other.hash);
});

test('a file of time-outs alone needs nobody to agree', async ({}, testInfo) => {
  await mkdir(testInfo.outputDir, { recursive: true });
  const text = 'timeouts: { TIMEOUT_LABEL: 300 }';
  const file = await fileOf(text, testInfo.outputPath('controls.yaml'));
  expect(await notAgreed(file, testInfo.outputPath('locks'), NOBODY)).toBeNull();
});
