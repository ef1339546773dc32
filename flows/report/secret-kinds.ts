import { ANY_NAME, type Named, type SecretKind, secretNamed } from './secret-names.js';
import { MASK, type Range } from './secret-search.js';

/** A quotation mark in whatever spelling. */
const QUOTE = String.raw`(?:\\*["'\x60]|&(?:amp;)*(?:quot|apos|#0*3[49]|#x0*2[27]);|%(?:25)*2[27])`;

/** What stands between a name and its value. */
const SIGN = String.raw`\s*(?:[:=]|=>|%(?:25)*3[AD])\s*`;

/** What stands between the name and the value of one parameter in a list of them: `"name":"…","value":"…"`. */
const VALUE_KEY = String.raw`${QUOTE}\s*,\s*${QUOTE}value${QUOTE}${SIGN}`;

/** A value between quotation marks, up to the mark that began it, but for one that is escaped. */
const QUOTED = String.raw`(?<quote>${QUOTE})(?<value>(?:(?!(?<!\\)\k<quote>)[^\r\n])+)`;

const NAME = new RegExp(ANY_NAME, 'gi');

/** A value that was removed already, perhaps spelled for an address since. */
const MASKED = /^(?:\[|%(?:25)*5B)secret(?:\]|%(?:25)*5D)$/i;

/** For a pattern that is tried at one place, whatever the case, and says where its groups stand. */
const flags = 'iyd';

/** How the value may stand behind the name. */
const QUOTED_VALUE = new RegExp(`${QUOTE}?${SIGN}${QUOTED}`, flags);
const LISTED_VALUE = new RegExp(`${VALUE_KEY}${QUOTED}`, flags);
const FIELD_VALUE = new RegExp(String.raw`${QUOTE}?(?:\s[^<>]*)?\svalue\s*=\s*${QUOTED}`, flags);
const PART_VALUE = new RegExp(String.raw`${QUOTE}[^\r\n\\]*(?:\\+r\\+n|\\+n|\r?\n){2}(?<value>[^\r\n\\]+)`, flags);
const PLAIN_VALUE = /=(?<value>[^\s"'&<>\\;,#]+)/diy;
const HEADER_VALUE = /\s*:\s*(?<value>(?:[^\r\n"'\\<>]|"[^"\r\n\\]*")+)/diy;

/** In an address inside an address what ends the value is spelled as its `=` is, or one layer less. */
const NESTED_VALUES = [0, 1, 2].map(
  (depth) =>
    new RegExp(
      String.raw`%(?:25){${depth}}3D(?<value>(?:(?!%(?:25){0,${depth}}(?:2[0236F]|3[BCEF]|5C|0[AD]))[^\s"'&<>\\;,#])+)`,
      flags,
    ),
);

/** Before a value in quotation marks. */
const QUOTED_BEFORE = new RegExp(`${QUOTE}$`, 'i');
/** Before a parameter's name. */
const PARAMETER_BEFORE = /(?:[?&#;]|[?&](?:amp;|#38;)+|\\+u0026|%(?:25)*(?:3F|26|23))$/i;
/** Before the name of one in a list. */
const LISTED_BEFORE = new RegExp(`${QUOTE}name${QUOTE}${SIGN}${QUOTE}$`, 'i');
/** Before the name of a form's field, and of a part of a form in parts. */
const FIELD_BEFORE = new RegExp(String.raw`<[^<>]*\sname\s*=\s*${QUOTE}?$`, 'i');
const PART_BEFORE = /form-data;\s*name=\\*"$/i;
/** A field whose value comes first. */
const VALUE_BEFORE = new RegExp(String.raw`<[^<>]*\svalue\s*=\s*${QUOTED}\k<quote>[^<>]*\sname\s*=\s*${QUOTE}?$`, 'id');

/** A header in the middle of a text is told from a sentence by what such a header looks like. */
const HEADER_LOOKS: Readonly<Record<string, RegExp>> = {
  cookie: /^[^\s=;,]+=/,
  'authorization header': /^(?:(?:basic|bearer|oauth|digest|negotiate|ntlm|jwt|hawk|aws4\S*)\s+\S|(?=\S*\d)\S{16,})/i,
};

/** A parameter at the beginning of a form's body. One alone may as well be a sentence: `code=6`. */
const FORM = /[^&\s=]+=[^&\s]*(?:&[\w.%[\]-]+=[^&\s]*)*(?=\s|$)/iy;

/** How far before a name is looked for what it is the name of. */
const NEAR = 400;

/** The text without what is a secret by its kind. */
export function cleanKinds(text: string): string {
  const ranges = secretsByKind(text);
  if (ranges.length === 0) return text;
  let cleaned = '';
  let from = 0;
  for (const { start, end } of ranges) {
    if (start >= from) cleaned += text.slice(from, start) + MASK;
    from = Math.max(from, end);
  }
  return cleaned + text.slice(from);
}

/** The kinds of secrets in a text. */
export function kindsIn(text: string): readonly SecretKind[] {
  return [...new Set(secretsByKind(text).map(({ kind }) => kind))];
}

function secretsByKind(text: string): readonly (Range & { readonly kind: SecretKind })[] {
  const found: (Range & { readonly kind: SecretKind })[] = [];
  for (const match of text.matchAll(NAME)) {
    const named = secretNamed(match[0]);
    if (named === null) continue;
    const range = valueBeside(text, match.index, match.index + match[0].length, named);
    if (range !== null && !MASKED.test(text.slice(range.start, range.end))) found.push({ ...range, kind: named.kind });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Where the value stands that a name at this place makes a secret. */
function valueBeside(text: string, start: number, end: number, { kind, as }: Named): Range | null {
  const before = text.slice(Math.max(0, start - NEAR), start);
  const listed = LISTED_BEFORE.test(before) ? valueAt(LISTED_VALUE, text, end) : null;
  if (listed !== null) return listed;
  if (as === 'header') {
    const header = valueAt(QUOTED_VALUE, text, end) ?? valueAt(HEADER_VALUE, text, end);
    const isQuoted = header !== null && QUOTED_BEFORE.test(text.slice(Math.max(0, header.start - 12), header.start));
    return header !== null && (isQuoted || looksLike(kind, text.slice(header.start, header.end))) ? header : null;
  }
  const field = inField(text, before, start, end);
  if (field !== null) return field;
  if (as === 'parameter' && !PARAMETER_BEFORE.test(before) && !beginsForm(text, start, kind)) return null;
  const parameter = [PLAIN_VALUE, ...NESTED_VALUES].map((pattern) => valueAt(pattern, text, end));
  const quoted = as === 'anywhere' ? valueAt(QUOTED_VALUE, text, end) : null;
  return quoted ?? parameter.find((range) => range !== null) ?? null;
}

/** The value of a form's field that has this name, in a page or as it is sent in parts. */
function inField(text: string, before: string, start: number, end: number): Range | null {
  if (PART_BEFORE.test(before)) return valueAt(PART_VALUE, text, end);
  if (!FIELD_BEFORE.test(before)) return null;
  const [from, to] = VALUE_BEFORE.exec(before)?.indices?.groups?.['value'] ?? [];
  const shift = start - before.length;
  if (from !== undefined && to !== undefined) return { start: shift + from, end: shift + to };
  return valueAt(FIELD_VALUE, text, end);
}

function beginsForm(text: string, start: number, kind: SecretKind): boolean {
  if (start > 0 && !/[\r\n]/.test(text[start - 1] ?? '')) return false;
  FORM.lastIndex = start;
  const form = FORM.exec(text)?.[0] ?? '';
  return form.includes('&') || (form !== '' && kind !== 'code or state');
}

function looksLike(kind: SecretKind, value: string): boolean {
  return HEADER_LOOKS[kind]?.test(value) ?? false;
}

function valueAt(pattern: RegExp, text: string, at: number): Range | null {
  pattern.lastIndex = at;
  const [start, end] = pattern.exec(text)?.indices?.groups?.['value'] ?? [];
  return start === undefined || end === undefined ? null : { start, end };
}
