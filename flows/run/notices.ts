import type { Configuration } from '../config/target.js';
import { driftNotice } from '../report/drift.js';
import type { Reporter } from '../report/reporter.js';
import type { Result } from '../report/result.js';

type Notes = Pick<Required<Reporter>, 'noted'>;

/** What is told before a run begins: what is amiss with its settings, and what the operator's controls file changes. */
export function noteBefore({ warnings, controls }: Configuration, { noted }: Notes): void {
  for (const warning of warnings) noted(warning, 'warn');
  if (controls === null) return;
  const what = [...Object.keys(controls.says), ...Object.keys(controls.timeouts)].join(', ') || 'nothing';
  noted(`CONTROLS_FILE ${controls.path} (${controls.hash}) says where to look for: ${what}.`, 'info');
}

/** What is told once where a run has succeeded and may not the next time. */
export function noteDrift({ exitCode, drift }: Result, { noted }: Notes): void {
  const notice = exitCode === 0 ? driftNotice(drift) : null;
  if (notice !== null) noted(notice, 'warn');
}
