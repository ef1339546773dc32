import type { Secret } from '../../pages/secret.js';
import type * as z from '../zod.js';
import { cleanShape } from './clean-shape.js';
import { needlesOf } from './secret-encodings.js';
import { cleanKinds, kindsIn } from './secret-kinds.js';
import type { SecretKind } from './secret-names.js';
import { MASK, secretSearch } from './secret-search.js';

/** What was found: a value that the registry knows, or something whose kind alone makes it a secret. */
export type Finding = 'known value' | SecretKind;

/** A long configured secret is also found in part: pages and messages cut long texts. */
const PIECE = 24;

/** Stands before every writer and removes every secret, by value in every encoding, and by kind whatever the value. */
export class SecretRegistry {
  readonly #known = new Set<string>();
  readonly #search = secretSearch();
  readonly #onLearn: (value: string) => void;

  /** `onLearn` hears of each secret: reports that are written elsewhere must be scrubbed too. */
  constructor(onLearn: (value: string) => void = () => undefined) {
    this.#onLearn = onLearn;
  }

  /** Learns a configured secret, or a code. */
  addSecret(secret: Secret): void {
    this.#learn(secret.reveal(), PIECE);
  }

  /** Learns a value that appeared while the run goes on: a cookie, a token, a verifier, a code. */
  add(value: string): void {
    this.#learn(value);
  }

  #learn(value: string, piece?: number): void {
    if (this.#known.has(value)) return;
    this.#known.add(value);
    this.#onLearn(value);
    for (const needle of needlesOf(value, piece)) this.#search.add(needle);
  }

  /** The text without any secret. */
  clean(text: string): string {
    const bytes = Buffer.from(text);
    const cleaned = this.#withoutValues(bytes);
    return cleanKinds(cleaned === bytes ? text : cleaned.toString());
  }

  /**
   * A copy of the tool's own data in which every string is clean, but for what the schema fixes: enumerations, literals, times
   * and what is registered as `fixed`. What the schema does not know is cleaned; keys are the tool's own.
   */
  cleanData<T>(data: T, schema: z.core.$ZodType | null = null): T {
    // The copy has the shape of what was given: only strings inside it differ.
    return cleanShape(data, schema, (text) => this.clean(text)) as T;
  }

  /** A file without any secret, whatever its alphabet; all other bytes are as they were. */
  cleanBytes(bytes: Buffer): Buffer {
    const cleaned = this.#withoutValues(bytes);
    const text = cleaned.toString('latin1');
    const without = cleanKinds(text);
    return without === text ? cleaned : Buffer.from(without, 'latin1');
  }

  /** What kinds of secrets a file holds. */
  findIn(bytes: Buffer): readonly Finding[] {
    const text = bytes.toString('latin1');
    const texts = text.includes('\0') ? [text, text.replaceAll('\0', '')] : [text];
    const byValue: Finding[] = this.#search.find(bytes).length > 0 ? ['known value'] : [];
    return [...new Set([...byValue, ...texts.flatMap(kindsIn)])];
  }

  /** Gives back the very same bytes where there is nothing to remove. */
  #withoutValues(bytes: Buffer): Buffer {
    const found = this.#search.find(bytes);
    if (found.length === 0) return bytes;
    const parts: Buffer[] = [];
    let from = 0;
    for (const { start, end } of found) {
      parts.push(bytes.subarray(from, start), Buffer.from(MASK));
      from = end;
    }
    return Buffer.concat([...parts, bytes.subarray(from)]);
  }
}
