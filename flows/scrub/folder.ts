import { chmod, lstat, readFile, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';

import type { SecretRegistry } from '../report/secret-registry.js';
import type { Withheld } from '../report/result.js';
import { tryToPass } from './gate.js';
import { playwrightsOwn } from './playwright-own.js';

/**
 * Cleans a folder of Playwright's own reports where it lies: the HTML report with its data and attachments, blobs, JSON, JUnit,
 * what a failed test left. What still holds a secret is deleted and named. All is for its owner alone afterwards.
 */
export async function scrubFolder(folder: string, registry: SecretRegistry): Promise<readonly Withheld[]> {
  const own = playwrightsOwn();
  const withheld: Withheld[] = [];
  const keepBack = async (path: string, why: string): Promise<void> => {
    await rm(path, { recursive: true });
    withheld.push({ name: registry.clean(relative(folder, path)), why });
  };
  const scrub = async (given: string): Promise<void> => {
    const path = await renamed(given, registry);
    if (path === null) {
      await keepBack(given, 'Its name held a secret, and it could not be renamed.');
      return;
    }
    const entry = await lstat(path);
    if (entry.isDirectory()) {
      await chmod(path, 0o700);
      for (const each of await readdir(path)) await scrub(join(path, each));
    } else if (!entry.isFile()) await keepBack(path, 'It is no file of its own, but leads to another place.');
    else if (own.has(await readFile(path))) await chmod(path, 0o600);
    else {
      const why = await tryToPass(path, path, { name: relative(folder, path), registry, shell: own.shell });
      if (why !== null) await keepBack(path, why);
    }
  };
  await chmod(folder, 0o700);
  for (const each of await readdir(folder)) await scrub(join(folder, each));
  return withheld;
}

/** Gives a file a name without a secret; `null` where another has that name. */
async function renamed(path: string, registry: SecretRegistry): Promise<string | null> {
  const clean = join(dirname(path), registry.clean(basename(path)));
  if (clean === path) return path;
  try {
    await lstat(clean);
    return null;
  } catch {
    await rename(path, clean);
    return clean;
  }
}
