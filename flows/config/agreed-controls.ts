import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { ControlsFile } from './controls-file.js';
import { readPrivateFile } from './files.js';

/** Who has agreed, or can be asked, to what a controls file says of where controls are. */
export interface Agreement {
  /** Hashes given on the command line. */
  readonly accepted: readonly string[];
  /** Asks somebody at the terminal; `null` where nobody is there. */
  readonly ask: ((file: ControlsFile) => Promise<boolean>) | null;
}

/** The controls file, where there is one: what reads YAML is loaded for it alone. */
export async function controlsOf(path: string | undefined, problems: string[]): Promise<ControlsFile | null> {
  if (path === undefined) return null;
  const { readControlsFile } = await import('./controls-file.js');
  return await readControlsFile(path, problems);
}

/** Nobody has agreed to anything but what was agreed to before. */
export const NOBODY: Agreement = { accepted: [], ask: null };

/**
 * Says what is wrong where a controls file says where controls are, and nobody has agreed to just that; `null` where all is well.
 * What a person agrees to at the terminal is remembered in the folder of locks.
 */
export async function notAgreed(file: ControlsFile, lockDir: string, agreement: Agreement): Promise<string | null> {
  const { toAgree, hash } = file;
  if (toAgree.length === 0 || agreement.accepted.includes(hash)) return null;
  const remembered = join(lockDir, `controls-${hash}.agreed`);
  if ((await readPrivateFile(remembered)).is === 'read') return null;
  if (agreement.ask !== null && (await agreement.ask(file))) {
    await mkdir(lockDir, { recursive: true, mode: 0o700 });
    await writeFile(remembered, `${new Date().toISOString()}\n`, { mode: 0o600 });
    return null;
  }
  const other =
    agreement.accepted.length === 0 ? '' : ' The hash given with --accept-controls is not that of this content.';
  return `CONTROLS_FILE: it says where ${toAgree.join(', ')} ${toAgree.length === 1 ? 'is, or what it is called' : 'are, or what they are called'}, and nobody has agreed to that.${other} Read the file; then run once in a terminal and say yes, or add --accept-controls ${hash}.`;
}
