/** Alphabets of one byte a character. Latin-1 and windows-1252 are not among them: whatever is read is read as these as well. */
const NARROW = [
  ...['windows-1250', 'windows-1251', 'windows-1253', 'windows-1254', 'windows-1255', 'windows-1256', 'windows-1257'],
  ...['iso-8859-2', 'iso-8859-5', 'iso-8859-7', 'iso-8859-15', 'koi8-r', 'macintosh'],
];

/** Alphabets of one or two bytes a character. */
const WIDE = ['shift_jis', 'euc-jp', 'gb18030', 'big5', 'euc-kr'];

/**
 * Gives what spells a text in the bytes of each alphabet that pages were written in before UTF-8 and that has all its
 * characters, one character a byte. `characters` are those that such texts may have.
 */
export function oldAlphabetsFor(characters: string): (text: string) => readonly string[] {
  const foreign = new Set(Array.from(characters).filter((character) => character > '\x7f'));
  if (foreign.size === 0) return () => [];
  // Few others are written in two bytes, and looking is dear.
  const alphabets = /[\u3000-\u9fff\uac00-\ud7af\uff00-\uffef]/.test(characters) ? [...NARROW, ...WIDE] : NARROW;
  const encoders = alphabets
    .map(encoderOf)
    .filter((bytesOf) => [...foreign].some((character) => bytesOf.has(character)));
  return (text) => {
    const own = Array.from(text).filter((character) => foreign.has(character));
    return encoders
      .filter((bytesOf) => own.length > 0 && own.every((character) => bytesOf.has(character)))
      .map((bytesOf) => Array.from(text, (character) => bytesOf.get(character) ?? character).join(''));
  };
}

/** What spells each character of an alphabet; made when it is first asked for, since the wide ones take a moment. */
const ENCODERS = new Map<string, ReadonlyMap<string, string>>();

/** Node decodes these alphabets and encodes none: so all bytes are decoded, and that is turned round. */
function encoderOf(alphabet: string): ReadonlyMap<string, string> {
  const known = ENCODERS.get(alphabet);
  if (known !== undefined) return known;
  const high = range(0x80, 0xff);
  const candidates = WIDE.includes(alphabet)
    ? [...high, ...high.flatMap((lead) => range(0x40, 0xfe).map((trail) => lead + trail))]
    : high;
  const decoded = new TextDecoder(alphabet).decode(Buffer.from(candidates.join('\n'), 'latin1')).split('\n');
  const found = new Map<string, string>();
  candidates.forEach((bytes, index) => {
    const character = decoded[index] ?? '';
    if (!found.has(character)) found.set(character, bytes);
  });
  ENCODERS.set(alphabet, found);
  return found;
}

function range(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => String.fromCharCode(from + index));
}
