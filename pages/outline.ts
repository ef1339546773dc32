import type { Frame } from 'playwright';

import { now } from './controls/look.js';
import { isClosed } from './gone.js';

/** An element of a screen, as far as it can tell where a control is: attributes by which one is found, and what is written there. No value. */
export interface OutlineElement {
  readonly tag: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly children: readonly (OutlineElement | string)[];
}

/**
 * What a frame shows, without anything that was typed or chosen: of fields no content, of lists no entries. What is written there
 * is as it stands and may name people. `null` where the frame shows nothing, or is no longer there.
 */
export async function readOutline(frame: Frame): Promise<OutlineElement | null> {
  try {
    const [body] = await now(() => frame.locator('body').evaluateAll(outlineOf), []);
    return body ?? null;
  } catch (error) {
    if (isClosed(error)) return null;
    throw error;
  }
}

/** Runs in the page: nothing outside of it can be used here. */
function outlineOf(bodies: Element[]): (OutlineElement | null)[] {
  const KEPT =
    'id name for form type role data-testid title placeholder alt aria-label aria-labelledby aria-modal aria-level disabled readonly open hidden';
  /** What is drawn or done there, but not read; and lists of what may be chosen. */
  const DROPPED =
    'script, style, noscript, template, svg, canvas, video, audio, iframe, option, optgroup, datalist, [role="option"]';
  /** What a person may write into: what is in there is a value. */
  const WRITTEN_INTO =
    'input, textarea, select, [contenteditable]:not([contenteditable="false"]), [role="textbox"], [role="combobox"]';
  const isShown = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true });

  const attributesOf = (element: Element): [string, string][] => {
    const kept = KEPT.split(' ').flatMap((name): [string, string][] => {
      const value = element.getAttribute(name);
      return value === null ? [] : [[name, value]];
    });
    if (element.matches('a[href]')) kept.push(['href', '#']);
    // On these it is what is written on them.
    if (element instanceof HTMLInputElement && /^(?:submit|button|reset)$/.test(element.type))
      kept.push(['value', element.value]);
    return kept;
  };
  const childrenOf = (element: Element): (OutlineElement | string)[] => {
    const within = element.shadowRoot ?? element;
    return [...within.childNodes].flatMap((node): (OutlineElement | string)[] => {
      if (node instanceof HTMLSlotElement)
        return node.assignedElements({ flatten: true }).flatMap((each) => read(each));
      if (node instanceof Element) return read(node);
      const text = node instanceof Text ? node.data.trim().replace(/\s+/g, ' ') : '';
      return text === '' ? [] : [text];
    });
  };
  const read = (element: Element): OutlineElement[] => {
    if (element.matches(DROPPED) || (element instanceof HTMLInputElement && element.type === 'hidden')) return [];
    const tag = element.tagName.toLowerCase();
    const isLabel = tag === 'label';
    const inner = element.matches(WRITTEN_INTO) ? [] : childrenOf(element);
    // A label that is hidden names its field all the same.
    const children = isShown(element) || isLabel ? inner : inner.filter((child) => typeof child !== 'string');
    if (!isShown(element) && !isLabel && children.length === 0) return [];
    const attributes = attributesOf(element);
    if (isLabel && !isShown(element)) attributes.push(['hidden', '']);
    return [{ tag, attributes, children }];
  };
  return bodies.map((body) => read(body)[0] ?? null);
}
