import { oldAlphabetsFor } from './old-alphabets.js';

/** Stands in a needle for one or more spaces, however many and of whatever kind. */
export const GAP = -1;

/** A secret as a row of characters to look for. */
export interface Needle {
  /** Code points; `GAP` where there was white space. */
  readonly characters: readonly number[];
  /** A short number stands in many a longer one by chance, as in a time: it counts only where it stands alone. */
  readonly isNumber: boolean;
}

/** Below this a value is too likely to stand in ordinary text by chance; configured secrets are never shorter. */
export const SHORTEST = 6;

/** A longer value is looked for in pieces, so that a part of it is found as well. */
const LONGEST = 256;

/** Digits that are more likely a code than a password. */
const CODE = /^\d{6,8}$/;

/**
 * What to look for, so that a value is found in every encoding that changes it as a whole: in both normal forms of Unicode,
 * in old alphabets, in base64 in its three alignments and as hexadecimal digits. What spells single characters in another way
 * (JSON, HTML, addresses, …) is undone by the reader (`secret-spellings.ts`).
 */
export function needlesOf(value: string, piece = LONGEST): readonly Needle[] {
  if (value.length < SHORTEST) return [];
  const whole = Buffer.from(value).toString();
  const oldAlphabets = oldAlphabetsFor([...normalForms(whole)].join(''));
  const rows = new Map<string, Needle>();
  const add = (text: string, characters: readonly number[], isNumber = CODE.test(text)): void => {
    if (text.length >= SHORTEST) rows.set(text, { characters, isNumber });
  };
  for (const part of pieces(whole, piece)) {
    for (const text of normalForms(part)) {
      add(text, withGaps(text));
      for (const bytes of oldAlphabets(text)) add(bytes, withGaps(bytes));
      // Beside base64 and hexadecimal digits there are others of their own, whatever they stand for.
      for (const solid of solidEncodings(text)) add(solid, codePoints(solid), false);
    }
  }
  return [...rows.values()];
}

/** The value whole, where it is not too long, and in pieces. */
function pieces(value: string, length: number): readonly string[] {
  const characters = Array.from(value);
  const whole = characters.length < 2 * LONGEST ? [value] : [];
  if (characters.length < 2 * length) return whole;
  const starts = Array.from({ length: Math.floor(characters.length / length) }, (_, index) => index * length);
  const parts = [...starts, characters.length - length].map((start) =>
    characters.slice(start, start + length).join(''),
  );
  return [...whole, ...parts];
}

function normalForms(text: string): Set<string> {
  return new Set([text, ...(['NFC', 'NFD', 'NFKC', 'NFKD'] as const).map((form) => text.normalize(form))]);
}

/** White space as gaps, since pages join, break and trim it; where too little would be left, as it is. */
function withGaps(text: string): readonly number[] {
  if (text.replace(/\s/g, '').length < SHORTEST) return codePoints(text);
  return text
    .trim()
    .split(/(\s+)/)
    .flatMap((part, index) => (index % 2 === 1 ? [GAP] : codePoints(part)));
}

function codePoints(text: string): readonly number[] {
  return Array.from(text).map((character) => character.codePointAt(0) ?? 0);
}

/** Base64 and hexadecimal digits of what a page may have made of the value first. */
function solidEncodings(text: string): Set<string> {
  const found = new Set<string>();
  const json = JSON.stringify(text).slice(1, -1);
  const html = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
  const url = encodeURIComponent(text);
  const form = new URLSearchParams({ '': text }).toString().slice(1);
  const texts = [text, json, JSON.stringify(json).slice(1, -1), html, url, url.replace(/%20/g, '+'), form];
  const utf16 = Buffer.from(text, 'utf16le');
  const encoded = [...texts.map((each) => Buffer.from(each)), utf16, Buffer.from(utf16).swap16()];
  if (/^[\0-\xff]*$/.test(text)) encoded.push(Buffer.from(text, 'latin1'));
  for (const bytes of encoded) for (const each of base64(bytes)) found.add(each);
  const hex = Buffer.from(text).toString('hex');
  return found.add(hex).add(hex.toUpperCase());
}

/** Base64 in its three alignments and two alphabets, without the characters at either end that depend on the neighbours. */
function base64(value: Buffer): readonly string[] {
  return [0, 1, 2].flatMap((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), value]);
    const start = offset === 0 ? 0 : offset + 1;
    const text = bytes.toString('base64').slice(start, Math.floor((bytes.length * 8) / 6));
    return [text, text.replace(/\+/g, '-').replace(/\//g, '_')];
  });
}
