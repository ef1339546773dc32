import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';

import { SwapError } from '../../pages/errors.js';
import type { ReportFiles } from '../report/write-reports.js';
import { tryToWrite } from '../run/folder.js';
import type { RunOptions } from './options.js';

/**
 * The files that were asked for with `--junit` and `--metrics`, which can be written as far as can be told before the run.
 * @throws SwapError `usage` where one can't.
 */
export async function requireReportFiles(
  { junit, metrics }: Pick<RunOptions, 'junit' | 'metrics'>,
  directory: string,
): Promise<ReportFiles> {
  if (metrics !== undefined && !metrics.endsWith('.prom'))
    throw refused('--metrics', metrics, 'its name does not end in .prom, and no collector would read it');
  return {
    junit: junit === undefined ? null : await requireWritable('--junit', resolve(directory, junit)),
    metrics: metrics === undefined ? null : await requireWritable('--metrics', resolve(directory, metrics)),
  };
}

/** A file is put in its place whole, so what counts is its folder; what is there and no file must stay. */
async function requireWritable(option: string, path: string): Promise<string> {
  // What can't be looked at is mostly not there yet; whatever else there is with it shows itself below.
  const found = await stat(path).catch(() => null);
  if (found !== null && !found.isFile()) throw refused(option, path, 'it is there and is not a file');
  try {
    tryToWrite(path);
  } catch (error) {
    const isTooLong = error instanceof Error && 'code' in error && error.code === 'ENAMETOOLONG';
    const why = isTooLong ? 'its name is too long' : 'its folder does not exist, or this user may not write there';
    throw refused(option, path, why);
  }
  return path;
}

function refused(option: string, path: string, why: string): SwapError {
  return new SwapError(
    'usage',
    `${option} ${path} can’t be written: ${why}.`,
    'Name a file in a folder that exists and that you may write. Nothing was opened.',
  );
}
