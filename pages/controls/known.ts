import { type KnownRung, PRESSABLE, type Rung } from './control.js';

/** What a rung is known from. */
export interface Known {
  /** The product, and which versions of it. */
  readonly of: string;
  /** How far that can be trusted, by the marks of docs/facts.md; `?` where it is a guess. */
  readonly trust: 'H' | 'M' | 'K' | 'I' | '?';
  /** The section of docs/facts.md. */
  readonly facts: string;
}

const ALIGN = 'Jira Align, as its vendor’s guides name it';

/** Where the rungs are known from. */
export const ATLASSIAN_ID = { of: 'Atlassian ID, 2024 to 2026', trust: 'H', facts: 'Atlassian ID' } as const;
export const OLDER_ATLASSIAN_ID = {
  of: 'Atlassian ID, older, still about',
  trust: 'H',
  facts: 'Atlassian ID',
} as const;
export const JIRA_LEGACY = { of: 'Jira Data Center up to 9', trust: 'H', facts: 'Jira Data Center' } as const;
export const JIRA_10 = { of: 'Jira Data Center 10 and 11', trust: 'H', facts: 'Jira Data Center' } as const;
export const CONSENT = { of: 'Jira, cloud and Data Center', trust: 'H', facts: 'Consent' } as const;
export const SIGN_IN_FORM = { of: ALIGN, trust: 'H', facts: 'Signing in to Jira Align' } as const;
export const NAVIGATION = { of: ALIGN, trust: 'H', facts: 'Getting to the connector' } as const;
export const WINDOW = { of: ALIGN, trust: 'H', facts: 'The connector window' } as const;
export const WINDOW_2022 = { of: 'Jira Align 10.107.4 (May 2022)', trust: 'H', facts: 'The connector window' } as const;

/** The same product, where no source tells of it in this way: what is mostly so. */
export function guessed(known: Known): Known {
  return { ...known, trust: '?' };
}

/** Rungs that are known from one source. */
export function known(from: Known, ...rungs: readonly Rung[]): readonly KnownRung[] {
  return rungs.map((rung) => ({ ...rung, known: from }));
}

/** The ladder of a button, link or menu entry: what is written on it, by role; by its text alone, as a last resort. */
export function written(from: Known, ...texts: readonly [string, ...string[]]): readonly KnownRung[] {
  return [
    ...known(from, { by: 'role', roles: PRESSABLE, names: texts }),
    ...known(guessed(from), { by: 'text', texts }),
  ];
}

/** The ladder of a form field: its name in the form of 2022, its label, then the text beside it, as a last resort. */
export function labelled(prefix: string, ...texts: readonly [string, ...string[]]): readonly KnownRung[] {
  return [
    ...known(WINDOW_2022, { by: 'numbered-name', prefix }),
    ...known(WINDOW, { by: 'label', texts }),
    ...known(guessed(WINDOW), { by: 'beside', texts }),
  ];
}
