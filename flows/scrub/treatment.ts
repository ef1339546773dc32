import type { SecretKind } from '../report/secret-names.js';
import type { Finding, SecretRegistry } from '../report/secret-registry.js';
import { MASK } from '../report/secret-search.js';

/** What is done with each part of an artefact: removing the secrets, or noting them. Both go through it in the same way. */
export interface Treatment {
  /** A string of a document that was parsed, or a name. */
  readonly text: (text: string) => string;
  /** What is not parsed. */
  readonly bytes: (bytes: Buffer) => Buffer;
  /** A value that the name beside it makes a secret. */
  readonly named: (kind: SecretKind, value: string) => string;
  /** An archive whose members were treated. */
  readonly pack: (before: Buffer, after: () => Buffer) => Buffer;
}

/** The treatment that removes every secret. */
export function removal(registry: SecretRegistry): Treatment {
  return {
    text: remembered((text) => registry.clean(text)),
    bytes: (bytes) => registry.cleanBytes(bytes),
    named: () => MASK,
    // A new archive holds nothing but its members: what else stood in the old one nobody has looked at.
    pack: (_, after) => after(),
  };
}

/** The treatment that changes nothing and notes what it finds. */
export function search(registry: SecretRegistry, found: Set<Finding>): Treatment {
  const note = (bytes: Buffer): void => {
    for (const finding of registry.findIn(bytes)) found.add(finding);
  };
  return {
    text: remembered((text) => {
      note(Buffer.from(text));
      return text;
    }),
    bytes: (bytes) => {
      note(bytes);
      return bytes;
    },
    named: (kind, value) => {
      if (value !== '' && value !== MASK) found.add(kind);
      return value;
    },
    pack: (before) => before,
  };
}

/** A recording repeats the same short strings over and over. */
function remembered(treat: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    if (text.length > 200) return treat(text);
    const before = known.get(text);
    if (before !== undefined) return before;
    const after = treat(text);
    known.set(text, after);
    return after;
  };
}
