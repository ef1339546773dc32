import { PRESSABLE, type Rung, type Sought, wordsOfRung } from './control.js';

/** What an operator's file says of one control. */
export interface Override {
  /** Tried before the known ladder, or in its place. */
  readonly before: readonly Rung[];
  /** False where the file's ladder stands in for the known one. */
  readonly keepsKnown: boolean;
  readonly after: readonly Rung[];
  /** What is written on it in another language, beside what is known. */
  readonly labels: readonly string[];
}

/** Everything that an operator's file says of where to look. */
export interface Overrides {
  readonly controls: ReadonlyMap<string, Override>;
  /** The steps of the way to the connectors, the first one first; `null` where it is the known one. */
  readonly navigation: readonly Sought[] | null;
}

/** No file, or one that says nothing. */
export const NO_OVERRIDES: Overrides = { controls: new Map(), navigation: null };

/** The ladder of a control as it is gone down, and which of its rungs are an operator's. */
export function effectiveLadder(
  { controls, navigation }: Overrides,
  control: Sought,
): { readonly rungs: readonly Rung[]; readonly isOperators: (rung: Rung) => boolean } {
  const { name, ladder } = control;
  const override = controls.get(name);
  // A step of the operator's own way is one of the operator's rungs, too.
  if (override === undefined) return { rungs: ladder, isOperators: () => navigation?.includes(control) === true };
  const { before, keepsKnown, after, labels } = override;
  const known = keepsKnown ? ladder : [];
  // A known rung with more words leads to where the file says, no less than one that the file gives.
  const worded = labels.length === 0 ? [] : wordedIn(labels, known.length === 0 ? ladder : known);
  const own = [...before, ...worded, ...after];
  return { rungs: [...before, ...known, ...worded, ...after], isOperators: (rung) => own.includes(rung) };
}

/** Every word that is given for a control: on one whose press changes something it must be written. */
export function wordsOf({ before, after, labels }: Override): readonly string[] {
  return [...new Set([...[...before, ...after].flatMap(wordsOfRung), ...labels])];
}

/** The rungs of a ladder that go by words, with others; by role and by label where it has none. */
function wordedIn(labels: readonly string[], ladder: readonly Rung[]): readonly Rung[] {
  const rungs = ladder.flatMap((rung): Rung[] => {
    switch (rung.by) {
      case 'css':
      case 'numbered-name':
        return [];
      case 'role':
        return [{ by: 'role', roles: rung.roles, names: labels }];
      case 'label':
      case 'beside':
      case 'text':
        return [{ by: rung.by, texts: labels }];
    }
  });
  if (rungs.length > 0) return rungs;
  return [
    { by: 'role', roles: PRESSABLE, names: labels },
    { by: 'label', texts: labels },
  ];
}
