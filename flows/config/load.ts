import { SwapError } from '../../pages/errors.js';
import type { Secret } from '../../pages/secret.js';
import type { AccountKind } from '../session/place.js';
import { readClientCertificate } from './client-certificate.js';
import { type TargetSecrets, problemsTogether, stateFolder, targetOf, timeoutsOf } from './assemble.js';
import { type Agreement, NOBODY, controlsOf, notAgreed } from './agreed-controls.js';
import { isAlignWanted } from './align-wanted.js';
import { isLoopback } from './origins.js';
import { ignoredRecorders } from './own-environment.js';
import { readNotify, secretsOf } from './notify.js';
import { NO_PLACES } from './places.js';
import { readProxy } from './proxy.js';
import { readRemoteBrowser } from './remote-browser.js';
import { readCodes, seedOf } from './codes.js';
import { type SecretReader, readSecret, readingOnce } from './secrets.js';
import { type Problems, type SettingsSources, readSettings, whereToMend } from './settings.js';
import { misspelt } from './misspelt.js';
import { keptSessions, sessionPlaces } from './sessions.js';
import type { Configuration } from './target.js';
import { need, readVariables, variables } from './variables.js';

/** Where a configuration comes from. */
export interface Sources extends SettingsSources {
  /** `doctor` looks at what a swap needs; where nothing of Jira Align is given, at what a verification of Jira alone does. */
  readonly command: 'swap' | 'verify' | 'login' | 'doctor';
  /** What `login` is to do, where that is the command. */
  readonly login?: { readonly account: AccountKind; readonly forget: boolean };
  /** The folder given on the command line, which wins over ARTIFACTS_DIR. */
  readonly artifacts?: string;
  /** Whether Jira Align was named on purpose: then a verification is not content with Jira alone. */
  readonly isAlignNamed?: boolean;
  /** Who agrees to what a controls file says of presses, where that is not nobody. */
  readonly agreement?: Agreement;
  /** How secrets are read, where not as they come. */
  readonly read?: SecretReader;
  /** Whether a window is to be shown, and whether pages are to be filmed: no remote browser can. */
  readonly headed?: boolean;
  readonly record?: boolean;
  /** Whose session will be kept by the time these settings are used, where not whose is. */
  readonly kept?: Readonly<Record<AccountKind, boolean>>;
}

/**
 * Reads and checks the whole configuration.
 * @throws SwapError `configuration`, with every problem on a line of its own.
 */
export async function loadConfiguration(sources: Sources): Promise<Configuration> {
  const checked = await checkConfiguration(sources);
  if (checked.is === 'wrong') throw refused(checked.problems, checked.meant, `${checked.mend} Nothing was opened.`);
  return checked.configuration;
}

/** A configuration, or all that is wrong with it. */
export type Checked =
  | { readonly is: 'right'; readonly configuration: Configuration }
  | {
      readonly is: 'wrong';
      readonly problems: Problems;
      /** Which settings were misspelt. */
      readonly meant: readonly string[];
      /** Where they are to be mended. */
      readonly mend: string;
    };

/**
 * Reads and checks the whole configuration, and gives what is wrong with it to whoever checks several.
 * @throws SwapError `configuration` where the settings file can't be read.
 */
export async function checkConfiguration(sources: Sources): Promise<Checked> {
  const problems: Problems = [];
  const warnings: string[] = [];
  const given = await readSettings(sources, problems, warnings);
  const { isFileUnread } = given;
  const controls = await controlsOf(given.settings.get('CONTROLS_FILE'), problems);
  // A time-out that is set wins over one of that file.
  const settings = new Map([...Object.entries(controls?.timeouts ?? {}), ...given.settings]);
  const meant = misspelt([...settings.keys()]);
  warnings.push(...ignoredRecorders(sources.environment), ...meant);
  const read = readVariables(settings, problems);
  // What is not set may stand in that file: nothing more can be said before it is read.
  if (isFileUnread) throw unread(problems);
  const places = sessionPlaces(read, settings);
  const kept = sources.kept ?? (await keptSessions(places, problems));
  const withAlign = isAlignWanted(sources, settings, kept.admin);
  need(
    settings,
    [
      'JIRA_URL',
      'JIRA_USERNAME',
      ...(withAlign ? ['ALIGN_URL', 'ALIGN_USERNAME'] : []),
      ...connectorOf(sources, withAlign),
    ],
    problems,
  );
  const readOne = sources.read ?? readingOnce();
  const secrets = await readSecrets(sources, settings, kept, withAlign, problems);
  if (secrets.key === null && (kept.service || kept.admin) && sources.command !== 'login')
    warnings.push('A session is kept, and not used: SESSION_KEY, which opens it, is not set.');
  problems.push(...problemsTogether(read));
  const loopback = read.JIRA_URL !== undefined && isLoopback(read.JIRA_URL);
  const proxy = await readProxy(settings, loopback, readOne);
  if (proxy.is === 'wrong') problems.push(proxy.why);
  const notify = sources.command === 'login' ? null : await readNotify(sources, settings, readOne, loopback, problems);
  const clientCertificate = await readClientCertificate(read, settings, readOne, problems);
  const remote = await readRemoteBrowser(sources, read, settings, problems);
  const lockDir = read.LOCK_DIR ?? stateFolder(settings);
  // Nobody is asked where something else is wrong already; and where a person signs in nothing is typed or pressed.
  if (controls !== null && problems.length === 0 && sources.command !== 'login') {
    const problem = await notAgreed(controls, lockDir, sources.agreement ?? NOBODY);
    if (problem !== null) problems.push(problem);
  }
  if (problems.length > 0 || proxy.is === 'wrong')
    return { is: 'wrong', problems, meant, mend: whereToMend(sources, settings, problems) };

  const all = variables.parse(Object.fromEntries(settings));
  const configuration = {
    target: targetOf(all, secrets, withAlign),
    timeouts: timeoutsOf(all),
    browser: {
      channel: all.BROWSER_CHANNEL ?? null,
      path: all.BROWSER_PATH ?? null,
      proxy: proxy.proxy,
      clientCertificate,
      remote,
    },
    ...{ controls, lockDir, notify, warnings, envFile: sources.envFile, places: NO_PLACES },
    artifactsDir: sources.artifacts ?? all.ARTIFACTS_DIR,
    sessions: { ...places, key: secrets.key },
    secrets: [
      ...configuredSecrets(secrets),
      proxy.proxy?.password ?? null,
      clientCertificate?.passphrase ?? null,
      ...(remote?.secrets ?? []),
      ...(notify === null ? [] : secretsOf(notify)),
    ].filter((secret) => secret !== null),
  };
  return { is: 'right', configuration };
}

function connectorOf({ command }: Sources, withAlign: boolean): readonly string[] {
  return withAlign && command !== 'login' ? ['CONNECTOR'] : [];
}

/** Every secret that the command needs. A person who signs in by hand needs none, but the key. */
async function readSecrets(
  { command, login, read = readSecret }: Sources,
  settings: ReadonlyMap<string, string>,
  kept: Readonly<Record<AccountKind, boolean>>,
  withAlign: boolean,
  problems: Problems,
): Promise<TargetSecrets & { readonly key: Secret | null }> {
  const needed = login?.forget === false ? ': without it no session can be kept' : null;
  const key = await secretOf('SESSION_KEY', settings, read, needed, problems);
  if (command === 'login') return { key, jiraPassword: null, alignPassword: null, jiraCodes: null, alignCodes: null };
  const missing = (isKept: boolean): string | null => {
    if (!isKept) return '';
    return key === null ? '; a session is kept, but SESSION_KEY, which opens it, is not set' : null;
  };
  return {
    key,
    jiraPassword: await secretOf('JIRA_PASSWORD', settings, read, missing(kept.service), problems),
    alignPassword: withAlign ? await secretOf('ALIGN_PASSWORD', settings, read, missing(kept.admin), problems) : null,
    jiraCodes: await readCodes('JIRA', settings, read, problems),
    alignCodes: withAlign ? await readCodes('ALIGN', settings, read, problems) : null,
  };
}

function configuredSecrets({
  key,
  jiraPassword,
  alignPassword,
  jiraCodes,
  alignCodes,
}: TargetSecrets & { readonly key: Secret | null }): readonly (Secret | null)[] {
  return [jiraPassword, alignPassword, key, seedOf(jiraCodes), seedOf(alignCodes)];
}

/** A secret in one of its forms. `missing` is what is to be said where there is none; `null` where it is not needed. */
async function secretOf(
  name: string,
  settings: ReadonlyMap<string, string>,
  read: SecretReader,
  missing: string | null,
  problems: Problems,
): Promise<Secret | null> {
  const setting = await read(name, settings);
  switch (setting.is) {
    case 'given':
      return setting.secret;
    case 'missing':
      if (missing !== null) problems.push(`${name}: is not set (nor ${name}_FILE, nor ${name}_COMMAND)${missing}.`);
      return null;
    case 'wrong':
      problems.push(setting.why);
      return null;
  }
}

/** The error for settings that are missing or wrong. `meant` says which were misspelt: mostly the very ones that are missing. */
export function refused(problems: readonly string[], meant: readonly string[], hint: string): SwapError {
  const count = problems.length === 1 ? 'One setting is' : `${problems.length} settings are`;
  return new SwapError(
    'configuration',
    [`${count} missing or wrong:`, ...[...problems, ...meant].map((line) => `  ${line}`)].join('\n'),
    hint,
  );
}

/** The error for a settings file that could not be read. */
export function unread(problems: readonly string[]): SwapError {
  return new SwapError(
    'configuration',
    ['The settings could not be read:', ...problems.map((line) => `  ${line}`)].join('\n'),
    'Mend that first: only then can be told whether anything else is missing. Nothing was opened.',
  );
}
