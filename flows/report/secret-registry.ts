import type { Secret } from '../../pages/secret.js';

/** Below this a value is too likely to stand in ordinary text by chance; configured secrets are never shorter. */
const SHORTEST = 6;

const MASK = '[secret]';

/** Stands before every writer and removes every secret it has been told of, in the encodings in which pages and logs write them. */
export class SecretRegistry {
  readonly #needles = new Set<string>();
  #pattern: RegExp | null = null;
  readonly #onLearn: (value: string) => void;

  /** `onLearn` hears of each secret: reports that are written elsewhere must be scrubbed too. */
  constructor(onLearn: (value: string) => void = () => undefined) {
    this.#onLearn = onLearn;
  }

  /** Learns a configured secret. */
  addSecret(secret: Secret): void {
    this.add(secret.reveal());
  }

  /** Learns a value that appeared while the run goes on: a cookie, a token, a verifier, a code. */
  add(value: string): void {
    if (value.length < SHORTEST || this.#needles.has(value)) return;
    this.#onLearn(value);
    for (const needle of encodings(value)) if (needle.length >= SHORTEST) this.#needles.add(needle);
    const longestFirst = [...this.#needles].sort((a, b) => b.length - a.length);
    this.#pattern = new RegExp(
      longestFirst.map((needle) => needle.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'),
      'g',
    );
  }

  /** The text without any secret. */
  clean(text: string): string {
    return this.#pattern === null ? text : text.replace(this.#pattern, MASK);
  }

  /** A copy of plain data in which every string value is clean; keys are the tool's own. */
  cleanData<T>(data: T): T {
    const clean = (value: unknown): unknown => {
      if (typeof value === 'string') return this.clean(value);
      if (Array.isArray(value)) return value.map(clean);
      if (typeof value === 'object' && value !== null) {
        return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, clean(each)]));
      }
      return value;
    };
    // The copy has the shape of what was given: only strings inside it differ.
    return clean(data) as T;
  }
}

function encodings(value: string): string[] {
  const json = JSON.stringify(value).slice(1, -1);
  const html = value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
  const url = encodeURIComponent(value);
  const form = new URLSearchParams({ '': value }).toString().slice(1);
  return [value, json, html, html.replace(/'/g, '&#39;'), url, url.replace(/%20/g, '+'), form, ...base64(value)];
}

/** Base64 in its three alignments, without the characters at either end that depend on the neighbours. */
function base64(value: string): string[] {
  return [0, 1, 2].map((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(value)]);
    const start = offset === 0 ? 0 : offset + 1;
    const end = Math.floor((bytes.length * 8) / 6);
    return bytes.toString('base64').slice(start, end);
  });
}
