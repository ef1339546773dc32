import type { Alphabet, Reader } from './secret-alphabets.js';
import { breakEnds, gapEnds } from './secret-breaks.js';
import { GAP, type Needle } from './secret-encodings.js';
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

const MASK_BYTES = Buffer.from(MASK);

/** Bytes that may be read in more than one way: spellings, breaks, white space, all beyond ASCII. Behind them lies the slow way. */
const SPECIAL = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte <= 0x20 || byte >= 0x80 || '\\%&=+<'.includes(String.fromCharCode(byte)) ? 1 : 0,
);

/** Makes a search that knows no needle yet. Needles have two characters or more. */
export function secretSearch(): SecretSearch {
  const byStart = new Map<number, Needle[]>();
  const firsts = new Set<number>();
  const pairs = new Uint8Array(0x4000);
  const isWorthALook = (first: number, second: number | undefined): boolean => {
    if (first >= 0x80 || SPECIAL[first] === 1) return true;
    if (!firsts.has(first)) return false;
    return second === undefined || SPECIAL[second] === 1 || pairs[(first << 7) | second] === 1;
  };

  const findIn = (bytes: Uint8Array, alphabet: Alphabet, found: Range[]): void => {
    const read = readerOf(bytes, alphabet);
    const matches = matcher(read, alphabet === 'bytes' ? bytes : null);
    const startingWith = (first: number, second: number): readonly Needle[] => byStart.get(key(first, second)) ?? [];
    const longestFrom = (start: number): number => {
      let longest = -1;
      for (const first of read(start)) {
        if (!firsts.has(first.character)) continue;
        for (const [character, end] of seconds(read, first.end)) {
          for (const needle of startingWith(first.character, character)) {
            const until = matches(needle, 2, end);
            if (until > longest && standsAlone(needle, bytes, start, until, alphabet)) longest = until;
          }
        }
      }
      return longest;
    };
    const step = alphabet === 'bytes' ? 1 : 2;
    for (let at = 0; at < bytes.length; at++) {
      if (alphabet === 'bytes') {
        if (!isWorthALook(bytes[at] ?? 0, bytes[at + 1])) continue;
        if (bytes[at] === MASK_BYTES[0] && isMask(bytes, at)) {
          at += MASK.length - 1;
          continue;
        }
      } else {
        const high = bytes[alphabet === 'utf16le' ? at + 1 : at] ?? 0;
        const low = bytes[alphabet === 'utf16le' ? at : at + 1] ?? 0;
        if (high === 0 && low < 0x80 && SPECIAL[low] === 0 && !firsts.has(low)) continue;
      }
      const end = longestFrom(at);
      if (end > at + step) found.push({ start: at, end });
    }
  };

  return {
    add: (needle) => {
      const [first = 0, second = 0] = needle.characters;
      const known = byStart.get(key(first, second));
      if (known === undefined) byStart.set(key(first, second), [needle]);
      else known.push(needle);
      firsts.add(first);
      if (first < 0x80 && second >= 0 && second < 0x80) pairs[(first << 7) | second] = 1;
    },
    find: (bytes) => {
      const found: Range[] = [];
      if (firsts.size === 0) return found;
      findIn(bytes, 'bytes', found);
      for (const alphabet of ['utf16le', 'utf16be'] as const) findIn(bytes, alphabet, found);
      return merged(found);
    },
  };
}

function key(first: number, second: number): number {
  return first * 0x200000 + second + 1;
}

/** What may come second in a needle, and where it ends. */
function seconds(read: Reader, at: number): readonly [number, number][] {
  const next = (place: number): [number, number][] =>
    read(place).map(({ character, end }): [number, number] => [character, end]);
  return [
    ...next(at),
    ...breakEnds(read, at).flatMap(next),
    ...gapEnds(read, at).map((end): [number, number] => [GAP, end]),
  ];
}

/** Gives where a needle ends of which a place holds the rest; -1 where it does not. `bytes` are for the fast way. */
function matcher(read: Reader, bytes: Uint8Array | null): (needle: Needle, from: number, at: number) => number {
  return ({ characters }, from, at) => {
    // A row of backslashes can be read in very many ways: each place is tried once.
    let failed: Set<number> | null = null;
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
      if (failed?.has(state) === true) return -1;
      const end = slowly(index, place);
      if (end < 0) (failed ??= new Set()).add(state);
      return end;
    };
    const slowly = (index: number, place: number): number => {
      const wanted = characters[index];
      if (wanted === GAP) return firstOf(gapEnds(read, place), (end) => match(index + 1, end));
      for (const { character, end } of read(place)) {
        if (character !== wanted) continue;
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
