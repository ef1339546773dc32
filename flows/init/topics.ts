import { atlassianIdOf } from '../config/assemble.js';
import { readVariables } from '../config/variables.js';
import { type Answers, type Interview, type Topic, answerProblem, textTopic, titled, withAnswer } from './interview.js';
import { type Choice, choose, warn } from './prompts.js';
import { type SecretAsked, secretTopic } from './secret-topic.js';

const BY_HAND: NonNullable<SecretAsked['none']> = {
  choice: { value: 'none', label: 'None: somebody signs in by hand', hint: 'connector-swap login keeps the session' },
  isUsual: false,
};
const NO_CODES: NonNullable<SecretAsked['none']> = {
  choice: { value: 'none', label: 'It asks for none' },
  isUsual: true,
};

/** The Jira site. */
export const JIRA_SITE: readonly Topic[] = [
  textTopic('JIRA_URL', 'Jira’s address', 'The site that the connector writes to, as people open it.', {
    example: 'https://yoursite.atlassian.net',
  }),
  textTopic(
    'ATLASSIAN_ID_URL',
    'Where this Jira signs people in',
    'In the cloud https://id.atlassian.com; in a Data Center leave it empty.',
    { optional: true, isAsked: (answers) => !isOnAtlassianNet(answers) },
  ),
];

/** The service account. */
export const JIRA_ACCOUNT: readonly Topic[] = [
  textTopic('JIRA_USERNAME', 'The service account', 'Its e-mail address; in a Data Center its user name.'),
  secretTopic({
    name: 'JIRA_PASSWORD',
    title: 'The service account’s password',
    why: 'With it the tool signs in to Jira, without a window.',
    none: BY_HAND,
  }),
  secretTopic(codes('JIRA', 'The service account’s one-time codes', () => true)),
];

/** Jira Align. */
export const ALIGN_SITE: readonly Topic[] = [
  textTopic('ALIGN_URL', 'Jira Align’s address', 'Where the connector is, as people open it.', {
    example: 'https://yourtenant.jiraalign.com',
  }),
  { names: ['ALIGN_SIGN_IN'], isAsked: () => true, ask: askSignIn },
  textTopic(
    'ALIGN_SIGN_IN_ORIGINS',
    'The sign-in pages of your company',
    'Where else the Super Admin’s password may be typed. Empty: nowhere.',
    { optional: true, example: 'https://sso.example.com', isAsked: (answers) => signInOf(answers) === 'saml' },
  ),
];

/** Asked until it goes together with what was answered before. */
async function askSignIn(interview: Interview): Promise<void> {
  const title = titled('How Jira Align lets people in', 'ALIGN_SIGN_IN');
  const why = 'What the Super Admin sees when they open it signed out.';
  for (;;) {
    const answer = await choose({ title, why }, SIGN_INS);
    const problem = answerProblem('ALIGN_SIGN_IN', answer, false, interview);
    interview.answers.set('ALIGN_SIGN_IN', answer);
    if (problem === null) return;
    warn(problem);
  }
}

const SIGN_INS: readonly Choice<'manual' | 'atlassian' | 'saml'>[] = [
  { value: 'manual', label: 'Its own form' },
  { value: 'atlassian', label: 'The Atlassian account' },
  { value: 'saml', label: 'Your company’s sign-in' },
];

/** The Super Admin. */
export const ALIGN_ACCOUNT: readonly Topic[] = [
  textTopic('ALIGN_USERNAME', 'The Super Admin', 'Who may edit the connector, as they sign in to Jira Align.'),
  secretTopic({
    name: 'ALIGN_PASSWORD',
    title: 'The Super Admin’s password',
    why: 'With it the tool signs in to Jira Align, without a window.',
    none: BY_HAND,
  }),
  secretTopic(codes('ALIGN', 'The Super Admin’s one-time codes', (answers) => signInOf(answers) !== 'manual')),
];

/** The connector, and what proves whose it is. */
export const CONNECTOR: readonly Topic[] = [
  textTopic('CONNECTOR', 'The connector', 'Its exact name in Jira Align, capitals aside, or its id.'),
  textTopic(
    'CANARY_ISSUE',
    'The canary issue',
    'An issue that only the connector edits. Empty: whose it is stays unproven.',
    { optional: true, example: 'OPS-7' },
  ),
  textTopic(
    'APPLICATION',
    'The application',
    'The name that the consent screen must show. Empty: any, and it is told.',
    { optional: true, example: 'Jira Align' },
  ),
];

/** What seals the sessions that are kept. */
export const SESSION_KEY: Topic = secretTopic({
  name: 'SESSION_KEY',
  title: 'The key of kept sessions',
  why: 'It seals the session. Whoever has both is signed in.',
  isMade: true,
  isAsked: (answers) => accountsByHand(answers).length > 0,
});

/** Everything that a file of settings is asked for. */
export const ALL: readonly Topic[] = [
  ...[...JIRA_SITE, ...JIRA_ACCOUNT, ...ALIGN_SITE, ...ALIGN_ACCOUNT],
  ...[SESSION_KEY, ...CONNECTOR],
];

/** The accounts whose password was not given, as `login` calls them. */
export function accountsByHand(answers: Answers): readonly ('service' | 'admin')[] {
  const isGiven = (name: string): boolean => [...answers.keys()].some((each) => each.startsWith(name));
  return [
    ...(isGiven('JIRA_PASSWORD') ? [] : (['service'] as const)),
    ...(isGiven('ALIGN_PASSWORD') ? [] : (['admin'] as const)),
  ];
}

function codes(side: 'JIRA' | 'ALIGN', title: string, isAsked: Topic['isAsked']): SecretAsked {
  return {
    name: `${side}_TOTP_SECRET`,
    title,
    why: 'Where sign-in asks for a code: the key an authenticator was set up with.',
    none: NO_CODES,
    code: `${side}_TOTP_COMMAND`,
    // Who signs in by hand types the code too.
    isAsked: (answers) => [...answers.keys()].some((each) => each.startsWith(`${side}_PASSWORD`)) && isAsked(answers),
  };
}

function isOnAtlassianNet(answers: Answers): boolean {
  const known = new Map(withAnswer('', '', answers));
  known.delete('ATLASSIAN_ID_URL');
  return atlassianIdOf(readVariables(known, [])) !== null;
}

function signInOf(answers: Answers): string {
  const answer = answers.get('ALIGN_SIGN_IN');
  return typeof answer === 'string' ? answer : 'manual';
}
