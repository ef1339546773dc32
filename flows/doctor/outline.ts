import { html, raw } from 'hono/html';

import type { OutlineElement } from '../../pages/outline.js';
import type { Html } from '../report/html/ink.js';
import { toolVersion } from '../report/tool-version.js';
import type { InterfaceWords } from './interface-words.js';

/** Attributes that say all by being there, and those in which a word of HTML's own stands. */
const EMPTY = ['disabled', 'readonly', 'open', 'hidden'];
const OF_HTML = ['type', 'role', 'aria-modal', 'aria-level', 'href'];
const HTML_WORDS = new Set(
  `# true false 1 2 3 4 5 6 button checkbox color date datetime-local email file image month number password radio range reset search submit
  tel text time url week alert alertdialog application article banner cell checkbox columnheader combobox complementary contentinfo dialog
  document form generic grid gridcell group heading img link list listbox listitem main menu menubar menuitem menuitemcheckbox
  menuitemradio navigation none note option presentation radio radiogroup region row rowgroup rowheader search searchbox separator slider
  status switch tab table tablist tabpanel textbox toolbar tooltip tree treeitem`.split(/\s+/),
);

/** Elements that are not HTML's own may be called after anybody. */
const TAGS = new Set(
  `a abbr address article aside b blockquote body br button caption code col colgroup dd del details dfn dialog div dl dt em fieldset
  figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr i img input ins kbd label legend li main mark menu meter nav ol output p
  picture pre progress q s samp search section select small span strong sub summary sup table tbody td textarea tfoot th thead time tr u
  ul var wbr`.split(/\s+/),
);
const IDS = ['id', 'name', 'for', 'form', 'data-testid', 'aria-labelledby'];

/** Elements that hold nothing, and have no end. */
const VOID = ['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr'];

/** What is empty in an outline, since a picture was in it, can be seen and found there as on the screen. */
const STYLE =
  'body * { min-width: 4px; min-height: 4px } a, button, input, span, [role] { display: inline-block } [hidden] { display: none }';

/**
 * A screen as a page of its own, on which controls are found as on the screen: its frames' elements, with the attributes and the
 * words by which controls are known. All that may be a name is masked, and no value is in it.
 */
export function outlinePage(title: string, frames: readonly OutlineElement[], words: InterfaceWords): string {
  const [main, ...others] = frames;
  const inner = others.map(
    (frame) => html`<iframe title="a frame" srcdoc="${text(page('A frame', frame, [], words))}"></iframe>`,
  );
  return text(page(title, main, inner, words));
}

function page(title: string, body: OutlineElement | undefined, frames: readonly Html[], words: InterfaceWords): Html {
  const children = body === undefined ? [] : body.children.map((child) => written(child, words));
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8" /><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
<meta name="generator" content="connector-swap ${toolVersion()}" /><title>${title}</title>${raw(`<style>${STYLE}</style>`)}</head>
<body>${children}${frames}</body>
</html>
`;
}

function written(node: OutlineElement | string, words: InterfaceWords): Html {
  if (typeof node === 'string') return html`${words.maskText(node)} `;
  const tag = TAGS.has(node.tag) ? node.tag : 'div';
  const attributes = node.attributes.flatMap(([name, value]) => {
    const kept = masked(name, value, words);
    return kept === null ? [] : [html` ${raw(name)}="${kept}"`];
  });
  if (VOID.includes(tag)) return html`${raw(`<${tag}`)}${attributes} />`;
  const children = node.children.map((child) => written(child, words));
  return html`${raw(`<${tag}`)}${attributes}>${children}${raw(`</${tag}>`)}`;
}

function masked(name: string, value: string, words: InterfaceWords): string | null {
  if (EMPTY.includes(name)) return '';
  if (OF_HTML.includes(name)) return HTML_WORDS.has(value.toLowerCase()) ? value : null;
  if (!IDS.includes(name)) return words.maskText(value);
  return value
    .split(/\s+/)
    .filter((id) => id !== '')
    .map(words.maskId)
    .join(' ');
}

function text(made: Html): string {
  // hono makes a promise only of a template that holds one, and none of these does.
  if (made instanceof Promise) throw new TypeError('The outline waits for something.');
  return made.toString();
}
