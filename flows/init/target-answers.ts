import type { FleetAccount, FleetTarget, SecretReference, TargetsFile } from '../config/targets-file.js';
import { splitWords } from '../config/words.js';
import type { Answers } from './interview.js';
import { VARIABLE } from './secret-topic.js';

type Side = 'JIRA' | 'ALIGN';

/** The account that was answered for, as a file of targets has it. */
export function accountOf(side: Side, answers: Answers): FleetAccount {
  const codes = textOf(answers, `${side}_TOTP_COMMAND`);
  return without({
    username: textOf(answers, `${side}_USERNAME`) ?? '',
    password: referenceTo(`${side}_PASSWORD`, answers),
    totpSecret: referenceTo(`${side}_TOTP_SECRET`, answers),
    totpCommand: codes === undefined ? undefined : wordsOf(codes),
  });
}

/** The site that was answered for. */
export function siteOf(side: Side, answers: Answers, account: string): object {
  const url = textOf(answers, `${side}_URL`);
  return side === 'JIRA'
    ? without({ url, account, atlassianIdUrl: textOf(answers, 'ATLASSIAN_ID_URL') })
    : without({
        url,
        account,
        signIn: textOf(answers, 'ALIGN_SIGN_IN'),
        signInOrigins: textOf(answers, 'ALIGN_SIGN_IN_ORIGINS')
          ?.split(/[\s,]+/)
          .filter((each) => each !== ''),
      });
}

/** What was answered for a site that is in the file, so that what comes after is checked together with it. */
export function answersOf(side: Side, file: TargetsFile, name: string): readonly (readonly [string, string])[] {
  const { jira, align } = { jira: file.jira[name], align: file.align[name] };
  const known =
    side === 'JIRA'
      ? { JIRA_URL: jira?.url, ATLASSIAN_ID_URL: jira?.atlassianIdUrl }
      : { ALIGN_URL: align?.url, ALIGN_SIGN_IN: align?.signIn };
  return Object.entries(known).flatMap(([setting, value]) => (value === undefined ? [] : [[setting, value] as const]));
}

/** The target that was answered for. */
export function targetIn(answers: Answers, jira: string, align: string): FleetTarget {
  const issue = textOf(answers, 'CANARY_ISSUE');
  return without({
    jira,
    align,
    connector: textOf(answers, 'CONNECTOR'),
    application: textOf(answers, 'APPLICATION'),
    canary: issue === undefined ? undefined : { issue },
  });
}

function referenceTo(name: string, answers: Answers): SecretReference | undefined {
  const [variable, file, command] = [VARIABLE, '_FILE', '_COMMAND'].map((form) => textOf(answers, `${name}${form}`));
  if (variable !== undefined) return { env: variable };
  if (file !== undefined) return { file };
  return command === undefined ? undefined : { command: wordsOf(command) };
}

function wordsOf(line: string): string[] {
  return [...(splitWords(line) ?? [])];
}

function textOf(answers: Answers, name: string): string | undefined {
  const answer = answers.get(name);
  return typeof answer === 'string' ? answer : undefined;
}

/** The same without what is not there: a file has no empty entries. */
function without<Entries extends object>(entries: Entries): Entries {
  // What is left out may be left out by its type.
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as Entries;
}
