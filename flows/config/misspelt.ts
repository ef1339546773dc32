import { variables } from './variables.js';

const SECRETS = [
  'JIRA_PASSWORD',
  'ALIGN_PASSWORD',
  'JIRA_TOTP_SECRET',
  'ALIGN_TOTP_SECRET',
  'CLIENT_CERTIFICATE_PASSPHRASE',
  'SESSION_KEY',
  'NOTIFY_URL',
  'BROWSER_WS_ENDPOINT',
  'PROXY_URL',
].flatMap((name) => [name, `${name}_FILE`, `${name}_COMMAND`]);
/** The names of all settings. */
export const KNOWN: readonly string[] = [...Object.keys(variables.shape), ...SECRETS];

/** Letters of a name that can be taken for a setting. */
const SHORTEST = 4;

/** What begins so is meant for this tool. */
const OURS = /^(?:JIRA|ALIGN|CONNECTOR|CANARY|TIMEOUT|BROWSER|ATLASSIAN_ID|CLIENT|SESSION_KEY|NOTIFY|PROXY_URL)_/;

/** Warnings for variables that look like ours and are not: a setting that is passed over in silence misleads. */
export function misspelt(names: readonly string[]): readonly string[] {
  return (
    names
      // Short ones are near to everything.
      .filter((name) => !KNOWN.includes(name) && name.length >= SHORTEST)
      .flatMap((name) => {
        // Of the many variables that are not ours at all, only what differs by a letter is taken for one of ours.
        const most = OURS.test(name) ? 3 : 1;
        // JIRA_USER means JIRA_USERNAME, though JIRA_URL is nearer.
        const steps = (known: string): number => (known.startsWith(name) ? 0 : distance(name, known, most));
        const [nearest] = KNOWN.filter(
          // A name differs by as many letters at least as it is longer or shorter.
          (known) => known.startsWith(name) || Math.abs(known.length - name.length) <= most,
        )
          .map((known) => ({ known, steps: steps(known) }))
          .sort((a, b) => a.steps - b.steps);
        return nearest !== undefined && nearest.steps <= most
          ? [`${name} is not a setting of this tool: did you mean ${nearest.known}?`]
          : [];
      })
  );
}

/** How many letters must be added, taken away or changed to make one word of the other; once that is more than `most`, any such number. */
export function distance(a: string, b: string, most = Infinity): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of Array.from(a).entries()) {
    const next = [i + 1];
    for (const [j, other] of Array.from(b).entries()) {
      const changed = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
    // It only grows: a whole environment is compared with every setting.
    if (Math.min(...row) > most) break;
  }
  return row[b.length] ?? 0;
}
