import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { stderr, stdout } from 'node:process';

import { SwapError } from '../../pages/errors.js';
import { worstExitCode } from '../report/exit-codes.js';
import { fleetTable } from '../report/fleet-console.js';
import { printableJson } from '../report/printable.js';
import { type Result, type Results, outputSchema } from '../report/result.js';
import { reportFailure } from './failure.js';
import type { MergeOptions, Surroundings } from './options.js';

/** `connector-swap merge`: joins what the parts of a fleet have printed; gives the worst of their exit codes. */
export async function mergeCommand(
  files: readonly string[],
  options: MergeOptions,
  { directory }: Surroundings,
): Promise<number> {
  const isJson = options.json ?? false;
  try {
    const results = (await Promise.all(files.map((file) => readResults(resolve(directory, file), file)))).flat();
    requireOnce(results);
    const exitCode = worstExitCode(results.map((result) => result.exitCode));
    stderr.write(fleetTable(results, stderr.isTTY));
    const output: Results = { schemaVersion: 1, exitCode, results };
    if (isJson) stdout.write(`${printableJson(output)}\n`);
    return exitCode;
  } catch (error) {
    return reportFailure(error, isJson, 'merge');
  }
}

async function readResults(path: string, name: string): Promise<readonly Result[]> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw unreadable(name, error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason');
  });
  const read = outputSchema.safeParse(parsed(text));
  if (!read.success) throw unreadable(name, 'it does not hold what --json prints');
  return 'results' in read.data ? read.data.results : [read.data];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A part that was given twice must not look like two. */
function requireOnce(results: readonly Result[]): void {
  const names = results.map(({ target }) => target?.name ?? null).filter((name) => name !== null);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  if (twice.length === 0) return;
  throw new SwapError(
    'usage',
    `These targets are in more than one of the files: ${[...new Set(twice)].join(', ')}.`,
    'Give each part once, and the parts of one run alone.',
  );
}

function unreadable(name: string, why: string): SwapError {
  return new SwapError('usage', `${name} can’t be read: ${why}.`, 'Give the files that --json has been printed to.');
}
