import { everyControl } from '../../pages/controls/catalogue.js';
import { rungName } from '../../pages/controls/control.js';
import type { Drift, Step } from './result.js';

/**
 * The controls that were found by a last resort alone: by a rung that no source knows, where the ladder has one that a source
 * does. They work still, and may not the next time.
 */
export function driftIn(steps: readonly Step[]): readonly Drift[] {
  return everyControl.flatMap(({ name, ladder }) => {
    const usual = ladder.find(({ known }) => known.trust !== '?');
    if (usual === undefined) return [];
    const guesses = ladder.filter(({ known }) => known.trust === '?').map(rungName);
    const used = steps.flatMap(({ controls }) => controls[name] ?? []);
    const [rung] = used;
    // A look while its label is just changing may find it by a later rung once: seen on a busy machine.
    const isAlone = used.every((each) => guesses.includes(each));
    return rung === undefined || !isAlone ? [] : [{ control: name, rung, usual: rungName(usual) }];
  });
}

/** What a person is told of it, once; `null` where there is nothing to tell. */
export function driftNotice(drift: readonly Drift[]): string | null {
  if (drift.length === 0) return null;
  const found = drift.map(({ control, rung }) => `${control} by ${rung}`).join('; ');
  return `Found by a last resort alone: ${found}. The screen may have changed: mend it before it breaks (docs/controls.md).`;
}
