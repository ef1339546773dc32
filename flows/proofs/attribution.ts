import type { IssueChange, IssueHistory } from '../../pages/jira.js';
import type { Account, Proof } from '../report/result.js';

/** From when on a change of the canary says whose connector it is. Milliseconds since 1970, by Jira's clock. */
export interface Since {
  /** A change by the service account from here on proves. */
  readonly proves: number;
  /** A change by anyone else from here on contradicts: before, it can still be the old authorisation's last. */
  readonly contradicts: number;
}

/** The canary: an issue, or one field of it, that nobody but the connector edits. */
export interface Canary {
  readonly issue: string;
  readonly field: string | null;
}

/** Whose the canary's newest change is, or `null` where there is none. */
export function lastAuthor(history: IssueHistory, canary: Canary): Account {
  return newest(history, canary)?.author ?? null;
}

/** What the canary's history says of the connector's account. `since` is `null` where no grant has a readable date. */
export function judgeAttribution(
  history: IssueHistory,
  canary: Canary,
  expected: { id: string; name: string },
  since: Since | 'no grant' | null,
): Proof {
  const where = canary.field === null ? canary.issue : `${canary.field} of ${canary.issue}`;
  if (history.is === 'unreadable') {
    return proof(
      'not-checked',
      `The history of ${canary.issue} could not be read${history.status === null ? '' : ` (status ${history.status})`}.`,
      null,
    );
  }
  const last = newest(history, canary);
  if (last === null) return proof('pending', `Nothing has changed ${where} yet.`, null);
  const said = `The newest change of ${where} is by ${last.author.name}, ${new Date(last.at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  if (since === 'no grant') return proof('pending', `${said}; the service account has no grant.`, last.at);
  if (since === null) return proof('pending', `${said}; since when the grant holds could not be read.`, last.at);
  if (last.at < since.proves)
    return proof('pending', `${said}, from before the grant: the connector has not written since.`, last.at);
  if (last.author.id === expected.id) return proof('proven', `${said}.`, last.at);
  const wroteBefore = relevant(history.changes, canary).some(
    ({ author, at }) => author.id === expected.id && at >= since.proves,
  );
  if (last.at >= since.contradicts || wroteBefore) {
    return proof('contradicted', `${said}, not by ${expected.name}. An edit by hand looks the same.`, last.at);
  }
  return proof('pending', `${said}, too close to the grant to tell which came first.`, last.at);
}

function newest(history: IssueHistory, canary: Canary): IssueChange | null {
  return history.is === 'read' ? (relevant(history.changes, canary).at(-1) ?? null) : null;
}

function relevant(changes: readonly IssueChange[], { field }: Canary): readonly IssueChange[] {
  if (field === null) return changes;
  return changes.filter(({ fields }) => fields.some((each) => each.toLowerCase() === field.toLowerCase()));
}

function proof(status: Proof['status'], detail: string, at: number | null): Proof {
  return { kind: 'attribution', status, detail, at: new Date(at ?? Date.now()).toISOString() };
}
