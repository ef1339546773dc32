import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { platform } from 'node:process';

import type { Secret } from '../../pages/secret.js';
import { originsProblem } from './origins.js';
import type { CodeSource, Target, Timeouts } from './target.js';
import type { Variables } from './variables.js';

/** The sign-in of Atlassian's cloud, for every site on atlassian.net. */
const ATLASSIAN_ID = 'https://id.atlassian.com';

/** What is wrong with variables that are right each by itself. */
export function problemsTogether(read: Partial<Variables>): readonly string[] {
  const origins = [
    { variable: 'JIRA_URL', url: read.JIRA_URL },
    { variable: 'ALIGN_URL', url: read.ALIGN_URL },
    { variable: 'ATLASSIAN_ID_URL', url: read.ATLASSIAN_ID_URL },
    ...(read.JIRA_SIGN_IN_ORIGINS ?? []).map((url) => ({ variable: 'JIRA_SIGN_IN_ORIGINS', url })),
    ...(read.ALIGN_SIGN_IN_ORIGINS ?? []).map((url) => ({ variable: 'ALIGN_SIGN_IN_ORIGINS', url })),
  ].flatMap(({ variable, url }) => (url === undefined ? [] : [{ variable, url }]));
  const problems = [originsProblem(origins)];
  if (read.JIRA_URL !== undefined && read.JIRA_URL.origin === read.ALIGN_URL?.origin)
    problems.push('JIRA_URL and ALIGN_URL lead to the same site: one of them is wrong.');
  const { BROWSER_PATH, BROWSER_CHANNEL, CANARY_ISSUE, CANARY_FIELD, ALIGN_SIGN_IN } = read;
  if (ALIGN_SIGN_IN === 'atlassian' && read.JIRA_URL !== undefined && atlassianIdOf(read) === null)
    problems.push('ALIGN_SIGN_IN: atlassian needs ATLASSIAN_ID_URL, since JIRA_URL is not on atlassian.net.');
  if (BROWSER_PATH !== undefined && BROWSER_CHANNEL !== undefined)
    problems.push('BROWSER_PATH and BROWSER_CHANNEL are both set: give one.');
  if (BROWSER_PATH !== undefined && !isExecutable(BROWSER_PATH))
    problems.push('BROWSER_PATH: is not a program that this user may run.');
  if (CANARY_FIELD !== undefined && CANARY_ISSUE === undefined) problems.push('CANARY_FIELD: needs CANARY_ISSUE.');
  return problems.filter((problem) => problem !== null);
}

/** The secrets of a target, each read already. */
export interface TargetSecrets {
  readonly jiraPassword: Secret | null;
  readonly alignPassword: Secret | null;
  readonly jiraCodes: CodeSource | null;
  readonly alignCodes: CodeSource | null;
}

/** The target, once everything was found to be right; with Jira Align's part where it is wanted. */
export function targetOf(all: Variables, secrets: TargetSecrets, withAlign: boolean): Target {
  const { JIRA_URL, JIRA_USERNAME, ALIGN_URL, ALIGN_USERNAME, ALIGN_SIGN_IN } = all;
  const { jiraPassword, alignPassword, jiraCodes, alignCodes } = secrets;
  const atlassianIdUrl = atlassianIdOf(all);
  if (JIRA_URL === undefined || JIRA_USERNAME === undefined) throw new TypeError('Missing settings were not refused.');
  const atlassianId = atlassianIdUrl === null ? [] : [atlassianIdUrl];
  const origins = (urls: readonly URL[]): string[] => [...new Set(urls.map(({ origin }) => origin))];
  return {
    name: null,
    jira: {
      url: JIRA_URL,
      username: JIRA_USERNAME,
      password: jiraPassword,
      accountId: all.JIRA_ACCOUNT_ID ?? null,
      codes: jiraCodes,
      atlassianIdUrl,
      signInOrigins: origins([JIRA_URL, ...atlassianId, ...all.JIRA_SIGN_IN_ORIGINS]),
    },
    align:
      !withAlign || ALIGN_URL === undefined || ALIGN_USERNAME === undefined
        ? null
        : {
            url: ALIGN_URL,
            username: ALIGN_USERNAME,
            password: alignPassword,
            codes: alignCodes,
            signIn: ALIGN_SIGN_IN,
            signInOrigins: origins([
              ALIGN_URL,
              ...(ALIGN_SIGN_IN === 'atlassian' ? atlassianId : []),
              ...all.ALIGN_SIGN_IN_ORIGINS,
            ]),
          },
    connector: all.CONNECTOR ?? null,
    projects: all.JIRA_PROJECTS,
    application: all.APPLICATION ?? null,
    canary:
      all.CANARY_ISSUE === undefined
        ? null
        : { issue: all.CANARY_ISSUE.toUpperCase(), field: all.CANARY_FIELD ?? null },
  };
}

/** Where Atlassian ID is: as it was set, else Atlassian's own for its own sites; a Data Center has none. */
export function atlassianIdOf({ JIRA_URL, ATLASSIAN_ID_URL }: Partial<Variables>): URL | null {
  if (ATLASSIAN_ID_URL !== undefined) return ATLASSIAN_ID_URL;
  return JIRA_URL?.hostname.endsWith('.atlassian.net') === true ? new URL(ATLASSIAN_ID) : null;
}

/** The time-outs, in milliseconds. */
export function timeoutsOf(all: Variables): Timeouts {
  return {
    signIn: all.TIMEOUT_SIGN_IN,
    requestToken: all.TIMEOUT_REQUEST_TOKEN,
    label: all.TIMEOUT_LABEL,
    connectivity: all.TIMEOUT_CONNECTIVITY,
    attribution: all.TIMEOUT_ATTRIBUTION,
    action: all.TIMEOUT_ACTION,
    run: all.TIMEOUT_RUN,
    person: all.TIMEOUT_PERSON,
  };
}

/** Where a user's programs keep what must outlive them: locks and journals lie there unless LOCK_DIR says otherwise. */
export function stateFolder(settings: ReadonlyMap<string, string>): string {
  const own = 'jira-connector-swap';
  if (platform === 'win32') return join(settings.get('LOCALAPPDATA') ?? join(homedir(), 'AppData', 'Local'), own);
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', own);
  return join(settings.get('XDG_STATE_HOME') ?? join(homedir(), '.local', 'state'), own);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
