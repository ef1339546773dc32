import fc from 'fast-check';

/** The encoders of these tests share nothing with the code that undoes them. */
export type Encoder = (text: string) => string;

const bytesOf = (text: string): string[] => Array.from(Buffer.from(text), (byte) => byte.toString(16).padStart(2, '0'));
const units = (text: string): number[] => Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
const hex = (number: number): string => number.toString(16);

/** Ways to write one character in another way, whatever it is. */
export const spellings: Readonly<Record<string, Encoder>> = {
  'as it is': (character) => character,
  'with percent signs': (character) =>
    bytesOf(character)
      .map((byte) => `%${byte.toUpperCase()}`)
      .join(''),
  'with percent signs in small letters': (character) =>
    bytesOf(character)
      .map((byte) => `%${byte}`)
      .join(''),
  'as JSON': (character) =>
    units(character)
      .map((unit) => `\\u${hex(unit).padStart(4, '0')}`)
      .join(''),
  'as JSON in capitals': (character) =>
    units(character)
      .map((unit) => `\\u${hex(unit).toUpperCase().padStart(4, '0')}`)
      .join(''),
  'as JavaScript': (character) => `\\u{${hex(character.codePointAt(0) ?? 0)}}`,
  'as an HTML number': (character) => `&#${character.codePointAt(0) ?? 0};`,
  'as a hexadecimal HTML number': (character) => `&#x${hex(character.codePointAt(0) ?? 0)};`,
  'as HTML numbers of its halves': (character) =>
    units(character)
      .map((unit) => `&#${unit};`)
      .join(''),
  'in quoted-printable': (character) =>
    bytesOf(character)
      .map((byte) => `=${byte.toUpperCase()}`)
      .join(''),
};

const each =
  (encode: Encoder): Encoder =>
  (text) =>
    Array.from(text, encode).join('');

/** Ways to write a whole text, as pages, browsers and logs do. */
export const encoders: Readonly<Record<string, Encoder>> = {
  'as JSON': (text) => JSON.stringify(text).slice(1, -1),
  'as JSON that is safe in a page': (text) =>
    JSON.stringify(text)
      .slice(1, -1)
      .replace(/[<>&'/]/g, (sign) => (sign === '/' ? '\\/' : `\\u00${hex(sign.charCodeAt(0)).toUpperCase()}`)),
  'as JSON in ASCII': (text) =>
    JSON.stringify(text)
      .slice(1, -1)
      .replace(/[^\0-\x7f]/g, (unit) => `\\u${hex(unit.charCodeAt(0)).padStart(4, '0')}`),
  'in an address': (text) => encodeURIComponent(text),
  'in a strict address': (text) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${hex(sign.charCodeAt(0)).toUpperCase()}`),
  'in an address in small letters': (text) => encodeURIComponent(text).replace(/%../g, (byte) => byte.toLowerCase()),
  'in a form': (text) => encodeURIComponent(text).replace(/%20/g, '+'),
  'in HTML': each((sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[sign] ?? sign),
  'in XML': each((sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&apos;' })[sign] ?? sign),
  'in HTML in ASCII': each((sign) =>
    sign > '\x7f' || /[&<>"']/.test(sign) ? `&#x${hex(sign.codePointAt(0) ?? 0).toUpperCase()};` : sign,
  ),
};

/** What may break a text anywhere. */
export const breaks = ['\n', '\r\n', '\n      ', '\r\n\t', '=\r\n', '=\n', '<wbr>', '\u00ad', '\u200b', '\u001b[7m'];

/** Passwords with whatever people and generators put into them. */
export const secrets: fc.Arbitrary<string> = fc
  .oneof(
    fc.string({
      unit: fc.constantFrom(...Array.from(`ab7'"&<>  \\/+=%#;-_.,!()*?[]{}$^~|:@öÄßñ€“🔑👩‍👩‍👧密é`)),
      minLength: 6,
      maxLength: 24,
    }),
    fc.string({ unit: 'grapheme', minLength: 6, maxLength: 20 }),
    fc.string({ unit: 'grapheme-ascii', minLength: 150, maxLength: 200 }),
    fc.base64String({ minLength: 8, maxLength: 40 }),
  )
  .map((text) => text.trim())
  .filter((text) => text.length >= 6 && !/^\d{6,8}$/.test(text) && /\S{3}/.test(text));
