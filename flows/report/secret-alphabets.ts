/** One way to read what stands at a place: as which character, and where the next one begins. */
export interface Reading {
  readonly character: number;
  readonly end: number;
}

/** All ways to read what stands at a place, the longest first. */
export type Reader = (at: number) => readonly Reading[];

/** How the characters of a file lie in its bytes. `bytes` stands for UTF-8 and for every alphabet of one byte a character. */
export type Alphabet = 'bytes' | 'utf16le' | 'utf16be';

/** A number that was read from digits, and where they end. */
export interface Digits {
  readonly value: number;
  readonly end: number;
}

/** What windows-1252 has where Latin-1 has control characters; Node's own decoder does not know. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Reads what stands in a file as it is, without undoing any spelling. */
export function plainReader(bytes: Uint8Array, alphabet: Alphabet): Reader {
  if (alphabet !== 'bytes') {
    const [low, high] = alphabet === 'utf16le' ? [0, 1] : [1, 0];
    const unit = (at: number): number => ((bytes[at + high] ?? 0) << 8) | (bytes[at + low] ?? 0);
    return (at) => {
      if (at + 2 > bytes.length) return [];
      const pair = at + 4 > bytes.length ? null : joined(unit(at), unit(at + 2));
      return pair === null ? [{ character: unit(at), end: at + 2 }] : [{ character: pair, end: at + 4 }];
    };
  }
  const byteAt = (at: number): Digits | null => {
    const value = bytes[at];
    return value === undefined ? null : { value, end: at + 1 };
  };
  return (at) => readByte(byteAt(at), byteAt);
}

/** Reads a byte as a character: beyond ASCII as the beginning of one in UTF-8, as one of Latin-1, and as one of windows-1252. */
export function readByte(first: Digits | null, nextByte: (at: number) => Digits | null): readonly Reading[] {
  if (first === null) return [];
  const { value: byte, end } = first;
  const readings: Reading[] = [{ character: byte, end }];
  if (byte < 0x80) return readings;
  const windows = byte < 0xa0 ? WINDOWS.charCodeAt(byte - 0x80) : byte;
  if (windows !== byte) readings.push({ character: windows, end });
  const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 0;
  if (length === 0 || byte > 0xf4) return readings;
  let character = byte & (0xff >> (length + 1));
  let place = end;
  for (let index = 1; index < length; index++) {
    const next = nextByte(place);
    if (next === null || (next.value & 0xc0) !== 0x80) return readings;
    character = (character << 6) | (next.value & 0x3f);
    place = next.end;
  }
  return [{ character, end: place }, ...readings];
}

/** The character of two surrogates, or `null` where they are none. */
export function joined(high: number, low: number): number | null {
  return high >= 0xd800 && high < 0xdc00 && low >= 0xdc00 && low < 0xe000
    ? 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00)
    : null;
}
