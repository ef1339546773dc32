import { chmodSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { renderReport } from './page.js';
import type { ReportParts } from './parts.js';

/** The report's name in the run's folder. */
export const REPORT_FILE = 'report.html';

/** Writes the report into the run's folder, for its owner alone. An older one stays whole until the new one is. */
export function writeReport(folder: string, parts: ReportParts): string {
  const path = join(folder, REPORT_FILE);
  const aside = `${path}.new`;
  writeFileSync(aside, renderReport(parts), { mode: 0o600 });
  // Whatever the umask, and where a crash left one behind.
  chmodSync(aside, 0o600);
  renameSync(aside, path);
  return path;
}

/** The pictures in some files whose names begin with the number of their step; one that can't be read is left out. */
export function picturesIn(files: readonly string[]): Map<number, Buffer> {
  const pictures = new Map<number, Buffer>();
  for (const file of files) {
    const step = Number.parseInt(basename(file), 10);
    try {
      if (!Number.isNaN(step)) pictures.set(step, readFileSync(file));
    } catch {
      // Evidence never fails a run.
    }
  }
  return pictures;
}
