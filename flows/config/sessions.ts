import { join } from 'node:path';

import type { AccountKind, SessionPlace } from '../session/place.js';
import { lookForSession } from '../session/store.js';
import { atlassianIdOf, stateFolder } from './assemble.js';
import type { Variables } from './variables.js';

/** Where the sessions of the two accounts are kept; `null` for one that the settings do not name. */
export type SessionPlaces = Readonly<Record<AccountKind, SessionPlace | null>>;

/** Where sessions are kept: in SESSION_DIR, or beside locks and journals. */
export function sessionPlaces(read: Partial<Variables>, settings: ReadonlyMap<string, string>): SessionPlaces {
  const folder = read.SESSION_DIR ?? join(stateFolder(settings), 'sessions');
  const { JIRA_URL, JIRA_USERNAME, ALIGN_URL, ALIGN_USERNAME } = read;
  const atlassianId = atlassianIdOf(read);
  return {
    service:
      JIRA_URL === undefined || JIRA_USERNAME === undefined
        ? null
        : {
            folder,
            kind: 'service',
            username: JIRA_USERNAME,
            sites: [JIRA_URL, ...(atlassianId === null ? [] : [atlassianId])],
          },
    // A browser has one session at Atlassian ID, and in a swap it is the service account's: the Super Admin's is not kept.
    admin:
      ALIGN_URL === undefined || ALIGN_USERNAME === undefined
        ? null
        : { folder, kind: 'admin', username: ALIGN_USERNAME, sites: [ALIGN_URL] },
  };
}

/** Whose sessions are kept. A folder or a file that others may read is a problem. */
export async function keptSessions(
  places: SessionPlaces,
  problems: string[],
): Promise<Readonly<Record<AccountKind, boolean>>> {
  const whys = new Set<string>();
  const isKept = async (place: SessionPlace | null): Promise<boolean> => {
    const look = place === null ? null : await lookForSession(place);
    if (look?.is === 'refused') whys.add(`SESSION_DIR: ${look.why}.`);
    return look?.is === 'kept';
  };
  const kept = { service: await isKept(places.service), admin: await isKept(places.admin) };
  problems.push(...whys);
  return kept;
}
