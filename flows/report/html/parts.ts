import type { Comparison, Findings, Versions } from '../../findings.js';
import type { Named } from '../in-shell.js';
import type { Result } from '../result.js';
import type { SecretRegistry } from '../secret-registry.js';
import { toolVersion } from '../tool-version.js';

/** A video of one page, and what is to be seen in it from when on. */
export interface Video {
  /** Its path, relative to the run's folder. */
  readonly file: string;
  readonly title: string;
  readonly chapters: readonly { readonly name: string; /** Seconds. */ readonly at: number }[];
}

/** The connector's settings that were compared: their labels alone, since some values are keys. */
export interface ComparedSettings {
  readonly labels: readonly string[];
  readonly comparisons: readonly Comparison[];
}

/** Everything that a report is made of. All of it must be clean of secrets already. */
export interface ReportParts {
  readonly result: Result;
  readonly downSince: Date | null;
  /** False while the run goes on: that is what a crash leaves. */
  readonly ended: boolean;
  /** PNG or JPEG, by the number of the step, from 1. */
  readonly pictures: ReadonlyMap<number, Buffer>;
  readonly videos: readonly Video[];
  readonly settings: ComparedSettings;
  readonly versions: Versions & { readonly tool: string };
  /** What leads the commands that it names to the same settings. */
  readonly named: Named;
}

/** What a run has found out, as its report takes it; everything but the pictures and the result, which is clean, is cleaned of secrets here. */
export function partsOf(
  run: { readonly result: Result; readonly findings: Findings; readonly ended: boolean },
  files: Pick<ReportParts, 'pictures' | 'videos' | 'named'>,
  registry: SecretRegistry,
): ReportParts {
  const { settings, comparisons, versions, downSince } = run.findings;
  const clean = registry.cleanData({
    videos: files.videos,
    settings: { labels: settings.map(({ label }) => label), comparisons },
    versions: { tool: toolVersion(), ...versions },
  });
  const { pictures, named } = files;
  return { ...clean, result: run.result, downSince, ended: run.ended, pictures, named };
}
