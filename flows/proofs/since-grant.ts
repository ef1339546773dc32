import { lastAllow } from '../run/journal.js';
import { connectorKey } from '../run/lock.js';
import type { Run } from '../run/run.js';
import type { JiraSeat } from '../sign-in.js';
import type { Since } from './attribution.js';
import type { Grants } from './grant.js';

/**
 * From when on the canary tells whose the connector is: since the newest grant, and since a later Allow as somebody else, in
 * milliseconds since 1970; `null` where no grant has a readable date.
 */
export function sinceGrant(grants: Grants | null, othersAllow: number): Since | 'no grant' | null {
  if (grants?.entries.length === 0) return 'no grant';
  const newest = grants?.newest ?? null;
  if (newest === null) return null;
  return { proves: Math.max(newest.earliest, othersAllow), contradicts: Math.max(newest.latest, othersAllow) };
}

/**
 * When runs that share this journal have last allowed this connector as another account, in milliseconds since 1970; 0 where they
 * have not, or as this account since.
 */
export async function allowOfAnother({ target, lockDir, findings, note }: Run, { account }: JiraSeat): Promise<number> {
  const connector = findings.connector.id ?? findings.connector.name;
  if (target.align === null || connector === null) return 0;
  const allow = await lastAllow(lockDir, connectorKey(target.align.url, connector));
  const as = allow?.account ?? null;
  if (allow === null || as === null || as.id === account.id) return 0;
  note(`It was last allowed as ${as.name}, on ${allow.at}: only what it has written since then tells whose it is.`);
  return Date.parse(allow.at);
}
