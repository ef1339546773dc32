import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { Delivered } from '../evidence/deliver.js';
import { pictureName } from '../evidence/pictures.js';
import { type Ended, conclude } from '../report/conclude.js';
import { partsOf } from '../report/html/parts.js';
import { resultInOwnWords } from '../report/own-words.js';
import { type Result, type Step, type Withheld, resultSchema } from '../report/result.js';
import type { SecretRegistry } from '../report/secret-registry.js';
import { secretIn } from '../scrub/gate.js';
import { writePrivately } from './folder.js';

/** What is known of a run, but for what it left in its folder. */
export type Known = Omit<Ended, 'artifacts' | 'withheld'>;

/** The folder of a run. It is filled while the run goes on, so that a crash leaves what there was. */
export interface RunFolder {
  readonly keepPicture: (step: Step, index: number, picture: Buffer) => void;
  /** Keeps a text beside them, cleaned of secrets. */
  readonly keepText: (name: string, text: string) => void;
  /** Writes result and report of a run; without what was delivered they are those of a run that has not ended. */
  readonly write: (known: Known, delivered?: Delivered) => Promise<Result>;
  /** Searches result, log, report and texts once more as they lie there: what holds a secret all the same is deleted, and named. */
  readonly search: () => Promise<readonly Withheld[]>;
}

/** What a run writes in its own words. */
const OWN = ['result.json', 'run.ndjson', 'report.html'];

/** Keeps a run's folder; `onFailure` is told what could not be written to it: no run fails for that. */
export function keepRunFolder(path: string, registry: SecretRegistry, onFailure: (what: string) => void): RunFolder {
  const pictures = new Map<number, Buffer>();
  const files = new Set<string>();
  const texts: string[] = [];
  const attempt = async (what: string, work: () => void | Promise<void>): Promise<void> => {
    try {
      await work();
    } catch {
      onFailure(what);
    }
  };
  return {
    keepPicture: (step, index, picture) => {
      const file = join(path, pictureName(index, step.name));
      try {
        writePrivately(file, picture);
        pictures.set(index, picture);
        files.add(file);
      } catch {
        onFailure('a screenshot');
      }
    },
    keepText: (name, text) => {
      try {
        writePrivately(join(path, name), registry.clean(text));
        files.add(join(path, name));
        texts.push(name);
      } catch {
        onFailure(name);
      }
    },
    write: async (known, delivered) => {
      const own = OWN.map((name) => join(path, name));
      const artifacts = [...own, ...files, ...(delivered?.files ?? [])];
      const concluded = conclude({ ...known, artifacts, withheld: delivered?.withheld ?? [] });
      const clean = resultSchema.parse(registry.cleanData(concluded, resultSchema));
      const result = resultInOwnWords(clean, known.configuration);
      await attempt('result.json', () => {
        writePrivately(join(path, 'result.json'), `${JSON.stringify(result, null, 2)}\n`);
      });
      await attempt('report.html', async () => {
        // Its templates are loaded when there is something to report.
        const { writeReport } = await import('../report/html/write.js');
        const run = { result, findings: known.findings, ended: delivered !== undefined };
        const { envFile, target } = known.configuration;
        const files = { pictures, videos: delivered?.videos ?? [], named: { envFile, target: target.name } };
        writeReport(path, partsOf(run, files, registry));
      });
      return result;
    },
    search: async () => {
      const withheld: Withheld[] = [];
      for (const name of [...OWN, ...texts]) {
        const why = await secretIn(join(path, name), registry);
        if (why === null) continue;
        await rm(join(path, name));
        files.delete(join(path, name));
        withheld.push({ name, why });
      }
      return withheld;
    },
  };
}
