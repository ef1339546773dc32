import type { Known } from './known.js';

/** Roles under which the sites' buttons, links and menu entries are known: which of them a control has is unknown. */
export const PRESSABLE = ['button', 'link', 'menuitem', 'tab'] as const;

/** The accessible roles that rungs look for. */
export type Role = (typeof PRESSABLE)[number] | 'textbox' | 'combobox' | 'radiogroup' | 'group' | 'heading' | 'alert';

/** One way to find a control. */
export type Rung =
  /** An attribute selector: a test id, an id, a form-field name or a type. */
  | { readonly by: 'css'; readonly selector: string }
  /** A form-field name or id that ends in the connector's number, as in the form of 2022 (docs/facts.md, window). */
  | { readonly by: 'numbered-name'; readonly prefix: string }
  /** One of these roles with one of these accessible names. */
  | { readonly by: 'role'; readonly roles: readonly Role[]; readonly names: readonly string[] }
  /** The field that a label belongs to. */
  | { readonly by: 'label'; readonly texts: readonly string[] }
  /** The field that follows a text which is not tied to it as its label. */
  | { readonly by: 'beside'; readonly texts: readonly string[] }
  /** The element whose whole text this is. */
  | { readonly by: 'text'; readonly texts: readonly string[] };

/** A rung, and what it is known from. */
export type KnownRung = Rung & { readonly known: Known };

/** What is looked for: a name in reports, and a ladder, best rung first. */
export interface Sought {
  readonly name: string;
  readonly ladder: readonly Rung[];
}

/** The screens on which controls stand. */
export type Screen =
  | 'Atlassian ID'
  | 'the login form of a Jira Data Center'
  | 'an identity provider’s login form'
  | 'Jira Align’s sign-in form'
  | 'Jira Align’s navigation'
  | 'the connector window'
  | 'Jira’s consent screen'
  | 'the list of authorised applications';

interface Described extends Sought {
  /** What it is for, as a person would say it. */
  readonly purpose: string;
  readonly screen: Screen;
  readonly ladder: readonly KnownRung[];
}

/** A control whose press changes something: what is written on the very element that is pressed must be its label. */
export interface PressControl extends Described {
  readonly use: 'presses';
  /** What is written on it, as far as that is known. */
  readonly labels: readonly [string, ...string[]];
  /** The form-field name that makes up for a label in another language. */
  readonly fieldName?: string;
  /** What a label in another language must name, as every known one does. */
  readonly mustName?: string;
}

/** A control that takes a secret, or sends on what took it. */
interface SecretControl extends Described {
  readonly use: 'secret';
  readonly holds: 'password' | 'code' | 'neither';
}

/** A control of one of the sites, and how it is used, which says how sure of it one must be. */
export type Control =
  /** It is looked at · it is pressed, chosen or filled on the way, and changes nothing that lasts. */
  (Described & { readonly use: 'reads' | 'navigates' }) | SecretControl | PressControl;

/** The names and texts of a rung match whole, ignoring case and the marks that forms put behind a label. */
export function wholeText(texts: readonly string[]): RegExp {
  const escaped = texts.map((text) =>
    text
      .trim()
      .replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
      .replace(/\s+/g, '\\s+'),
  );
  return new RegExp(`^\\s*(?:${escaped.join('|')})\\s*[*:]?\\s*$`, 'i');
}

/** The words that a rung goes by; none where it goes by attributes. */
export function wordsOfRung(rung: Rung): readonly string[] {
  switch (rung.by) {
    case 'role':
      return rung.names;
    case 'label':
    case 'beside':
    case 'text':
      return rung.texts;
    case 'css':
    case 'numbered-name':
      return [];
  }
}

/** A rung as reports name it. */
export function rungName(rung: Rung): string {
  switch (rung.by) {
    case 'css':
      return rung.selector;
    case 'numbered-name':
      return `name ${rung.prefix}#`;
    case 'role':
      return `role ${rung.roles.join('/')} “${rung.names.join('” or “')}”`;
    case 'label':
      return `label “${rung.texts.join('” or “')}”`;
    case 'beside':
      return `beside “${rung.texts.join('” or “')}”`;
    case 'text':
      return `text “${rung.texts.join('” or “')}”`;
  }
}
