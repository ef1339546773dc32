import { below, originOf } from './address.js';
import { SwapError } from './errors.js';
import { fetchInPage } from './fetch-in-page.js';
import type { Deployment } from './jira-deployment.js';
import { open } from './open.js';
import type { Tab } from './tab.js';

/** A Jira account as Jira itself names it. */
export interface JiraAccount {
  /** `accountId` in the cloud, `key` in a Data Center: the only thing by which accounts are compared. */
  readonly id: string;
  readonly name: string;
  /** What is typed at a Data Center's sign-in; the cloud has none. It may change, so that it is a hint only. */
  readonly username: string | null;
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

/** Which of some permissions the signed-in account holds in a project, or why that can't be told. */
export type Permissions =
  | { readonly is: 'read'; readonly held: readonly string[] }
  | { readonly is: 'unreadable'; readonly status: number | null };

/** The path at which Jira says who is signed in (docs/facts.md, who am I). */
export const WHO_AM_I = '/rest/api/2/myself';

/** Jira itself: whose session it is, and what an issue's history says. All of it is read, nothing is changed. */
export class Jira {
  readonly #tab: Tab;
  readonly #url: URL;
  /** Which kind of Jira it is, and so by what it names accounts; `null` where it did not say. */
  readonly deployment: Deployment | null;

  constructor(tab: Tab, url: URL, deployment: Deployment | null) {
    this.#tab = tab;
    this.#url = url;
    this.deployment = deployment;
  }

  /** The same Jira, as another tab has it. */
  inTab(tab: Tab): Jira {
    return new Jira(tab, this.#url, this.deployment);
  }

  /** Opens the site; who is not signed in is sent on to the sign-in. */
  async open(): Promise<void> {
    await open(this.#tab, this.#url);
  }

  /**
   * Whether a session is alive, as a page says that costs the site and the browser next to nothing: its first page may be the
   * dearest of all. False where that page can't tell.
   */
  async hasSession(): Promise<boolean> {
    try {
      if (!this.isShown()) await open(this.#tab, below(this.#url, '/rest/api/2/serverInfo'));
    } catch (error) {
      this.#tab.signal.throwIfAborted();
      if (error instanceof SwapError) return false;
      throw error;
    }
    return (await this.session()).is === 'account';
  }

  /** True while the tab shows a page of this site. */
  isShown(): boolean {
    return originOf(this.#tab.page.url()) === this.#url.origin;
  }

  /** Whose session the page that is open has, read by `myself` in that page. Insists on JSON (docs/facts.md, who am I). */
  async session(): Promise<JiraSession> {
    const answer = await fetchInPage(this.#tab, below(this.#url, WHO_AM_I));
    if (answer === null) return { is: 'unreadable', status: null };
    if (answer.status === 401) return { is: 'anonymous' };
    const account = answer.status === 200 ? readAccount(answer.json, this.deployment) : null;
    if (account === null) return { is: 'unreadable', status: answer.status };
    return { is: 'account', account, serverTime: answer.serverTime };
  }

  /** The history of an issue, oldest first. `own` is the account that an author without a key is told to be by the user name. */
  async history(issue: string, own: JiraAccount): Promise<IssueHistory> {
    const url = below(this.#url, `/rest/api/2/issue/${encodeURIComponent(issue)}`);
    url.search = '?expand=changelog';
    const answer = await fetchInPage(this.#tab, url);
    const histories = answer?.status === 200 ? at(at(answer.json, 'changelog'), 'histories') : null;
    if (!Array.isArray(histories)) return { is: 'unreadable', status: answer?.status ?? null };
    const changes = histories.map((each) => readChange(each, own, this.deployment)).filter((change) => change !== null);
    return { is: 'read', changes: changes.sort((a, b) => a.at - b.at) };
  }

  /** Which of these permissions the signed-in account holds in a project. */
  async permissions(project: string, keys: readonly string[]): Promise<Permissions> {
    const url = below(this.#url, '/rest/api/2/mypermissions');
    url.search = new URLSearchParams({ projectKey: project, permissions: keys.join(',') }).toString();
    const answer = await fetchInPage(this.#tab, url);
    const all = answer?.status === 200 ? at(answer.json, 'permissions') : undefined;
    if (typeof all !== 'object' || all === null) return { is: 'unreadable', status: answer?.status ?? null };
    return { is: 'read', held: keys.filter((key) => at(at(all, key), 'havePermission') === true) };
  }
}

/** Never by e-mail or user name: those may change hands. */
function readId(json: unknown, deployment: Deployment | null): string | null {
  switch (deployment) {
    case 'cloud':
      return text(at(json, 'accountId'));
    case 'data-center':
      return text(at(json, 'key'));
    case null:
      return text(at(json, 'accountId')) ?? text(at(json, 'key'));
  }
}

function readAccount(json: unknown, deployment: Deployment | null): JiraAccount | null {
  const id = readId(json, deployment);
  const name = text(at(json, 'displayName'));
  if (id === null || name === null) return null;
  return {
    id,
    name,
    username: deployment === 'cloud' ? null : text(at(json, 'name')),
    email: text(at(json, 'emailAddress')),
    active: at(json, 'active') !== false,
    timeZone: text(at(json, 'timeZone')),
  };
}

function readChange(json: unknown, own: JiraAccount, deployment: Deployment | null): IssueChange | null {
  const author = at(json, 'author');
  const id = readId(author, deployment) ?? idByUsername(author, own);
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

/** No author may be passed over: the newest change would then seem to be somebody else's. */
function idByUsername(author: unknown, own: JiraAccount): string | null {
  const username = text(at(author, 'name'));
  return username !== null && username.toLowerCase() === own.username?.toLowerCase() ? own.id : username;
}

function at(json: unknown, key: string): unknown {
  return typeof json === 'object' && json !== null && key in json ? Reflect.get(json, key) : undefined;
}

function text(json: unknown): string | null {
  return typeof json === 'string' && json !== '' ? json : null;
}
