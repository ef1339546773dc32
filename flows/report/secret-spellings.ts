import { ENTITIES } from './html-entities.js';
import {
  type Alphabet,
  type Digits,
  type Reader,
  type Reading,
  joined,
  plainReader,
  readByte,
} from './secret-alphabets.js';

/** How many spellings may lie in one another: JSON in JSON in an address, and one more. */
const DEPTH = 4;

/** A file, and how to read it: as it is, or with up to so many spellings undone. */
interface Text {
  readonly plain: Reader;
  readonly read: (at: number, depth: number) => readonly Reading[];
}

/** How many places are kept in mind. */
const REMEMBERED = 64;

const BACKSLASH = code('\\');
const PERCENT = code('%');
const AMPERSAND = code('&');
const EQUALS = code('=');

/** What a backslash and a letter stand for. */
const CONTROLS: ReadonlyMap<number, number> = new Map(
  Object.entries({ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v' }).map(([letter, is]) => [
    code(letter),
    code(is),
  ]),
);

/** True where a spelling may begin with this character: a backslash, a percent sign, an ampersand, or quoted-printable's `=`. */
export function beginsSpelling(character: number): boolean {
  return character === BACKSLASH || character === PERCENT || character === AMPERSAND || character === EQUALS;
}

/** Reads a file at any place: as what stands there, and as whatever that may be a spelling of, several of them deep. */
export function readerOf(bytes: Uint8Array, alphabet: Alphabet): Reader {
  const plain = plainReader(bytes, alphabet);
  const readers: Reader[] = [plain];
  const read = (at: number, depth: number): readonly Reading[] => readers[depth]?.(at) ?? [];
  for (let depth = 1; depth <= DEPTH; depth++) {
    readers.push(
      remembering((at) => {
        const known = read(at, depth - 1);
        const found: Reading[] = [];
        for (const lead of known) {
          if (!beginsSpelling(lead.character)) continue;
          for (const more of undone({ plain, read }, lead, depth - 1)) {
            if (!holds(known, more) && !holds(found, more)) found.push(more);
          }
        }
        return found.length === 0 ? known : [...found, ...known].sort((a, b) => b.end - a.end);
      }),
    );
  }
  return (at) => read(at, DEPTH);
}

/** Most places are read several times, one soon after the other. */
function remembering(read: Reader): Reader {
  const places = new Int32Array(REMEMBERED).fill(-1);
  const readings: (readonly Reading[])[] = [];
  return (at) => {
    const slot = at % REMEMBERED;
    const known = readings[slot];
    if (places[slot] === at && known !== undefined) return known;
    const found = read(at);
    places[slot] = at;
    readings[slot] = found;
    return found;
  };
}

function holds(readings: readonly Reading[], { character, end }: Reading): boolean {
  return readings.some((each) => each.character === character && each.end === end);
}

/** What a spelling stands for that begins with this character; its other signs may be spelled themselves, `depth` deep. */
function undone(text: Text, { character, end }: Reading, depth: number): readonly Reading[] {
  switch (character) {
    case BACKSLASH:
      return escaped(text, end, depth);
    case PERCENT:
      return [...bytes(text, PERCENT, end, depth), ...paired(text, after(text, end, 0, 'u'), [PERCENT, 'u'], depth)];
    case EQUALS:
      return bytes(text, EQUALS, end, depth);
    case AMPERSAND:
      return entity(text, end, depth);
    default:
      return [];
  }
}

/** JSON's and JavaScript's escapes, and a shell's. */
function escaped(text: Text, at: number, depth: number): readonly Reading[] {
  return text.read(at, depth).flatMap((next): readonly Reading[] => {
    const control = CONTROLS.get(next.character);
    if (control !== undefined) return [{ character: control, end: next.end }];
    if (next.character === code('u')) return paired(text, next.end, [BACKSLASH, 'u'], depth);
    if (next.character === code('x')) return bytes(text, BACKSLASH, next.end, depth, 'x');
    return next.character < 0x80 && Number.isNaN(worth(next.character)) ? [next] : [];
  });
}

/** `%c3%b6`, `=C3=B6`, `\xc3\xb6`: bytes, from behind the first sign. */
function bytes(text: Text, sign: number, at: number, depth: number, letter = ''): readonly Reading[] {
  const byte = (place: number): Digits | null => digits(text, place, 16, 2, 2);
  return readByte(byte(at), (place) => {
    const next = after(text, place, depth, sign);
    const place2 = next === null || letter === '' ? next : after(text, next, 0, letter);
    return place2 === null ? null : byte(place2);
  });
}

/** `\u00f6`, `\u{f6}`, `%u00f6` from behind the `u`; where it is half a character, with the other half. */
function paired(text: Text, at: number | null, [sign, u]: [number, string], depth: number): readonly Reading[] {
  const first = at === null ? null : codeUnit(text, at);
  if (first === null) return [];
  return withOtherHalf(first, () => {
    const lead = after(text, first.end, depth, sign);
    const letter = lead === null ? null : after(text, lead, 0, u);
    return letter === null ? null : codeUnit(text, letter);
  });
}

function codeUnit(text: Text, at: number): Digits | null {
  const brace = after(text, at, 0, '{');
  if (brace === null) return digits(text, at, 16, 4, 4);
  const inside = digits(text, brace, 16, 1, 6);
  const end = inside === null ? null : after(text, inside.end, 0, '}');
  return inside === null || end === null ? null : { value: inside.value, end };
}

/** `&#246;`, `&#xf6;`, `&ouml;`, from behind the ampersand. The semicolon may be missing. */
function entity(text: Text, at: number, depth: number): readonly Reading[] {
  const number = numbered(text, at, depth);
  if (number === null) return named(text, at, depth);
  return withOtherHalf(number, () => {
    const ampersand = after(text, number.end, depth, AMPERSAND);
    return ampersand === null ? null : numbered(text, ampersand, depth);
  });
}

function numbered(text: Text, at: number, depth: number): Digits | null {
  const hash = after(text, at, depth, '#');
  if (hash === null) return null;
  const x = after(text, hash, 0, 'x') ?? after(text, hash, 0, 'X');
  const number = x === null ? digits(text, hash, 10, 1, 8) : digits(text, x, 16, 1, 7);
  return number === null ? null : { value: number.value, end: after(text, number.end, depth, ';') ?? number.end };
}

function named(text: Text, at: number, depth: number): readonly Reading[] {
  let name = '';
  let end = at;
  let found: Reading | null = null;
  while (name.length < 8) {
    const [next] = text.plain(end);
    if (next === undefined || Number.isNaN(worth(next.character))) break;
    name += String.fromCharCode(next.character);
    ({ end } = next);
    const character = ENTITIES.get(name);
    if (character !== undefined) found = { character, end };
  }
  return found === null ? [] : [{ character: found.character, end: after(text, found.end, depth, ';') ?? found.end }];
}

function withOtherHalf(first: Digits, second: () => Digits | null): readonly Reading[] {
  const low = first.value >= 0xd800 && first.value < 0xdc00 ? second() : null;
  const whole = low === null ? null : joined(first.value, low.value);
  return low !== null && whole !== null
    ? [{ character: whole, end: low.end }]
    : [{ character: first.value, end: first.end }];
}

/** Where a sign ends that stands there, spelled or not; `null` where it does not. */
function after(text: Text, at: number, depth: number, sign: number | string): number | null {
  const wanted = typeof sign === 'string' ? code(sign) : sign;
  return text.read(at, depth).find(({ character }) => character === wanted)?.end ?? null;
}

function digits({ plain }: Text, at: number, radix: 10 | 16, least: number, most: number): Digits | null {
  let value = 0;
  let end = at;
  let count = 0;
  for (; count < most; count++) {
    const [next] = plain(end);
    const digit = next === undefined ? NaN : worth(next.character);
    if (next === undefined || !(digit < radix)) break;
    value = value * radix + digit;
    ({ end } = next);
  }
  return count < least ? null : { value, end };
}

/** The worth of a digit or an ASCII letter, else `NaN`. */
function worth(character: number): number {
  if (character >= code('0') && character <= code('9')) return character - code('0');
  const letter = character | 0x20;
  return letter >= code('a') && letter <= code('z') ? letter - code('a') + 10 : NaN;
}

function code(character: string): number {
  return character.charCodeAt(0);
}
