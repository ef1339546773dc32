import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

import { printable } from '../printable.js';
import type { Result } from '../result.js';

/** A piece of the report, escaped. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** How text from the sites gets into the report: written out, escaped, and every name on its own. */
export interface Ink {
  /** A text in which names may stand. */
  readonly text: (text: string) => Html;
  /** A name. */
  readonly name: (name: string) => Html;
  /** An address: a link where it leads to the target's own sites, else its text alone. */
  readonly address: (url: string) => Html;
}

/** Ink for the report of one run: it knows the names and the sites that the run was about. */
export function inkFor({ target, connector, identity }: Result): Ink {
  const accounts = [connector?.before.account, connector?.after.account, identity?.expected, identity?.approvedAs];
  const names = [...accounts.map((account) => account?.name), connector?.name, target?.connector, identity?.application]
    .map((name) => printable(name ?? '').trim())
    .filter((name) => name !== '');
  const pattern = patternOf(names);
  const origins = [target?.jira, target?.align].map((url) => originOf(url ?? ''));
  const name = (text: string): Html => html`<bdi>${printable(text)}</bdi>`;
  const withNames = (text: string): Html =>
    html`${(pattern === null ? [text] : text.split(pattern)).map((part, index) => (index % 2 === 1 ? html`<bdi>${part}</bdi>` : withCode(part)))}`;
  return {
    name,
    // A command may hold a name; a name that holds backticks is one all the same.
    text: (text) =>
      html`<span class="said">${printable(text)
        .split(/`(connector-swap [^`\n]+)`/)
        .map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : withNames(part)))}</span>`,
    address: (url) => {
      const text = printable(url);
      const origin = originOf(url);
      return origin !== null && origins.includes(origin)
        ? html`<a class="address" href="${new URL(url).href}" rel="noreferrer">${text}</a>`
        : html`<bdi>${text}</bdi>`;
    },
  };
}

/** What stands between backticks is a command or a file. */
function withCode(text: string): Html {
  return html`${text.split(/`([^`\n]+)`/).map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}

/** The longest first: one name may be the beginning of another. */
function patternOf(names: readonly string[]): RegExp | null {
  if (names.length === 0) return null;
  const longestFirst = [...names].sort((a, b) => b.length - a.length);
  return new RegExp(`(${longestFirst.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`);
}

/** The origin of a web address; anything else, `javascript:` above all, has none. */
function originOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { origin, protocol } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? origin : null;
}
