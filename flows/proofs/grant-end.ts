import type { Grants } from './grant.js';

/** How long a grant is good: Jira's access tokens live five years (docs/facts.md). */
const YEARS = 5;

/** Days before its end from which a grant is near it: long enough to plan a swap. */
const NEAR = 60;
const DAY = 86_400_000;

/** What to say of a grant that is near its end, or past it; `null` where it is not, or where its date can't be read. */
export function nearEnd(grants: Pick<Grants, 'newest'> | null, now: number): string | null {
  const given = grants?.newest ?? null;
  if (given === null) return null;
  const end = new Date(given.earliest);
  end.setUTCFullYear(end.getUTCFullYear() + YEARS);
  const days = Math.floor((end.getTime() - now) / DAY);
  if (days > NEAR) return null;
  const day = end.toISOString().slice(0, 10);
  return days < 0
    ? `The grant was given more than five years ago and should have ended on ${day}: re-authorise the connector with \`connector-swap swap\`.`
    : `The grant ends on ${day}, in ${days} days: then the connector stops. Plan a \`connector-swap swap\` before.`;
}
