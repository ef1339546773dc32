import { join } from 'node:path';

import { partsOf } from '../report/html/parts.js';
import type { Reporter } from '../report/reporter.js';
import type { SecretRegistry } from '../report/secret-registry.js';
import { writePrivately } from './folder.js';

/** The result and the report, as files; a run that may have pressed something never fails for them. */
export async function leaveFiles(
  folder: string,
  run: Parameters<typeof partsOf>[0],
  shots: readonly string[],
  registry: SecretRegistry,
  { noted }: Required<Reporter>,
): Promise<void> {
  try {
    writePrivately(join(folder, 'result.json'), `${JSON.stringify(run.result, null, 2)}\n`);
    // Its templates are loaded when there is something to report.
    const { picturesIn, writeReport } = await import('../report/html/write.js');
    writeReport(folder, partsOf(run, { pictures: picturesIn(shots), videos: [], withheld: [] }, registry));
  } catch {
    noted('result.json or report.html could not be written: is the disk full?', 'warn');
  }
}
