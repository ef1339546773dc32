import { join } from 'node:path';

import { SwapError } from '../../pages/errors.js';
import { stateFolder } from './assemble.js';
import { cutValues, unassigned } from './cut-values.js';
import { parse } from './dotenv.js';
import { readPrivateFile } from './files.js';
import { KNOWN } from './misspelt.js';

/** Where settings come from. */
export interface SettingsSources {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The settings file that was named; it must exist. */
  readonly envFile: string | null;
  /** Where `.env` is looked for when none was named; `null` where none is to be read. */
  readonly directory: string | null;
}

/** Problems are collected, so that they are all told at once. Each names its variable, never a value. */
export type Problems = string[];

/**
 * Where locks lie, without anything else being configured.
 * @throws SwapError `configuration` where the settings file can't be read.
 */
export async function lockFolder(sources: SettingsSources): Promise<string> {
  const problems: Problems = [];
  const { settings, isFileUnread } = await readSettings(sources, problems, []);
  const ofThis = problems.filter((each) => isFileUnread || each.startsWith('LOCK_DIR:'));
  if (ofThis.length > 0) {
    throw new SwapError(
      'configuration',
      ofThis.join('\n'),
      'Where locks lie may stand in that file: name another with --env-file, or set LOCK_DIR.',
    );
  }
  return settings.get('LOCK_DIR') ?? stateFolder(settings);
}

/** Where settings are to be mended that are missing or wrong: with a file of targets mostly nothing is, but none was chosen. */
export function whereToMend(
  { envFile }: SettingsSources,
  settings: ReadonlyMap<string, string>,
  problems: Problems,
): string {
  const ofTargets = settings.has('TARGETS_FILE') && !settings.has('JIRA_URL');
  return (
    whereToMendControls(problems) ??
    (ofTargets
      ? 'TARGETS_FILE is set: choose a target of it with --target NAME; `swap` and `verify` also take --all.'
      : `Set them in the environment or in ${envFile ?? '.env'}; the README lists every setting.`)
  );
}

/** The same where nothing but the controls file is wrong, else `null`. */
export function whereToMendControls(problems: Problems): string | null {
  return problems.every((each) => each.startsWith('CONTROLS_FILE:'))
    ? 'docs/controls.md says what may stand in that file, and what somebody must agree to.'
    : null;
}

/** The environment over the settings file; what is empty counts as not set. */
export async function readSettings(
  { environment, envFile, directory }: SettingsSources,
  problems: Problems,
  warnings: string[],
): Promise<{ settings: ReadonlyMap<string, string>; isFileUnread: boolean }> {
  const path = envFile ?? (directory === null ? null : join(directory, '.env'));
  let file: Record<string, string> = {};
  let isFileUnread = false;
  if (path !== null) {
    const name = envFile === null ? '.env' : 'The file given with --env-file';
    const found = await readPrivateFile(path);
    switch (found.is) {
      case 'missing':
        if (envFile === null) break;
        isFileUnread = true;
        problems.push(`${name} does not exist.`);
        break;
      case 'refused':
        isFileUnread = true;
        problems.push(`${name} is refused, since ${found.why}.`);
        break;
      case 'read':
        file = parse(found.bytes);
        for (const { name: lost, what } of lostIn(found.bytes.toString(), file, environment))
          (KNOWN.includes(lost) ? problems : warnings).push(what);
        if (found.othersMayRead) warnings.push(`${name} can be read by others than its owner: chmod 600.`);
    }
  }
  const all = {
    ...file,
    ...Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== '')),
  };
  const given = Object.entries(all).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
  );
  // A variable that is set but empty unsets what the file says.
  return { settings: new Map(given.filter(([name]) => environment[name] !== '')), isFileUnread };
}

/**
 * What is to be said of each value of the settings file that counts and is not all there, or not at all: half a password locks an
 * account. Others' settings may stand in the same file; of a line that sets nothing only a setting's name is no secret.
 */
function lostIn(
  text: string,
  file: Readonly<Record<string, string>>,
  environment: SettingsSources['environment'],
): readonly { readonly name: string; readonly what: string }[] {
  const cut = cutValues(text).map((name) => ({
    name,
    what: `${name}: holds a # outside of quotes, from which on it is left out: put the value in single quotes.`,
  }));
  const unset = unassigned(text).filter((name) => KNOWN.includes(name) && file[name] === undefined);
  return [
    ...cut,
    ...unset.map((name) => ({
      name,
      what: `${name}: has no = right after its name in the settings file: nothing is set.`,
    })),
  ].filter(({ name }) => environment[name] === undefined);
}
