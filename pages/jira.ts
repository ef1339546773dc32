import { below } from './address.js';
import { fetchInPage } from './fetch-in-page.js';
import { open } from './open.js';
import type { Tab } from './tab.js';

/** A Jira account as Jira itself names it. */
export interface JiraAccount {
  /** `accountId` in the cloud, `key` in a Data Center: the only thing by which accounts are compared. */
  readonly id: string;
  readonly name: string;
  /** A hint only: it may be hidden. */
  readonly email: string | null;
  readonly active: boolean;
  /** The account's time zone, in which Jira writes dates for it; `null` where Jira does not say. */
  readonly timeZone: string | null;
}

/** Whose session the browser has on this Jira. */
export type JiraSession =
  | { readonly is: 'account'; readonly account: JiraAccount; readonly serverTime: number | null }
  | { readonly is: 'anonymous' }
  /** Something answered that is not Jira's `myself`, or nothing did. */
  | { readonly is: 'unreadable'; readonly status: number | null };

/** One change of an issue, from its history. */
export interface IssueChange {
  readonly author: { readonly id: string; readonly name: string };
  /** Milliseconds since 1970, by Jira's clock. */
  readonly at: number;
  readonly fields: readonly string[];
}

/** An issue's history, or why it can't be read. */
export type IssueHistory =
  | { readonly is: 'read'; readonly changes: readonly IssueChange[] }
  | { readonly is: 'unreadable'; readonly status: number | null };

/** Jira itself: whose session it is, and what an issue's history says. All of it is read, nothing is changed. */
export class Jira {
  readonly #tab: Tab;
  readonly #url: URL;

  constructor(tab: Tab, url: URL) {
    this.#tab = tab;
    this.#url = url;
  }

  /** Opens the site; who is not signed in is sent on to the sign-in. */
  async open(): Promise<void> {
    await open(this.#tab, this.#url);
  }

  /** Whose session the page that is open has, read by `myself` in that page. Insists on JSON (docs/facts.md, who am I). */
  async session(): Promise<JiraSession> {
    const answer = await fetchInPage(this.#tab, below(this.#url, '/rest/api/2/myself'));
    if (answer === null) return { is: 'unreadable', status: null };
    if (answer.status === 401) return { is: 'anonymous' };
    const account = answer.status === 200 ? readAccount(answer.json) : null;
    if (account === null) return { is: 'unreadable', status: answer.status };
    return { is: 'account', account, serverTime: answer.serverTime };
  }

  /** The history of an issue, oldest first. */
  async history(issue: string): Promise<IssueHistory> {
    const url = below(this.#url, `/rest/api/2/issue/${encodeURIComponent(issue)}`);
    url.search = '?expand=changelog';
    const answer = await fetchInPage(this.#tab, url);
    const histories = answer?.status === 200 ? at(at(answer.json, 'changelog'), 'histories') : null;
    if (!Array.isArray(histories)) return { is: 'unreadable', status: answer?.status ?? null };
    const changes = histories.map(readChange).filter((change) => change !== null);
    return { is: 'read', changes: changes.sort((a, b) => a.at - b.at) };
  }
}

function readAccount(json: unknown): JiraAccount | null {
  const id = text(at(json, 'accountId')) ?? text(at(json, 'key'));
  const name = text(at(json, 'displayName'));
  if (id === null || name === null) return null;
  return {
    id,
    name,
    email: text(at(json, 'emailAddress')),
    active: at(json, 'active') !== false,
    timeZone: text(at(json, 'timeZone')),
  };
}

function readChange(json: unknown): IssueChange | null {
  const author = at(json, 'author');
  const id = text(at(author, 'accountId')) ?? text(at(author, 'key'));
  const created = Date.parse((text(at(json, 'created')) ?? '').replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  if (id === null || Number.isNaN(created)) return null;
  const items = at(json, 'items');
  const fields = Array.isArray(items)
    ? items.flatMap((item) => [text(at(item, 'field')), text(at(item, 'fieldId'))])
    : [];
  return {
    author: { id, name: text(at(author, 'displayName')) ?? id },
    at: created,
    fields: fields.filter((each) => each !== null),
  };
}

function at(json: unknown, key: string): unknown {
  return typeof json === 'object' && json !== null && key in json ? Reflect.get(json, key) : undefined;
}

function text(json: unknown): string | null {
  return typeof json === 'string' && json !== '' ? json : null;
}
