import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** Whose session: the service account's at Jira, or the Super Admin's at Jira Align. */
export const ACCOUNT_KINDS = ['service', 'admin'] as const;
/** One of the two accounts. */
export type AccountKind = (typeof ACCOUNT_KINDS)[number];

/** Where the session of one account is kept, and which sites it is for. */
export interface SessionPlace {
  readonly folder: string;
  readonly kind: AccountKind;
  readonly username: string;
  /** The addresses whose cookies make the session; the site's own is the first. */
  readonly sites: readonly [URL, ...URL[]];
}

/** How people call an account. */
export const ACCOUNT_NAMES = { service: 'the service account', admin: 'the Super Admin' } as const satisfies Record<
  AccountKind,
  string
>;

/** The file of a session: its name tells neither the account nor the site. */
export function sessionFile({ folder, kind, username, sites: [site] }: SessionPlace): string {
  const name = createHash('sha256').update([kind, site.origin, username.toLowerCase()].join('\n')).digest('hex');
  return join(folder, `${name.slice(0, 32)}.session`);
}

/** What a session is bound to: sealed for another account or other sites, it does not open. */
export function bindingOf({ kind, username, sites }: SessionPlace): string {
  return JSON.stringify([kind, username.toLowerCase(), ...sites.map(({ origin }) => origin)]);
}
