import type { Configuration } from '../config/target.js';
import { driftNotice } from '../report/drift.js';
import type { Reporter } from '../report/reporter.js';
import type { Result } from '../report/result.js';
import { mayBeDown } from './journal.js';
import { leftBefore } from './left-before.js';

type Notes = Pick<Required<Reporter>, 'noted'>;

/**
 * What is told before a run begins: what is amiss with its settings, what the operator's controls file changes, and what an earlier
 * run left undone, which this one may not come to.
 */
export async function noteBefore(
  command: Result['command'],
  configuration: Configuration,
  { noted }: Notes,
): Promise<void> {
  const { warnings, controls } = configuration;
  for (const warning of warnings) noted(warning, 'warn');
  // Doctor says so itself, and a sign-in by hand is about no connector.
  const unfinished = command === 'swap' || command === 'verify' ? await leftBefore(configuration) : [];
  for (const left of unfinished) {
    const state = mayBeDown(left);
    if (state !== null) noted(state, 'warn');
  }
  if (controls === null) return;
  const what = [...Object.keys(controls.says), ...Object.keys(controls.timeouts)].join(', ') || 'nothing';
  noted(`CONTROLS_FILE ${controls.path} (${controls.hash}) says where to look for: ${what}.`, 'info');
}

/** What is told once where a run has succeeded and may not the next time. */
export function noteDrift({ exitCode, drift }: Result, { noted }: Notes): void {
  const notice = exitCode === 0 ? driftNotice(drift) : null;
  if (notice !== null) noted(notice, 'warn');
}
