import type { z } from 'zod';

import type { FleetTarget, TargetsFile } from './targets-file.js';

/** A target of the file, and the file. */
interface Place {
  readonly name: string;
  readonly target: FleetTarget;
  readonly file: TargetsFile;
}

/** What an account has in the file, by what its setting is called elsewhere. */
const OF_ACCOUNT: Readonly<Record<string, string>> = {
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
const OF_SITE: Readonly<Record<string, string>> = { URL: 'url', SIGN_IN: 'signIn', SIGN_IN_ORIGINS: 'signInOrigins' };
const OF_TARGET: Readonly<Record<string, string>> = {
  CONNECTOR: 'connector',
  APPLICATION: 'application',
  CANARY_ISSUE: 'canary.issue',
  CANARY_FIELD: 'canary.field',
  JIRA_PROJECTS: 'projects',
  ALIGN_URL: 'align',
};

/** A problem of a target as who wrote the file finds it: by where it stands there, and not by what the setting is called elsewhere. */
export function inTargetsFile(line: string, place: Place): string {
  const [, setting, rest] = /^([A-Z][A-Z0-9_]*)(\b.*)$/s.exec(line) ?? [];
  const where = setting === undefined ? null : placeOf(setting, place);
  if (where === null || rest === undefined) return line;
  return `${where}${rest.replace(/is not set \(nor [^)]*\)/, 'is not given')}`;
}

function placeOf(setting: string, { name, target, file }: Place): string | null {
  const [, side, what = ''] = /^(JIRA|ALIGN)_(.*)$/.exec(setting) ?? [];
  const site = side === 'JIRA' ? `jira.${target.jira}` : target.align === undefined ? null : `align.${target.align}`;
  const account = side === 'JIRA' ? file.jira[target.jira]?.account : file.align[target.align ?? '']?.account;
  if (side !== undefined && OF_ACCOUNT[what] !== undefined && account !== undefined)
    return `accounts.${account}.${OF_ACCOUNT[what]}`;
  if (side !== undefined && OF_SITE[what] !== undefined && site !== null) return `${site}.${OF_SITE[what]}`;
  if (setting === 'ATLASSIAN_ID_URL') return `jira.${target.jira}.atlassianIdUrl`;
  return OF_TARGET[setting] === undefined ? null : `targets.${name}.${OF_TARGET[setting]}`;
}

/** What is wrong with a part of the file, in words. */
export function inWords(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') {
    const isMissing = issue.message.endsWith('received undefined');
    return isMissing ? 'is missing' : `must be ${EXPECTED[issue.expected] ?? issue.expected}`;
  }
  if (issue.code === 'unrecognized_keys')
    return `${issue.keys.map((key) => `“${key}”`).join(', ')} has no meaning there`;
  if (issue.code === 'invalid_key') return 'is not a name of letters, digits, dots and dashes';
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.map(String).join(', ')}`;
  return issue.code === 'invalid_union'
    ? 'must say where the secret is: { env: NAME }, { file: PATH } or { command: [PROGRAM, ARGUMENT, …] }'
    : issue.message;
}

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'a text: put it in quotes',
  record: 'names, each with what belongs to it',
  object: 'names, each with what belongs to it',
  array: 'a list: [ONE, ANOTHER]',
};
