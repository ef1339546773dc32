import { expect, test } from '@playwright/test';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Came, copyOfProject, runInCopy } from '../../fixtures/project-copy.js';
import { type Mutation, green, mutations } from './mutations.js';

test('without a mutation nothing turns red in a copy', async () => {
  await inCopy(null, async (folder) => {
    for (const each of green) {
      const { exitCode, stdout } = await runTests(folder, each);
      expect(exitCode, stdout).toBe(0);
    }
  });
});

for (const mutation of mutations) {
  test(`a mutation is found: ${mutation.breaks}`, async () => {
    await inCopy(mutation, async (folder) => {
      const { exitCode, stdout } = await runTests(folder, mutation.red);
      expect(exitCode, stdout).toBe(1);
      expect(stdout).toMatch(/[1-9]\d* failed/);
      expect(stdout).toMatch(mutation.says);
    });
  });
}

/** Works in a copy of the project, built, with a mutation or none. */
async function inCopy(mutation: Mutation | null, work: (folder: string) => Promise<void>): Promise<void> {
  const folder = copyOfProject();
  try {
    if (mutation !== null) {
      const path = join(folder, mutation.file);
      const before = readFileSync(path, 'utf8');
      expect(before.split(mutation.code), `${mutation.file} has the code once`).toHaveLength(2);
      writeFileSync(path, before.replace(mutation.code, mutation.by));
    }
    const { exitCode, stdout } = await runInCopy(folder, [
      'node_modules/typescript/bin/tsc',
      '-p',
      'tsconfig.build.json',
      ...LENIENT,
    ]);
    expect(exitCode, stdout).toBe(0);
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function runTests(folder: string, selection: readonly string[]): Promise<Came> {
  return runInCopy(folder, ['node_modules/@playwright/test/cli.js', 'test', '--max-failures=1', ...selection]);
}

/** What the mutation leaves unused, or never comes to, is no reason to fail. */
const LENIENT = ['--noUnusedLocals', 'false', '--noUnusedParameters', 'false', '--allowUnreachableCode', 'true'];
