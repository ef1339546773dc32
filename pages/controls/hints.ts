import { forbiddenIn } from './written.js';

/** Words that addresses, scripts and the names of icons have for what is never pressed, and for what keeps or sends off a screen. */
const HARM =
  /trash|erase|destroy|purge|xmark|unlink|floppy|(?<!\p{L})(?:del|bin|ban|off|power|stop|close|clear|times|sync|save|apply|submit|publish)(?!\p{L})/iu;

/** Words of that kind that only say how something is drawn, or how a script goes on. */
const MEANT_OTHERWISE = /disabled|cancelBubble|removeClass/gi;

/** What tells of a press on which nothing is written that it would do what is never pressed, or would keep or send off something. */
export function harmIn(hints: readonly string[]): string | undefined {
  const told = hints.map((hint) => hint.replace(MEANT_OTHERWISE, ' '));
  return forbiddenIn(told) ?? told.find((hint) => HARM.test(hint));
}

/** What tells that a press on which nothing is written opens what it stands beside. */
export function opensBy(hints: readonly string[]): boolean {
  return hints.some((hint) =>
    /edit|open|view|detail|config|manage|select|pencil|(?<!\p{L})pen(?!\p{L})|gear|cog|wrench|connector|window|settings|eye|arrow|chevron|\?i=/iu.test(
      hint,
    ),
  );
}

/**
 * What only machines read of a press on which nothing is written: where it leads, what it runs, what its icon is called; `null` of
 * one on which something is. Runs in the page.
 */
export function readHints(element: Element): readonly string[] | null {
  const host = element.closest('a, button, [role="button"], [role="link"], [role="menuitem"], [role="tab"]') ?? element;
  const parts = [host, ...host.querySelectorAll('*')];
  const names = parts.flatMap((part) => ['aria-label', 'title', 'alt'].map((name) => part.getAttribute(name) ?? ''));
  const isWritten = [host.textContent, ...names].some((text) => /[\p{L}\p{N}]/u.test(text));
  if (isWritten || host instanceof HTMLInputElement) return null;
  const decoded = (text: string): string => {
    try {
      return decodeURIComponent(text.replace(/\+/g, ' '));
    } catch {
      return text;
    }
  };
  // How it is drawn says nothing.
  const isTelling = ({ name }: Attr): boolean => !/^(?:d|points|viewbox|xmlns.*|style|width|height|fill)$/i.test(name);
  return parts.flatMap((part) => [...part.attributes].filter(isTelling).map(({ value }) => decoded(value)));
}
