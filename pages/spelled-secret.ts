/** A text as the bytes it was sent as, one character each: what the alphabet of a page was does not matter then. */
type Bytes = string;

/** The alphabets in which pages send a text. */
const ALPHABETS = ['utf8', 'latin1', 'utf16le'] as const;

/** How often one spelling may lie in another: base64 in JSON, JSON in a form. */
const DEPTH = 2;

/**
 * Gives a look for a value in what a request says, as it is and as forms, scripts and addresses spell it: with percent signs,
 * as JSON, as base64 or as hexadecimal digits, one in the other. What a page encrypts, turns round or cuts in pieces it does
 * not find.
 */
export function spelledSecret(value: string): (sent: Buffer) => boolean {
  const needles = ALPHABETS.map((alphabet) => bytes(Buffer.from(value, alphabet)));
  // Six digits stand in many a longer number, as in a time.
  const isNumber = /^\d+$/.test(value);
  const isIn = (text: Bytes): boolean =>
    needles.some((needle) => text.includes(needle)) && (!isNumber || standsAlone(value, text));
  const look = (text: Bytes, depth: number): boolean =>
    isIn(text) ||
    (depth > 0 && READINGS.some((reading) => reading.marks.test(text) && look(reading.read(text), depth - 1)));
  return (sent) => look(bytes(sent), DEPTH);
}

/** What undoes a spelling, and what a text must have in it to be worth the try. */
const READINGS: readonly { readonly marks: RegExp; readonly read: (text: Bytes) => Bytes }[] = [
  { marks: /%[\da-f]{2}/i, read: withoutPercents },
  { marks: /\+/, read: (text) => withoutPercents(text.replaceAll('+', ' ')) },
  { marks: /\\["\\/u]/, read: withoutEscapes },
  { marks: /&#?\w+;/, read: withoutEntities },
  { marks: /[\w+/-]{8}/, read: (text) => decoded(text, /[\w+/-]{8,}/g, 'base64', 4) },
  { marks: /[\da-f]{12}/i, read: (text) => decoded(text, /[\da-f]{12,}/gi, 'hex', 2) },
];

function withoutPercents(text: Bytes): Bytes {
  return text.replace(/%([\da-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

function withoutEscapes(text: Bytes): Bytes {
  return text
    .replace(/\\u([\da-f]{4})/gi, (_, code: string) => character(parseInt(code, 16)))
    .replace(/\\(["\\/])/g, '$1');
}

/** A form in an alphabet that lacks a character sends its number. */
function withoutEntities(text: Bytes): Bytes {
  const names: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return text
    .replace(/&#(\d{1,6});/g, (_, code: string) => character(Number(code)))
    .replace(/&(amp|lt|gt|quot);/g, (whole, name: string) => names[name] ?? whole);
}

/** Each run of an alphabet, read from each place at which a group of it may begin: what stands before it may look like it. */
function decoded(text: Bytes, runs: RegExp, encoding: 'base64' | 'hex', group: number): Bytes {
  const starts = Array.from({ length: group }, (_, start) => start);
  return [...text.matchAll(runs)]
    .flatMap(([run]) => starts.map((start) => bytes(Buffer.from(run.slice(start), encoding))))
    .join('\n');
}

function standsAlone(digits: string, text: Bytes): boolean {
  return new RegExp(`(?<!\\d)${digits}(?!\\d)`).test(text.replaceAll('\0', ''));
}

function character(code: number): Bytes {
  return bytes(Buffer.from(String.fromCharCode(code)));
}

function bytes(buffer: Buffer): Bytes {
  return buffer.toString('latin1');
}
