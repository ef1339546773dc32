import type { FleetTarget, TargetsFile } from './targets-file.js';

/** Where each setting of a target stands in the file of targets, by its name elsewhere. */
export type Places = ReadonlyMap<string, string>;

/** Where the settings come from the environment they are called as they are. */
export const NO_PLACES: Places = new Map();

/** What an account has in the file, by what its setting is called elsewhere. */
const OF_ACCOUNT = {
  USERNAME: 'username',
  PASSWORD: 'password',
  PASSWORD_FILE: 'password.file',
  PASSWORD_COMMAND: 'password.command',
  TOTP_SECRET: 'totpSecret',
  TOTP_SECRET_FILE: 'totpSecret.file',
  TOTP_SECRET_COMMAND: 'totpSecret.command',
  TOTP_COMMAND: 'totpCommand',
  ACCOUNT_ID: 'accountId',
};
/** The same of a site, and of a target. */
const OF_SITE = { URL: 'url', SIGN_IN: 'signIn', SIGN_IN_ORIGINS: 'signInOrigins' };
const OF_TARGET = {
  CONNECTOR: 'connector',
  APPLICATION: 'application',
  CANARY_ISSUE: 'canary.issue',
  CANARY_FIELD: 'canary.field',
  JIRA_PROJECTS: 'projects',
};

/** How many targets are named that have the same problem. */
const MOST_NAMED = 5;

/** Where the settings of a target of the file stand. */
export function placesOf(name: string, { jira, align }: FleetTarget, file: TargetsFile): Places {
  return new Map([
    ...under(OF_TARGET, '', `targets.${name}.`),
    ...under(OF_SITE, 'JIRA_', `jira.${jira}.`),
    ...under(OF_ACCOUNT, 'JIRA_', `accounts.${file.jira[jira]?.account ?? ''}.`),
    ['ATLASSIAN_ID_URL', `jira.${jira}.atlassianIdUrl`],
    ...(align === undefined
      ? // All of it is missing as one.
        Object.keys({ ...OF_SITE, ...OF_ACCOUNT }).map((what) => [`ALIGN_${what}`, `targets.${name}.align`] as const)
      : [
          ...under(OF_SITE, 'ALIGN_', `align.${align}.`),
          ...under(OF_ACCOUNT, 'ALIGN_', `accounts.${file.align[align]?.account ?? ''}.`),
        ]),
  ]);
}

function under(what: Readonly<Record<string, string>>, prefix: string, place: string): (readonly [string, string])[] {
  return Object.entries(what).map(([setting, key]) => [`${prefix}${setting}`, `${place}${key}`]);
}

/** A text that names settings, as who wrote the file of targets finds them. What it quotes is left as it is. */
export function byPlace(text: string, places: Places): string {
  return text.replace(
    /“[^”]*”|(?<![\w./?&=-])([A-Z][A-Z0-9_]+)(?![\w/-])(=?)/g,
    (whole, setting: string | undefined, equals: string | undefined) => {
      const place = setting === undefined ? undefined : places.get(setting);
      return place === undefined ? whole : `${place}${equals === '=' ? ': ' : ''}`;
    },
  );
}

/** A problem of a target's settings, by their places. */
export function problemByPlace(line: string, places: Places): string {
  const [setting = ''] = /^[A-Z0-9_]+/.exec(line) ?? [];
  return byPlace(places.has(setting) ? line.replace(/is not set( \(nor [^)]*\))?/, 'is not given') : line, places);
}

/** The same problem of several targets, once, with their names where the place does not hold one. */
export function ofTargets(problem: string, names: readonly string[]): string {
  if (problem.startsWith('targets.')) return problem;
  const named =
    names.length > MOST_NAMED ? [...names.slice(0, MOST_NAMED), `${names.length - MOST_NAMED} more`] : names;
  return `${problem.replace(/\.$/, '')} (${names.length === 1 ? 'target' : 'targets'} ${named.join(', ')}).`;
}
