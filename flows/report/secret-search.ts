import type { Alphabet, Reader } from './secret-alphabets.js';
import { breakEnds, gapEnds, mayBeSpace } from './secret-breaks.js';
import { GAP, type Needle } from './secret-encodings.js';
import { type NeedleIndex, SPECIAL, needleIndex } from './needle-index.js';
import { readerOf } from './secret-spellings.js';

/** Where something stands in a file. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** What stands in a secret's place. */
export const MASK = '[secret]';

/** Finds many needles at once, in time that hardly grows with their number. */
export interface SecretSearch {
  readonly add: (needle: Needle) => void;
  /** Where needles stand, in order and without overlap. */
  readonly find: (bytes: Uint8Array) => readonly Range[];
}

const ALPHABETS: readonly Alphabet[] = ['bytes', 'utf16le', 'utf16be'];

/** How many failures are kept in mind. */
const MOST_FAILURES = 50_000;

const SPACE = 0x20;

const MASK_BYTES = Buffer.from(MASK);

/** Makes a search that knows no needle yet. Needles have two characters or more. */
export function secretSearch(): SecretSearch {
  const index = needleIndex();
  return {
    add: index.add,
    find: (bytes) => {
      if (index.isEmpty()) return [];
      const alphabets: readonly Alphabet[] = bytes.includes(0) || index.isForeign() ? ALPHABETS : ['bytes'];
      return merged(alphabets.flatMap((alphabet) => findIn(bytes, alphabet, index)));
    },
  };
}

function findIn(bytes: Uint8Array, alphabet: Alphabet, index: NeedleIndex): readonly Range[] {
  const isOneByte = alphabet === 'bytes';
  const mayBegin = isOneByte ? index.mayBegin(bytes) : index.mayBeginInTwo(bytes, alphabet);
  const found: Range[] = [];
  // Most texts are short and hold nothing that is worth a closer look.
  let longestAt: ((start: number) => number) | null = null;
  for (let start = 0; start < bytes.length; start++) {
    if (!mayBegin(start)) continue;
    if (isOneByte && isMask(bytes, start)) {
      start += MASK.length - 1;
      continue;
    }
    longestAt ??= closeLook(bytes, alphabet, index);
    const end = longestAt(start);
    if (end > start) found.push({ start, end });
  }
  return found;
}

/** Gives where the longest needle ends that begins at a place; -1 where none does. */
function closeLook(bytes: Uint8Array, alphabet: Alphabet, index: NeedleIndex): (start: number) => number {
  const read = readerOf(bytes, alphabet);
  const fast = alphabet === 'bytes' ? bytes : null;
  const matches = matcher(read, fast);
  return (start) => {
    let longest = -1;
    const tryAll = (first: number, second: number, at: number): void => {
      for (const needle of index.starting(first, second)) {
        const end = matches(needle, 2, at);
        if (end > longest && standsAlone(needle, bytes, start, end, alphabet)) longest = end;
      }
    };
    const tryFrom = (first: number, at: number): void => {
      const second = fast?.[at];
      if (second !== undefined && SPECIAL[second] === 0) tryAll(first, second, at + 1);
      else for (const [character, end] of seconds(read, at)) tryAll(first, character, end);
    };
    const byte = fast?.[start];
    if (byte !== undefined && SPECIAL[byte] === 0) tryFrom(byte, start + 1);
    else for (const { character, end } of read(start)) if (index.isFirst(character)) tryFrom(character, end);
    return longest;
  };
}

/** What may come second in a needle, and where it ends. */
function seconds(read: Reader, at: number): readonly [number, number][] {
  const next = (place: number): [number, number][] =>
    read(place).flatMap(({ character, end }): [number, number][] =>
      mayBeSpace(character)
        ? [[character, end], ...(character === SPACE ? [] : [[SPACE, end] as [number, number]])]
        : [[character, end]],
    );
  return [
    ...next(at),
    ...breakEnds(read, at).flatMap(next),
    ...gapEnds(read, at).map((end): [number, number] => [GAP, end]),
  ];
}

/** Gives where a needle ends of which a place holds the rest; -1 where it does not. `bytes` are for the fast way. */
function matcher(read: Reader, bytes: Uint8Array | null): (needle: Needle, from: number, at: number) => number {
  // A row of backslashes can be read in very many ways: no place is tried twice for the rest of the same needle.
  const failures = new Map<Needle, Set<number>>();
  let count = 0;
  const failuresOf = (needle: Needle): Set<number> => {
    if (count > MOST_FAILURES) {
      failures.clear();
      count = 0;
    }
    const known = failures.get(needle) ?? new Set();
    failures.set(needle, known);
    return known;
  };
  return (needle, from, at) => {
    const { characters } = needle;
    const failed = failuresOf(needle);
    const match = (first: number, start: number): number => {
      let index = first;
      let place = start;
      if (bytes !== null) {
        for (;;) {
          if (index === characters.length) return place;
          const byte = bytes[place];
          if (byte === undefined) return -1;
          if (SPECIAL[byte] === 1) break;
          if (byte !== characters[index]) return -1;
          index++;
          place++;
        }
      } else if (index === characters.length) return place;
      const state = place * characters.length + index;
      if (failed.has(state)) return -1;
      const end = slowly(index, place);
      if (end < 0) {
        failed.add(state);
        count++;
      }
      return end;
    };
    const slowly = (index: number, place: number): number => {
      const wanted = characters[index];
      if (wanted === GAP) return firstOf(gapEnds(read, place), (end) => match(index + 1, end));
      for (const { character, end } of read(place)) {
        if (character !== wanted && !(wanted === SPACE && mayBeSpace(character))) continue;
        const until = match(index + 1, end);
        if (until >= 0) return until;
      }
      return firstOf(breakEnds(read, place), (end) => match(index, end));
    };
    return match(from, at);
  };
}

function firstOf(ends: readonly number[], match: (end: number) => number): number {
  for (const end of ends) {
    const until = match(end);
    if (until >= 0) return until;
  }
  return -1;
}

/** False for a code in the middle of a longer number. What looks like a digit before it may be the end of a spelling. */
function standsAlone({ isNumber }: Needle, bytes: Uint8Array, start: number, end: number, alphabet: Alphabet): boolean {
  if (!isNumber) return true;
  const text = (from: number, to: number): string =>
    Buffer.from(bytes.subarray(Math.max(0, from), to))
      .toString('latin1')
      .replaceAll('\0', '');
  const width = alphabet === 'bytes' ? 1 : 2;
  const before = text(start - 6 * width, start);
  const behind = text(end, end + 2 * width);
  const isInside = /\d\.?$/.test(before) && !/(?:%[\da-f]{2}|=[\dA-F]{2}|\\x[\da-f]{2}|\\u[\da-f]{4})$/i.test(before);
  return !isInside && !/^\.?\d/.test(behind);
}

function isMask(bytes: Uint8Array, at: number): boolean {
  return MASK_BYTES.every((byte, index) => bytes[at + index] === byte);
}

function merged(ranges: readonly Range[]): readonly Range[] {
  const found: { start: number; end: number }[] = [];
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = found.at(-1);
    if (last !== undefined && start < last.end) last.end = Math.max(last.end, end);
    else found.push({ start, end });
  }
  return found;
}
