import { realpathSync } from 'node:fs';
import { parseDocument } from 'yaml';

import { SwapError } from '../../pages/errors.js';
import { type ControlsFile, controlsFileOf } from './controls-file.js';
import { readPrivateFile, writePrivately } from './files.js';

/** A controls file as it would be with one entry more. */
export interface ControlsDraft {
  readonly path: string;
  readonly text: string;
  /** What it would say. */
  readonly file: ControlsFile;
  /** Whether it has said something else of that control. */
  readonly replaces: boolean;
}

/**
 * The text of a controls file that is to be added to; empty where there is none yet.
 * @throws SwapError `configuration` where it can't be read, or is none.
 */
export async function readToAdd(path: string): Promise<string> {
  const file = await readPrivateFile(path);
  if (file.is === 'missing') return '';
  const problems: string[] = [];
  if (file.is === 'refused') problems.push(`${path} is refused, since ${file.why}.`);
  const text = file.is === 'read' ? file.bytes.toString() : '';
  if (problems.length === 0 && controlsFileOf(path, text, problems) !== null) return text;
  throw new SwapError('configuration', problems.join('\n'), 'Mend that file first: it is to be added to.');
}

/** The file with this entry; comments and other entries stay. What would not be right is said in `problems`. */
export function withEntry(
  path: string,
  text: string,
  control: string,
  entry: unknown,
  problems: string[],
): ControlsDraft | null {
  const document = parseDocument(text);
  const replaces = document.has(control);
  document.set(control, document.createNode(entry));
  const added = document.toString({ lineWidth: 0 });
  const file = controlsFileOf(path, added, problems);
  return file === null ? null : { path, text: added, file, replaces };
}

/**
 * Writes the file, for its owner alone; where the path is a link, what it leads to.
 * @throws SwapError `configuration` where that can't be done.
 */
export function writeDraft({ path, text }: ControlsDraft): void {
  try {
    writePrivately(realPath(path), text);
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    throw new SwapError(
      'configuration',
      `${path} can’t be written (${why}).`,
      'Set CONTROLS_FILE to a file that this user may write, then run this again.',
    );
  }
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // It is not there yet.
    return path;
  }
}
