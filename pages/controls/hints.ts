import { forbiddenIn } from './written.js';

/** Words that only addresses, scripts and the names of icons use for what is never pressed. */
const HARM = /trash|erase|destroy|purge|(?<!\p{L})(?:del|bin|ban|off|sync)(?!\p{L})/iu;

/** What tells that a press would do what is never pressed, among what only machines read; the name that belongs there tells nothing. */
export function harmIn(hints: readonly string[], own: string): string | undefined {
  const without = hints.map((hint) => hint.split(own).join(' '));
  return forbiddenIn(without) ?? without.find((hint) => HARM.test(hint));
}

/** What only machines read of what a press of an element would press: where it leads, what it runs, what its icon is called. Runs in the page. */
export function readHints(element: Element): readonly string[] {
  const host = element.closest('a, button, [role="button"], [role="link"], [role="menuitem"], [role="tab"]');
  const parts = host === null ? [element] : [element, host, ...host.querySelectorAll('*')];
  const decoded = (text: string): string => {
    try {
      return decodeURIComponent(text.replace(/\+/g, ' '));
    } catch {
      return text;
    }
  };
  return parts.flatMap((part) =>
    [...part.attributes]
      .filter(({ name }) => /^(?:href|xlink:href|class|on\w+|formaction|data-.+)$/.test(name))
      .map(({ value }) => decoded(value)),
  );
}
