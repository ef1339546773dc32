import { secretNamed } from '../report/secret-names.js';
import { FILE_NAME, KEY_WORDS, TRACE_KEYS, VALUE_WORDS, WORD_KEYS } from './playwright-words.js';
import type { Treatment } from './treatment.js';
import { Unreadable } from './unreadable.js';

/** What stands in a string as base64, as attachments do. */
export type Embedded = (bytes: Buffer) => Buffer;

/** The keys under which the value of a named field stands: in a list of headers or parameters, and in a snapshot of a page. */
const VALUE_KEYS = new Set(['value', '__playwright_value_']);

const BASE64 = /^(?:[A-Za-z0-9+/]{4}){6,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * Treats a JSON document in its string values; the format's own keys and enumerations stay. Where nothing changes the very same
 * text is given back.
 * @throws Unreadable
 */
export function treatJson(text: string, treatment: Treatment, embedded: Embedded): string {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw new Unreadable('JSON');
  }
  const walk = walker(treatment, embedded);
  const treated = walk(document, '', 0);
  return treated === document ? text : JSON.stringify(treated);
}

/**
 * The same for a file of JSON lines.
 * @throws Unreadable
 */
export function treatLines(text: string, treatment: Treatment, embedded: Embedded): string {
  return text
    .split('\n')
    .map((line) => (line.trim() === '' ? line : treatJson(line, treatment, embedded)))
    .join('\n');
}

/** Each part that has nothing to change is given back itself. */
function walker(treatment: Treatment, embedded: Embedded) {
  const textOf = (text: string, key: string, depth: number): string => {
    if (isOwnWord(text, key, depth)) return text;
    if (BASE64.test(text)) {
      const bytes = Buffer.from(text, 'base64');
      const treated = embedded(bytes);
      if (treated !== bytes) return treatment.text(treated.toString('base64'));
    }
    return treatment.text(text);
  };
  const walk = (value: unknown, key: string, depth: number): unknown => {
    if (typeof value === 'string') return textOf(value, key, depth);
    if (typeof value === 'number') return treatment.text(String(value)) === String(value) ? value : 0;
    if (Array.isArray(value)) return listOf(value, key, depth);
    return typeof value === 'object' && value !== null ? recordOf(value, key, depth) : value;
  };
  const listOf = (list: readonly unknown[], key: string, depth: number): unknown => {
    const treated = list.map((each) => walk(each, key, depth + 1));
    return treated.every((each, index) => each === list[index]) ? list : treated;
  };
  const recordOf = (record: object, key: string, depth: number): unknown => {
    const entries: readonly [string, unknown][] = Object.entries(record);
    const named = 'name' in record && typeof record.name === 'string' ? secretNamed(record.name) : null;
    const kind = key === 'cookies' ? 'cookie' : (named?.kind ?? null);
    const treated = entries.map(([name, value]): [string, unknown] => {
      const own = secretNamed(name);
      const secret = VALUE_KEYS.has(name) ? kind : own === null || own.as === 'parameter' ? null : own.kind;
      const mask = (each: unknown): unknown =>
        typeof each === 'string' && each !== ''
          ? treatment.named(secret ?? 'cookie', each)
          : walk(each, name, depth + 1);
      const after =
        secret === null
          ? walk(value, name, depth + 1)
          : Array.isArray(value) && !value.some((each) => typeof each === 'object')
            ? value.map(mask)
            : mask(value);
      return [KEY_WORDS.has(name) ? name : treatment.text(name), after];
    });
    const isSame = treated.every(([name, value], index) => name === entries[index]?.[0] && value === entries[index][1]);
    return isSame ? record : Object.fromEntries(treated);
  };
  return walk;
}

function isOwnWord(text: string, key: string, depth: number): boolean {
  if (depth === 1 && TRACE_KEYS.has(key)) return true;
  return (WORD_KEYS.has(key) && VALUE_WORDS.has(text)) || FILE_NAME.test(text);
}
