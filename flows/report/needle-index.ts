import type { Alphabet } from './secret-alphabets.js';
import type { Needle } from './secret-encodings.js';
import { beginsSpelling } from './secret-spellings.js';

/** Bytes that may be read in more than one way: spellings, breaks, white space, all beyond ASCII. Behind them lies the slow way. */
export const SPECIAL: Readonly<Uint8Array> = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte <= 0x20 || byte >= 0x80 || '\\%&=+<'.includes(String.fromCharCode(byte)) ? 1 : 0,
);

/** Needles by their first two characters, and what tells in little time that none begins at a place. */
export interface NeedleIndex {
  readonly add: (needle: Needle) => void;
  readonly isEmpty: () => boolean;
  /** True where a needle may stand in UTF-16 without a zero byte: none of its characters is of Latin-1. */
  readonly isForeign: () => boolean;
  readonly isFirst: (character: number) => boolean;
  readonly starting: (first: number, second: number) => readonly Needle[];
  readonly mayBegin: (bytes: Uint8Array) => (at: number) => boolean;
  /** The same where a character has two bytes. */
  readonly mayBeginInTwo: (bytes: Uint8Array, alphabet: Alphabet) => (at: number) => boolean;
}

const NONE: readonly Needle[] = [];

const BACKSLASH = 0x5c;

/** The most backslashes that can stand for one: half of them go with each spelling that is undone. */
const MOST_BACKSLASHES = 16;

/** The first bytes beyond ASCII of white space and of what may break a word. */
const BREAKS = [0xa0, 0xad, 0xc2, 0xe1, 0xe2, 0xe3, 0xef];

/** An index of no needles yet. */
export function needleIndex(): NeedleIndex {
  const byFirst = new Map<number, Map<number, Needle[]>>();
  /** The UTF-16 code units with which a needle, or a spelling, may begin. */
  const units = new Uint8Array(0x10000);
  /** The same for bytes. */
  const bytesToLookAt = new Uint8Array(0x100);
  let isForeign = false;
  const pairs = new Uint8Array(0x4000);
  const seconds = Uint8Array.from({ length: 0x100 }, (_, byte) => (byte < 0x80 || BREAKS.includes(byte) ? 1 : 0));
  for (let byte = 0; byte < 0x80; byte++) if (beginsSpelling(byte)) units[byte] = bytesToLookAt[byte] = 1;
  const mark = (table: Uint8Array, character: number): void => {
    table[Buffer.from(String.fromCodePoint(character))[0] ?? 0] = 1;
    if (character < 0x100) table[character] = 1;
    // windows-1252 has these among the bytes that Latin-1 has for control characters.
    else table.fill(1, 0x80, 0xa0);
  };

  return {
    add: (needle) => {
      const [first = 0, second = 0] = needle.characters;
      const bySecond = byFirst.get(first) ?? new Map<number, Needle[]>();
      byFirst.set(first, bySecond);
      bySecond.set(second, [...(bySecond.get(second) ?? []), needle]);
      isForeign ||= needle.characters.every((character) => character >= 0x100);
      units[String.fromCodePoint(first).charCodeAt(0)] = 1;
      mark(bytesToLookAt, first);
      if (second >= 0) mark(seconds, second);
      if (first < 0x80 && second >= 0 && second < 0x80) pairs[(first << 7) | second] = 1;
    },
    isEmpty: () => byFirst.size === 0,
    isForeign: () => isForeign,
    isFirst: (character) => byFirst.has(character),
    starting: (first, second) => byFirst.get(first)?.get(second) ?? NONE,
    mayBegin: (bytes) => (at) => {
      const first = bytes[at] ?? 0;
      if (bytesToLookAt[first] === 0) return false;
      const second = bytes[at + 1];
      if (second === undefined) return false;
      if (first === BACKSLASH) return byFirst.has(BACKSLASH) || !isLongRun(bytes, at);
      if (SPECIAL[first] === 1) return true;
      if (SPECIAL[second] === 1) return seconds[second] === 1;
      return pairs[(first << 7) | second] === 1;
    },
    mayBeginInTwo: (bytes, alphabet) => {
      const [low, high] = alphabet === 'utf16le' ? [0, 1] : [1, 0];
      return (at) => units[((bytes[at + high] ?? 0) << 8) | (bytes[at + low] ?? 0)] === 1;
    },
  };
}

/** True where so many backslashes follow that what stands behind them is found from one of the later ones. */
function isLongRun(bytes: Uint8Array, at: number): boolean {
  for (let index = MOST_BACKSLASHES; index > 0; index--) if (bytes[at + index] !== BACKSLASH) return false;
  return true;
}
