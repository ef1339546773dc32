import type { Reader } from './secret-alphabets.js';

const LINE_ENDS = new Set([0x0a, 0x0d, 0x2028, 0x2029]);

/** Characters that show nothing: soft hyphen, zero-width space, joiners and byte order mark. */
const INVISIBLE = new Set([0xad, 0x200b, 0x200c, 0x200d, 0x2060, 0xfeff]);

const ESCAPE = 0x1b;
const PLUS = 0x2b;

/** White space beyond ASCII, as JavaScript's patterns know it. */
const WIDE_SPACES = new Set([0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff]);

function isSpace(character: number): boolean {
  if (character <= 0x20) return character === 0x20 || (character >= 0x09 && character <= 0x0d);
  return WIDE_SPACES.has(character) || (character >= 0x2000 && character <= 0x200a);
}

/** True for white space of any kind, and for what a form sends for it. */
export function mayBeSpace(character: number): boolean {
  return character === PLUS || isSpace(character);
}

/** Where white space may end that begins here, with the breaks in it; a form's `+` may be some. Empty where there is none. */
export function gapEnds(read: Reader, at: number): readonly number[] {
  const ends: number[] = [];
  let end = at;
  for (;;) {
    const here = read(end);
    const whole = here.find(({ character }) => isSpace(character))?.end;
    const [broken, ...shorter] = whole === undefined ? breakEnds(read, end) : [];
    const space = whole ?? broken;
    const plus = here.find(({ character }) => character === PLUS)?.end;
    // What shows nothing, a form's `+` and what may be a spelling of a space may as well be the next character of the secret.
    const isCertain = here.length === 1 && here.every(({ character }) => isSpace(character));
    if (!isCertain && end > at) ends.push(end);
    // The white space behind a break may end earlier.
    ends.push(...shorter.reverse());
    const next = space ?? plus;
    if (next === undefined) return ends.reverse();
    end = next;
  }
}

/**
 * Where what breaks a word in two may end that begins here: a line break with the indentation behind it, quoted-printable's
 * soft break, a tag that allows a break, a character that shows nothing, a terminal's change of colour.
 */
export function breakEnds(read: Reader, at: number): readonly number[] {
  return read(at).flatMap(({ character, end }): readonly number[] => {
    if (LINE_ENDS.has(character)) return afterSpace(read, end);
    if (INVISIBLE.has(character)) return [end];
    if (character === ESCAPE) return afterPattern(read, end, /^\[[\d;]*[A-Za-z]$/, 12);
    if (character === 0x3c) return afterPattern(read, end, /^w?br ?\/?>$/i, 6);
    const isSoft = character === 0x3d && read(end).some((next) => LINE_ENDS.has(next.character));
    return isSoft ? afterSpace(read, end) : [];
  });
}

/**
 * Behind all the white space; also before the last of it, and before any that may as well be the next character of the secret:
 * a short one is looked for with its own spaces.
 */
function afterSpace(read: Reader, at: number): readonly number[] {
  const ends = [at];
  let end = at;
  let last = at;
  for (;;) {
    const here = read(end);
    const space = here.find(({ character }) => isSpace(character));
    if (here.length > 1 && end > at) ends.push(end);
    if (space === undefined) return [...new Set([end, last, ...ends.reverse()])];
    last = end;
    ({ end } = space);
  }
}

function afterPattern(read: Reader, at: number, pattern: RegExp, most: number): readonly number[] {
  let text = '';
  let end = at;
  while (text.length < most) {
    const next = read(end).at(0);
    if (next === undefined) return [];
    text += String.fromCodePoint(Math.min(next.character, 0xffff));
    ({ end } = next);
    if (pattern.test(text)) return [end];
  }
  return [];
}
