import { join } from 'node:path';

import { pictureName } from '../evidence/pictures.js';
import { type Ended, conclude } from '../report/conclude.js';
import { type Result, type Step, resultSchema } from '../report/result.js';
import type { SecretRegistry } from '../report/secret-registry.js';
import { writePrivately } from './folder.js';

/** What is known of a run, but for what it left in its folder. */
export type Known = Omit<Ended, 'artifacts'>;

/** The folder of a run. It is filled while the run goes on, so that a crash leaves what there was. */
export interface RunFolder {
  readonly keepPicture: (step: Step, index: number, picture: Buffer) => void;
  /** Writes the result of a run, or of what there is of it so far; `files` are recordings that may be handed on. */
  readonly write: (known: Known, files?: readonly string[]) => Result;
}

/** Keeps a run's folder; `onFailure` is told what could not be written to it. */
export function keepRunFolder(path: string, registry: SecretRegistry, onFailure: (what: string) => void): RunFolder {
  const pictures = new Map<number, string>();
  const attempt = (what: string, work: () => void): void => {
    try {
      work();
    } catch {
      onFailure(what);
    }
  };
  return {
    keepPicture: (step, index, picture) => {
      const file = join(path, pictureName(index, step.name));
      attempt('a screenshot', () => {
        writePrivately(file, picture);
        pictures.set(index, file);
      });
    },
    write: (known, files = []) => {
      const own = ['result.json', 'run.ndjson'].map((name) => join(path, name));
      const concluded = conclude({ ...known, artifacts: [...own, ...pictures.values(), ...files] });
      const result = resultSchema.parse(registry.cleanData(concluded));
      attempt('result.json', () => {
        writePrivately(join(path, 'result.json'), `${JSON.stringify(result, null, 2)}\n`);
      });
      return result;
    },
  };
}
