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

/** A control of one of the sites: its name in reports, and its ladder, best rung first. */
export interface Control {
  readonly name: string;
  readonly ladder: readonly Rung[];
}

/** Ladders that an operator gave, by the name of their control: they stand in for the control's own. */
export type Ladders = ReadonlyMap<string, readonly Rung[]>;

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

/** The ladder of a button, link or menu entry: what is written on it, by role, then by text alone. */
export function written(...texts: [string, ...string[]]): readonly Rung[] {
  return [
    { by: 'role', roles: PRESSABLE, names: texts },
    { by: 'text', texts },
  ];
}

/** The ladder of a form field: its name in the form of 2022, its label, then the text beside it. */
export function labelled(prefix: string, ...texts: [string, ...string[]]): readonly Rung[] {
  return [
    { by: 'numbered-name', prefix },
    { by: 'label', texts },
    { by: 'beside', texts },
  ];
}
