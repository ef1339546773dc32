import { join } from 'node:path';
import { parse } from 'dotenv';

import { SwapError } from '../../pages/errors.js';
import type { Secret } from '../../pages/secret.js';
import { readClientCertificate } from './client-certificate.js';
import { readPrivateFile } from './files.js';
import { problemsTogether, stateFolder, targetOf, timeoutsOf } from './assemble.js';
import { readControlsFile } from './controls-file.js';
import { isLoopback } from './origins.js';
import { readProxy } from './proxy.js';
import { readCodes, seedOf } from './codes.js';
import { readSecret } from './secrets.js';
import { misspelt } from './misspelt.js';
import type { Configuration } from './target.js';
import { NOT_BUILT_YET, type Variables, variables } from './variables.js';

/** Where a configuration comes from. */
export interface Sources {
  readonly command: 'swap' | 'verify';
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The settings file that was named; it must exist. */
  readonly envFile: string | null;
  /** Where `.env` is looked for when none was named; `null` where none is to be read. */
  readonly directory: string | null;
  /** The folder given on the command line, which wins over ARTIFACTS_DIR. */
  readonly artifacts?: string;
}

/** Problems are collected, so that they are all told at once. Each names its variable, never a value. */
type Problems = string[];

/**
 * Reads and checks the whole configuration.
 * @throws SwapError `configuration`, with every problem on a line of its own.
 */
export async function loadConfiguration(sources: Sources): Promise<Configuration> {
  const problems: Problems = [];
  const warnings: string[] = [];
  const settings = await readSettings(sources, problems, warnings);
  warnings.push(...misspelt([...settings.keys()]));
  for (const name of NOT_BUILT_YET) if (settings.has(name)) problems.push(`${name}: is not supported by this version.`);
  const read = readVariables(settings, problems);
  const withAlign = sources.command === 'swap' || isAlignGiven(settings);
  need(
    settings,
    ['JIRA_URL', 'JIRA_USERNAME', ...(withAlign ? ['ALIGN_URL', 'ALIGN_USERNAME', 'CONNECTOR'] : [])],
    problems,
  );
  const jiraPassword = await needSecret('JIRA_PASSWORD', settings, problems);
  const alignPassword = withAlign ? await needSecret('ALIGN_PASSWORD', settings, problems) : null;
  const jiraCodes = await readCodes('JIRA', settings, problems);
  const alignCodes = withAlign ? await readCodes('ALIGN', settings, problems) : null;
  const ladders = read.CONTROLS_FILE === undefined ? new Map() : await readControlsFile(read.CONTROLS_FILE, problems);
  problems.push(...problemsTogether(read));
  const proxy = readProxy(settings, read.JIRA_URL !== undefined && isLoopback(read.JIRA_URL));
  if (proxy.is === 'wrong') problems.push(proxy.why);
  const clientCertificate = await readClientCertificate(read, settings, problems);
  if (problems.length > 0 || jiraPassword === null || proxy.is === 'wrong') throw refused(problems);

  const all = variables.parse(Object.fromEntries(settings));
  return {
    target: targetOf(all, { jiraPassword, alignPassword, jiraCodes, alignCodes }),
    timeouts: timeoutsOf(all),
    browser: {
      channel: all.BROWSER_CHANNEL ?? null,
      path: all.BROWSER_PATH ?? null,
      proxy: proxy.proxy,
      clientCertificate,
    },
    ladders,
    artifactsDir: sources.artifacts ?? all.ARTIFACTS_DIR,
    lockDir: all.LOCK_DIR ?? stateFolder(settings),
    secrets: [
      jiraPassword,
      alignPassword,
      proxy.proxy?.password ?? null,
      clientCertificate?.passphrase ?? null,
      seedOf(jiraCodes),
      seedOf(alignCodes),
    ].filter((secret) => secret !== null),
    warnings,
  };
}

/** The environment over the settings file; what is empty counts as not set. */
async function readSettings(
  { environment, envFile, directory }: Sources,
  problems: Problems,
  warnings: string[],
): Promise<ReadonlyMap<string, string>> {
  const path = envFile ?? (directory === null ? null : join(directory, '.env'));
  let file: Record<string, string> = {};
  if (path !== null) {
    const name = envFile === null ? '.env' : 'The file given with --env-file';
    const found = await readPrivateFile(path);
    switch (found.is) {
      case 'missing':
        if (envFile !== null) problems.push(`${name} does not exist.`);
        break;
      case 'refused':
        problems.push(`${name} is refused, since ${found.why}.`);
        break;
      case 'read':
        file = parse(found.bytes);
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
  return new Map(given.filter(([name]) => environment[name] !== ''));
}

/** Each variable by itself, so that what is wrong with one does not hide what is wrong with the others together. */
function readVariables(settings: ReadonlyMap<string, string>, problems: Problems): Partial<Variables> {
  const read: Partial<Variables> = {};
  for (const [name, schema] of Object.entries(variables.shape)) {
    const result = schema.safeParse(settings.get(name));
    if (result.success) Object.assign(read, { [name]: result.data });
    else problems.push(`${name}: ${result.error.issues.map(({ message }) => message).join('; ')}.`);
  }
  return read;
}

function need(settings: ReadonlyMap<string, string>, names: readonly string[], problems: Problems): void {
  for (const name of names) if (!settings.has(name)) problems.push(`${name}: is not set.`);
}

async function needSecret(
  name: string,
  settings: ReadonlyMap<string, string>,
  problems: Problems,
): Promise<Secret | null> {
  const setting = await readSecret(name, settings);
  switch (setting.is) {
    case 'given':
      return setting.secret;
    case 'missing':
      problems.push(`${name}: is not set (nor ${name}_FILE, nor ${name}_COMMAND).`);
      return null;
    case 'wrong':
      problems.push(setting.why);
      return null;
  }
}

/** Without all three, a verification looks at Jira alone. */
function isAlignGiven(settings: ReadonlyMap<string, string>): boolean {
  const isSecretGiven = ['ALIGN_PASSWORD', 'ALIGN_PASSWORD_FILE', 'ALIGN_PASSWORD_COMMAND'].some((form) =>
    settings.has(form),
  );
  return settings.has('ALIGN_URL') && settings.has('ALIGN_USERNAME') && isSecretGiven;
}

function refused(problems: readonly string[]): SwapError {
  const count = problems.length === 1 ? 'One setting is' : `${problems.length} settings are`;
  return new SwapError(
    'configuration',
    [`${count} missing or wrong:`, ...problems.map((problem) => `  ${problem}`)].join('\n'),
    'Set them in the environment or in .env; the README lists every setting. Nothing was opened.',
  );
}
