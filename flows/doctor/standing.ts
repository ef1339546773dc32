import { candidateOf, countRungs } from '../../pages/controls/candidates.js';
import { type Control, type Rung, rungName } from '../../pages/controls/control.js';
import { type Found, seen } from '../../pages/controls/look.js';
import { effectiveLadder } from '../../pages/controls/overrides.js';
import { SwapError } from '../../pages/errors.js';
import type { Tab } from '../../pages/tab.js';
import type { WindowPlace } from '../../pages/window-place.js';
import { isInPlace, isLabelledAsPressed } from './certainty.js';
import type { ControlSeen } from './report.js';
import type { ScreenKind } from './screens.js';
import { kindOf } from './words.js';

/** How a control stood on a screen. */
export interface Standing {
  readonly control: Control;
  readonly kind: 'found' | 'uncertain' | 'ambiguous' | 'absent';
  /** The rung that matched. */
  readonly rung: string | null;
  /** An operator's file says so, and a run would not use it: the control may stand elsewhere all the same. */
  readonly isAstray: boolean;
  readonly counts: readonly { readonly rung: string; readonly matches: number }[];
  readonly signs: ControlSeen['signs'];
  /** The element that it was found to be. */
  readonly path: string | null;
}

/** How every control of these kinds of screens stands on the screen that a tab shows, or in the window there. */
export async function standingsOn(
  tab: Tab,
  kinds: readonly ScreenKind[],
  place: WindowPlace | null,
): Promise<readonly Standing[]> {
  const seen: Standing[] = [];
  for (const control of kinds.flatMap(({ controls }) => controls)) {
    const standing = await standingOf(tab, control, place);
    // “Log in” is what sends a code only where there is one to type.
    const code = seen.find((each) => each.control.name === control.name.replace(/Submit$/, ''));
    if (control.name.endsWith('.codeSubmit') && code?.kind !== 'found') continue;
    seen.push(standing);
  }
  return seen;
}

async function standingOf(tab: Tab, control: Control, place: WindowPlace | null): Promise<Standing> {
  const { rungs: ladder, isOperators } = effectiveLadder(tab.overrides, control);
  const counts = await countRungs(tab, control.name, ladder, place);
  const isSeveral = kindOf(control.name) !== 'none' && counts.some(({ count }) => count > 1);
  const used = await foundByRun(tab, control, place);
  const only = counts.map(({ sighting }) => sighting).find(({ kind }) => kind === 'found');
  const found = used ?? (only?.kind === 'found' ? only.found : null);
  const path = found === null ? null : await pathOf(found);
  const worded = counts.flatMap(({ sighting }, at) =>
    found !== null && sighting.kind === 'found' && isByWords(ladder[at]) ? [pathOf(sighting.found)] : [],
  );
  // What lies elsewhere is not it, and what is written on it may have changed.
  const isIt = found !== null && (place === null || (await isInPlace(place, control, found.locator)));
  const isLabelled = isIt && used !== null && (await isLabelledAsPressed(tab.overrides, control, found.locator));
  return {
    control,
    kind: isLabelled ? 'found' : isIt ? 'uncertain' : isSeveral ? 'ambiguous' : 'absent',
    rung: isIt ? found.rung : null,
    isAstray: isIt && used === null && ladder.some((rung) => isOperators(rung) && rungName(rung) === found.rung),
    counts: ladder.map((rung, at) => ({ rung: rungName(rung), matches: counts[at]?.count ?? 0 })),
    signs:
      found === null
        ? null
        : { label: (await Promise.all(worded)).includes(path), place: place === null ? null : isIt },
    path,
  };
}

/** What a run would use: it goes on past an operator's rung that leads to something else. `null` where that is nothing, or it would stop. */
async function foundByRun(tab: Tab, control: Control, place: WindowPlace | null): Promise<Found | null> {
  try {
    return await seen({ ...tab, onControl: () => undefined }, control, place);
  } catch (error) {
    if (error instanceof SwapError) return null;
    throw error;
  }
}

async function pathOf({ locator }: Found): Promise<string | null> {
  return (await candidateOf(locator))?.path ?? null;
}

function isByWords(rung: Rung | undefined): boolean {
  return rung !== undefined && rung.by !== 'css' && rung.by !== 'numbered-name';
}
