import { SwapError } from '../../pages/errors.js';
import { type Sources, checkConfiguration, refused, unread } from './load.js';
import { misplacedNotify } from './notify.js';
import { ofTargets, placesOf, problemByPlace } from './places.js';
import { readingOnce } from './secrets.js';
import { type Problems, readSettings, whereToMend, whereToMendControls } from './settings.js';
import type { Configuration } from './target.js';
import { type FleetTarget, type SecretReference, type TargetsFile, readTargetsFile } from './targets-file.js';

/** Which targets of the file. */
export type Choice = { readonly is: 'all' } | { readonly is: 'named'; readonly names: readonly string[] };

/** Where to read on. */
function mend(problems: Problems): string {
  return `${whereToMendControls(problems) ?? 'docs/fleet.md says what stands in the file of targets.'} Nothing was opened.`;
}

/** Settings that say what a target is: of these a target of the file has its own alone. */
const OF_TARGET =
  /^(?:JIRA_(?:URL|USERNAME|ACCOUNT_ID|PROJECTS|SIGN_IN_ORIGINS)|ALIGN_(?:URL|USERNAME|SIGN_IN|SIGN_IN_ORIGINS)|(?:JIRA|ALIGN)_(?:PASSWORD|TOTP_SECRET|TOTP)(?:_FILE|_COMMAND)?|CONNECTOR|APPLICATION|CANARY_ISSUE|CANARY_FIELD|ATLASSIAN_ID_URL)$/;

/**
 * Reads the file of targets that TARGETS_FILE names, and checks the configuration of each target that was chosen, in the order
 * of the file; `isOurs` says which of them are this machine's.
 * @throws SwapError `configuration` with every problem of every target on a line of its own; `usage` where a name is not there.
 */
export async function loadFleet(
  sources: Sources,
  choice: Choice,
  isOurs: (name: string) => boolean,
): Promise<readonly Configuration[]> {
  const problems: Problems = [];
  const warnings: string[] = [];
  const { settings, isFileUnread } = await readSettings(sources, problems, warnings);
  if (isFileUnread) throw unread(problems);
  const path = settings.get('TARGETS_FILE');
  if (path === undefined) {
    const missing = 'TARGETS_FILE: is not set, and names the targets.';
    const all = [...problems, missing];
    throw refused(all, [], `${whereToMend(sources, settings, all)} Nothing was opened.`);
  }
  const file = await readTargetsFile(path, problems);
  if (file === null || problems.length > 0) throw refused(problems, [], mend(problems));
  problems.push(...misplacedNotify(sources.environment, settings));
  const names = namesOf(file, choice).filter(isOurs);
  const fleet = await checkTargets(file, names, settings, sources, problems);
  if (problems.length > 0) throw refused([...new Set(problems)], [], mend(problems));
  return fleet.map((each) => ({ ...each, warnings: [...warnings, ...each.warnings] }));
}

/** The configuration of each target that is named, as far as it is right; what is wrong with them is added to the problems. */
export async function checkTargets(
  file: TargetsFile,
  names: readonly string[],
  settings: ReadonlyMap<string, string>,
  sources: Sources,
  problems: Problems,
): Promise<readonly Configuration[]> {
  const passedOn = passedOnTo(file, settings);
  const read = readingOnce();
  const fleet: Configuration[] = [];
  const found = new Map<string, string[]>();
  // Of a secret whose variable is not set, that was said.
  const isNews = (line: string): boolean => {
    const [, where] = /^(\S+): is not given/.exec(line) ?? [];
    return where === undefined || !problems.some((each) => each.startsWith(`${where}: `));
  };
  for (const name of names) {
    const target = file.targets[name];
    if (target === undefined) continue;
    // Who signs in by hand types the password.
    const own = settingsOf(file, target, settings, sources.command === 'login' ? [] : problems);
    const environment = { ...passedOn, ...own };
    const isAlignNamed = target.align !== undefined;
    const from = { ...sources, environment, envFile: null, directory: null, read, isAlignNamed };
    const places = placesOf(name, target, file);
    const checked = await checkConfiguration(from);
    if (checked.is === 'right') {
      const { configuration } = checked;
      fleet.push({ ...configuration, places, envFile: sources.envFile, target: { ...configuration.target, name } });
      continue;
    }
    for (const line of checked.problems) {
      const problem = problemByPlace(line, places);
      // What is of no target is of all.
      if (problem === line) problems.push(line);
      else if (isNews(problem)) found.set(problem, [...(found.get(problem) ?? []), name]);
    }
  }
  problems.push(...[...found].map(([problem, whose]) => ofTargets(problem, [...new Set(whose)])));
  return fleet;
}

/** What holds for all targets: of secrets in the environment each target, and each command that prints one, has its own alone. */
function passedOnTo(
  { accounts }: TargetsFile,
  settings: ReadonlyMap<string, string>,
): Readonly<Record<string, string>> {
  const references = Object.values(accounts).flatMap(({ password, totpSecret }) => [password, totpSecret]);
  const secrets = references.map((each) => (each !== undefined && 'env' in each ? each.env : null));
  return Object.fromEntries([...settings].filter(([name]) => !OF_TARGET.test(name) && !secrets.includes(name)));
}

function namesOf({ targets }: TargetsFile, choice: Choice): readonly string[] {
  const all = Object.keys(targets);
  if (all.length === 0)
    throw new SwapError('usage', 'TARGETS_FILE has no target.', 'See docs/fleet.md for what it holds.');
  if (choice.is === 'all') return all;
  const unknown = choice.names.filter((name) => !all.includes(name));
  if (unknown.length > 0) {
    throw new SwapError(
      'usage',
      `TARGETS_FILE has no target ${unknown.map((name) => `“${name}”`).join(', ')}.`,
      `It has: ${all.join(', ') || 'none'}.`,
    );
  }
  return all.filter((name) => choice.names.includes(name));
}

/** A target of the file, as the settings of a run that has it alone. */
function settingsOf(
  file: TargetsFile,
  { jira: jiraName, align: alignName, connector, application, canary, projects }: FleetTarget,
  settings: ReadonlyMap<string, string>,
  problems: Problems,
): Readonly<Record<string, string>> {
  const jira = file.jira[jiraName];
  const align = alignName === undefined ? undefined : file.align[alignName];
  const given = {
    JIRA_URL: jira?.url,
    ATLASSIAN_ID_URL: jira?.atlassianIdUrl,
    JIRA_SIGN_IN_ORIGINS: jira?.signInOrigins?.join(' '),
    ...accountSettings('JIRA', file, jira?.account, settings, problems),
    ALIGN_URL: align?.url,
    ALIGN_SIGN_IN: align?.signIn,
    ALIGN_SIGN_IN_ORIGINS: align?.signInOrigins?.join(' '),
    ...accountSettings('ALIGN', file, align?.account, settings, problems),
    CONNECTOR: connector,
    APPLICATION: application,
    CANARY_ISSUE: canary?.issue,
    CANARY_FIELD: canary?.field,
    JIRA_PROJECTS: projects?.join(' '),
  };
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function accountSettings(
  side: 'JIRA' | 'ALIGN',
  { accounts }: TargetsFile,
  name: string | undefined,
  settings: ReadonlyMap<string, string>,
  problems: Problems,
): Readonly<Record<string, string | undefined>> {
  const account = name === undefined ? undefined : accounts[name];
  const secrets = { password: account?.password, totpSecret: account?.totpSecret };
  for (const [what, reference] of Object.entries(secrets))
    if (reference !== undefined && 'env' in reference && !settings.has(reference.env))
      problems.push(`accounts.${name ?? ''}.${what}: ${reference.env} is not set in the environment.`);
  return {
    [`${side}_USERNAME`]: account?.username,
    ...referred(`${side}_PASSWORD`, secrets.password, settings),
    ...referred(`${side}_TOTP_SECRET`, secrets.totpSecret, settings),
    [`${side}_TOTP_COMMAND`]: account?.totpCommand === undefined ? undefined : JSON.stringify(account.totpCommand),
    ...(side === 'JIRA' ? { JIRA_ACCOUNT_ID: account?.accountId } : {}),
  };
}

/** A secret that is referred to, in the form in which a setting refers to it. */
function referred(
  name: string,
  reference: SecretReference | undefined,
  settings: ReadonlyMap<string, string>,
): Readonly<Record<string, string | undefined>> {
  if (reference === undefined) return {};
  if ('env' in reference) return { [name]: settings.get(reference.env) };
  return 'file' in reference
    ? { [`${name}_FILE`]: reference.file }
    : { [`${name}_COMMAND`]: JSON.stringify(reference.command) };
}
