import type { Applications } from '../pages/authorised-applications.js';
import type { SwapError } from '../pages/errors.js';
import type { JiraAccount } from '../pages/jira.js';
import type { Setting } from '../pages/settings.js';
import type { SiteVersions } from '../pages/versions.js';
import type { Account, Connectivity, ConnectorState, Leftover, Proof, RemoteBrowserSeen } from './report/result.js';

/** A press that can change a site. */
export type Press = 'Reauthorize' | 'Authorize' | 'Request' | 'Allow' | 'Save';

/** Versions of what a run worked with; `null` where one is not known. */
export interface Versions extends SiteVersions {
  readonly browser: string | null;
}

/** The settings of the connector, once more beside those at its opening. */
export interface Comparison {
  readonly moment: 'before Save' | 'after Save';
  readonly at: string;
  /** The labels of those that differ. */
  readonly changed: readonly string[];
}

/** What a run has found out so far: the flow writes it down as it goes, so that a stop anywhere can say what is known. */
export interface Findings {
  connector: { id: string | null; name: string | null };
  /** The page of Jira Align at which its window was open first. */
  openedAt: URL | null;
  before: ConnectorState;
  after: ConnectorState;
  expected: JiraAccount | null;
  approvedAs: Account;
  application: string | null;
  proofs: Record<Proof['kind'], Proof>;
  connectivity: Connectivity;
  settings: readonly Setting[];
  /** The service account's grants as they were found first; `null` before that. */
  applications: Applications | null;
  comparisons: Comparison[];
  versions: Versions;
  /** What a remote browser saw; `null` where it is none, or before it was there. */
  remoteBrowser: RemoteBrowserSeen | null;
  pressed: Press[];
  /** Since when the connector may be down: the first press that can cost the old token, this run's or an unfinished one's. */
  downSince: Date | null;
  /** When Allow was pressed, and when the label had returned: milliseconds since 1970, by Jira's clock. */
  allowedAt: number | null;
  returnedAt: number | null;
  /** Whose the connector was before the first press, of this run or of an unfinished one, as far as that was proven. */
  former: Account;
  leftovers: Leftover[];
  /** Why the flow stops, from when it does: a signal during its last look at the connector changes nothing of that. */
  stop: SwapError | null;
}

/**
 * Whose the connector is that shows Reauthorize, as far as a proof told it. As long as nothing was pressed that can cost its
 * authorisation it is whose it was. After that somebody else may have authorised it too: only that Jira lists this run's grant, or that
 * the connector has written, shows whose it is.
 */
export function accountNow({ pressed, approvedAs, before, proofs: { grant, attribution } }: Findings): Account {
  if (pressed.every((press) => press === 'Save')) return before.account;
  if (!pressed.includes('Allow')) return null;
  // What the connector writes is nearer to the truth than a list.
  const [nearest] = [attribution.status, grant.status].filter((status) => ['proven', 'contradicted'].includes(status));
  return nearest === 'proven' ? approvedAs : null;
}

/** Whether what a press does may still be to come, by what the label says. */
export function isToCome(label: ConnectorState['authorisation'], { pressed }: Findings): boolean {
  if (pressed.includes('Allow')) return label !== 'authorised';
  return pressed.includes('Reauthorize') && label === 'authorised';
}

/** A proof that the run has not come to yet. */
export function unchecked(kind: Proof['kind'], detail = 'The run ended before it.'): Proof {
  return { kind, status: 'not-checked', detail, at: null };
}

/** A connectivity test that the run has not come to yet. */
export function notTested(): Connectivity {
  return { status: 'not-run', durationMs: null, refreshes: 0, detail: 'The run ended before it.' };
}

/** A run that has found out nothing yet. */
export function nothingFound(): Findings {
  const unknown = { authorisation: 'unknown', account: null } as const;
  return {
    connector: { id: null, name: null },
    openedAt: null,
    before: { ...unknown },
    after: { ...unknown },
    expected: null,
    approvedAs: null,
    application: null,
    proofs: {
      session: unchecked('session'),
      grant: unchecked('grant'),
      attribution: unchecked('attribution'),
    },
    connectivity: notTested(),
    settings: [],
    applications: null,
    comparisons: [],
    versions: { browser: null, jira: null, align: null },
    remoteBrowser: null,
    pressed: [],
    downSince: null,
    allowedAt: null,
    returnedAt: null,
    former: null,
    leftovers: [],
    stop: null,
  };
}

/** An account as results show it. */
export function shown(account: JiraAccount | null): Account {
  return account === null ? null : { id: account.id, name: account.name };
}
