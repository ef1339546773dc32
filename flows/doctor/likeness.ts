import type { Candidate } from '../../pages/controls/candidates.js';
import { type Control, type Rung, wordsOfRung } from '../../pages/controls/control.js';
import { kindOf, wordsFor } from './words.js';

/** From here on a candidate is near enough to be proposed. */
export const LIKELY = 0.34;

/** What a likeness in other words, and one in ids alone, are worth beside one in the known words. */
const OTHER_WORDS = 0.9;
const IDS = 0.8;

/** What a press of a form has beside every other, where it is the form's press that is looked for. */
const SUBMITS = 0.35;

/** How like a candidate is to what is known of a control: 0 where it can't be it, 1 where its words are the very same. */
export function likeness(control: Control, candidate: Candidate): number {
  if (!isOfKind(control.name, candidate)) return 0;
  if (candidate.role === 'password') return 1;
  const known = control.ladder.flatMap(wordsOfRung);
  const best = (words: readonly string[], text: string): number =>
    Math.max(0, ...words.map((each) => alike(each, text)));
  const isSubmit = candidate.isSubmit && /\.(?:submit|codeSubmit)$/.test(control.name);
  return Math.max(
    best(known, candidate.name),
    OTHER_WORDS * best(wordsFor(control.name), candidate.name),
    IDS * likenessOfIds(control, candidate),
    isSubmit ? SUBMITS : 0,
  );
}

/** How like a candidate's id and names in the form are to what is known of a control: it tells apart what has the same words. */
export function likenessOfIds({ ladder }: Control, { id, field, testId }: Candidate): number {
  const known = [...ladder.flatMap(wordsOfRung), ...attributesIn(ladder)];
  const ids = [id, field, testId].filter((each) => each !== '');
  return Math.max(0, ...ids.flatMap((each) => known.map((one) => alike(one, each))));
}

/** Whether a candidate is a thing of the kind that a control is. */
export function isOfKind(control: string, { role }: Pick<Candidate, 'role'>): boolean {
  switch (kindOf(control)) {
    case 'press':
      return role === 'button' || role === 'link';
    case 'field':
      return role === 'textbox' || role === 'combobox';
    case 'password':
      return role === 'password';
    case 'heading':
      return role === 'heading';
    case 'none':
      return false;
  }
}

/** Ids and names that the ladder's selectors have. */
function attributesIn(ladder: readonly Rung[]): readonly string[] {
  return ladder.flatMap((rung) => {
    if (rung.by === 'numbered-name') return [rung.prefix];
    return rung.by === 'css'
      ? [...rung.selector.matchAll(/#([\w-]+)|="([\w-]+)"/g)].map(([, id, value]) => id ?? value ?? '')
      : [];
  });
}

/** How many words two texts share, as a part of all: 1 where they are the same words. */
function alike(one: string, other: string): number {
  const [a, b] = [wordsIn(one), wordsIn(other)];
  if (a.length === 0 || b.length === 0) return 0;
  const shared = a.filter((word) => b.some((each) => isSame(word, each))).length;
  return (2 * shared) / (a.length + b.length);
}

/** The words of a text, or of an id: `btnSaveConnector` has three. */
function wordsIn(text: string): readonly string[] {
  return text
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** The same word, or one grown from it: “connection” and “connector” are, “test” and “tenant” are not. */
function isSame(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  return a === b || (shorter >= 5 && a.slice(0, 5) === b.slice(0, 5));
}
