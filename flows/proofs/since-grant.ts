import { lastAllow } from '../run/journal.js';
import { connectorKey } from '../run/lock.js';
import type { Run } from '../run/run.js';
import type { JiraSeat } from '../sign-in.js';
import type { Since } from './attribution.js';
import type { Grants } from './grant.js';

/** An Allow as another account than the one that is expected. */
export interface OthersAllow {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * From when on the canary tells whose the connector is: since the newest grant, and since a later Allow as somebody else; `null` where
 * no grant has a readable date.
 */
export function sinceGrant(grants: Grants | null, allow: OthersAllow | null): Since | 'no grant' | null {
  if (grants?.entries.length === 0) return 'no grant';
  const newest = grants?.newest ?? null;
  if (newest === null) return null;
  const others = allow?.at ?? 0;
  return { proves: Math.max(newest.earliest, others), contradicts: Math.max(newest.latest, others) };
}

/** The last Allow on this connector by runs that share this journal, where that was as another account; else `null`. */
export async function allowOfAnother(
  { target, lockDir, findings }: Run,
  { account }: JiraSeat,
): Promise<OthersAllow | null> {
  const connector = findings.connector.id ?? findings.connector.name;
  if (target.align === null || connector === null) return null;
  const allow = await lastAllow(lockDir, connectorKey(target.align.url, connector));
  const as = allow?.account ?? null;
  return allow === null || as === null || as.id === account.id ? null : { name: as.name, at: Date.parse(allow.at) };
}
