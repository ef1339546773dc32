import { join } from 'node:path';

import { writePrivately } from '../../run/folder.js';
import { renderReport } from './page.js';
import type { ReportParts } from './parts.js';

/** Writes the report into the run's folder, for its owner alone. An older one stays whole until the new one is. */
export function writeReport(folder: string, parts: ReportParts): string {
  const path = join(folder, 'report.html');
  writePrivately(path, renderReport(parts));
  return path;
}
