import { basename, join } from 'node:path';

import type { Video } from '../report/html/parts.js';
import type { Withheld } from '../report/result.js';
import type { SecretRegistry } from '../report/secret-registry.js';
import { passGate } from '../scrub/gate.js';
import type { Recorder } from './recorder.js';

/** What of the recordings may be handed on. */
export interface Delivered {
  readonly files: readonly string[];
  readonly videos: readonly Video[];
  /** What still held a secret after it had been scrubbed, or was not waited for, and so was deleted. */
  readonly withheld: readonly Withheld[];
}

/** Whether a run has left anything that is to be brought into its folder: that may take seconds. */
export function hasRecordings(recorder: Recorder): boolean {
  const { traces, videos } = recorder.raw();
  return traces.length + videos.length > 0;
}

/**
 * Brings the raw recordings into the run's folder: each is scrubbed, scanned again, and let through only where it is clean. Once
 * `enough` is aborted the others are left out.
 */
export async function deliver(
  recorder: Recorder,
  folder: string,
  registry: SecretRegistry,
  enough: AbortSignal,
): Promise<Delivered> {
  const { traces, videos } = recorder.raw();
  const files: string[] = [];
  const withheld: Withheld[] = [];
  const pass = async (raw: string, name: string): Promise<string | null> => {
    const outcome = await passGate(raw, join(folder, name), registry, enough);
    if (outcome.is === 'withheld') withheld.push({ name, why: outcome.why });
    else files.push(outcome.path);
    return outcome.is === 'passed' ? outcome.path : null;
  };
  for (const [index, { path }] of traces.entries())
    await pass(path, index === 0 ? 'trace.zip' : `trace-${index + 1}.zip`);
  const passed: Video[] = [];
  for (const [index, { path: raw, title, chapters }] of videos.entries()) {
    const path = await pass(raw, `video-${index + 1}.webm`);
    if (path !== null) passed.push({ file: basename(path), title, chapters });
  }
  return { files, videos: passed, withheld };
}
