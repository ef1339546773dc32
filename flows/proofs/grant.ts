import type { Applications, AuthorisedApplication } from '../../pages/authorised-applications.js';
import type { Proof } from '../report/result.js';
import { type GrantTime, readGrantTime } from './grant-time.js';

/** The account's own list of authorised applications, as far as it matters for one application. */
export interface Grants {
  readonly entries: readonly AuthorisedApplication[];
  /** When the newest of them was given, where the list says so in a way that can be read. */
  readonly newest: GrantTime | null;
  /** The date of each can be read, so that none is newer than the newest. */
  readonly isDated: boolean;
}

/** The entries of an application, or of every one where the application is not known; `null` where the list can't be read. */
export function grantsOf(
  applications: Applications,
  application: string | null,
  timeZone: string | null,
): Grants | null {
  if (applications.is === 'unreadable') return null;
  const entries = applications.entries.filter(
    ({ cells }) => application === null || cells.some((cell) => isSame(cell, application)),
  );
  const times = entries.map((entry) => timeOf(entry, timeZone)).filter((time) => time !== null);
  const newest = times.reduce<GrantTime | null>(
    (latest, time) => (latest === null || time.earliest > latest.earliest ? time : latest),
    null,
  );
  return { entries, newest, isDated: times.length === entries.length };
}

/**
 * Milliseconds that the date of a new grant may lie before the moment at which Allow was pressed: in which zone the list writes dates
 * that name none is unknown, and clocks differ.
 */
const ZONES_APART = 26 * 3_600_000;

/**
 * After a swap: one entry more for this application than before, or one with a later date. A list of which only a part was drawn
 * before gains entries too: where the newest has a date, that must be of this run's Allow.
 */
export function proveNewGrant(
  before: Grants | null,
  after: Grants | null,
  application: string | null,
  allowedAt: number,
): Proof {
  const name = application === null ? 'an application' : `“${application}”`;
  if (before === null || after === null) return notRead();
  const isOlder = after.newest !== null && after.isDated && after.newest.latest < allowedAt - ZONES_APART;
  if (after.entries.length > before.entries.length && !isOlder) {
    return proof(
      'proven',
      `The service account's authorised applications list ${name} once more than before${dated(after.newest)}.`,
    );
  }
  const isLater = after.newest !== null && before.newest !== null && after.newest.earliest > before.newest.earliest;
  if (isLater && !isOlder) {
    return proof(
      'proven',
      `The service account's authorised applications list ${name} with a later date than before${dated(after.newest)}.`,
    );
  }
  if (after.entries.length === 0)
    return proof('contradicted', `The service account's authorised applications do not list ${name}.`);
  return proof(
    'pending',
    `The service account's authorised applications list ${name} ${isOlder ? `as of before this run's Allow${dated(after.newest)}` : 'as they did before the swap'}.`,
  );
}

/** In a verification: an entry proves the grant, no entry at all proves the contrary. */
export function proveGrant(grants: Grants | null, application: string | null): Proof {
  const name = application === null ? 'any application' : `“${application}”`;
  if (grants === null) return notRead();
  if (grants.entries.length === 0)
    return proof('contradicted', `The service account's authorised applications do not list ${name}.`);
  return proof(
    'proven',
    `The service account's authorised applications list ${application === null ? `${grants.entries.length} of them` : name}${dated(grants.newest)}.`,
  );
}

function isSame(cell: string, application: string): boolean {
  return cell.trim().toLowerCase() === application.trim().replace(/\s+/g, ' ').toLowerCase();
}

function timeOf({ cells, time }: AuthorisedApplication, timeZone: string | null): GrantTime | null {
  for (const text of [time ?? '', cells.join('   ')]) {
    const read = readGrantTime(text, timeZone);
    if (read !== null) return read;
  }
  return null;
}

function dated(time: GrantTime | null): string {
  return time === null ? '' : `, dated ${new Date(time.earliest).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function notRead(): Proof {
  return proof('not-checked', "The service account's list of authorised applications could not be read.");
}

function proof(status: Proof['status'], detail: string): Proof {
  return { kind: 'grant', status, detail, at: new Date().toISOString() };
}
