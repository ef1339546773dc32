import type { Variants } from '../../fixtures/sites/index.js';

/** A run, and where it is to end. */
export interface Row {
  readonly name: string;
  readonly command: 'swap' | 'verify';
  readonly variants: Partial<Variants>;
  readonly settings: Readonly<Record<string, string>>;
  /** The step that fails; `null` where the run comes to its end all the same. */
  readonly step: string | null;
  readonly exitCode: number;
  /** What must have been said on stderr when SIGTERM is sent. */
  readonly stopAfter?: string;
  readonly isThroughProxy?: boolean;
}

/** Steps that talk to no site: no site can make them fail. */
export const WITHOUT_SITE = ['Open the browser', 'Hold the connector', 'Check the connector'];

/** Short enough that a run that fails ends soon, long enough for a machine that is busy. */
const PATIENCE = {
  TIMEOUT_SIGN_IN: '30',
  TIMEOUT_REQUEST_TOKEN: '6',
  TIMEOUT_LABEL: '8',
  TIMEOUT_CONNECTIVITY: '8',
  TIMEOUT_ATTRIBUTION: '5',
  TIMEOUT_ACTION: '8',
  JIRA_PROJECTS: 'OPS',
};
const SHORT_SIGN_IN = { TIMEOUT_SIGN_IN: '12' };

type More = Partial<Omit<Row, 'name' | 'command' | 'step' | 'exitCode'>>;

function row(command: Row['command'], name: string, step: string | null, exitCode: number, more: More = {}): Row {
  const { variants = {}, settings = {}, ...others } = more;
  const ownership = command === 'verify' ? ({ owner: 'service' } as const) : {};
  return {
    name,
    command,
    step,
    exitCode,
    variants: { ...ownership, ...variants },
    settings: { ...PATIENCE, ...settings },
    ...others,
  };
}

function fault(
  command: Row['command'],
  where: Variants['fault'],
  step: string | null,
  exitCode: number,
  more: More = {},
): Row {
  return row(command, where, step, exitCode, { ...more, variants: { fault: where, ...more.variants } });
}

const JIRA = 'Sign in to Jira as the service account';
const ALIGN = 'Sign in to Jira Align as the Super Admin';
const CONNECTOR = 'Open the connector';
const AS_IT_IS = 'Test the connection as it is';
const CHECKS = 'Check everything else that can be checked';
const REAUTHORIZE = 'Reauthorize the Jira OAuth access and wait for the request token';
const REQUEST = 'Request Jira for access';
const ALLOW = 'Allow access as the service account';
const RETURNED = 'Wait until the connector shows Reauthorize again';
const SAVE = 'Save the connector';
const TEST = 'Test the connection to Jira';
const PROOF = 'Prove whose connector it is';

/** Jira Align lets people in through the Atlassian account: the Super Admin first, then two contexts. */
const ONE_SESSION = { 'align-sign-in': 'atlassian', 'align-session': 'ends-with-atlassian' } as const;

const ENDS: readonly Row[] = [
  row('swap', 'to the end', null, 0, { isThroughProxy: true }),
  row('verify', 'to the end', null, 0, { isThroughProxy: true }),
  row('swap', 'to the end, in two contexts', null, 0, { variants: { ...ONE_SESSION, 'second-step': 'code' } }),
  row('verify', 'looks at Jira alone', null, 0, { settings: { ALIGN_URL: '' } }),
];

/** Steps without a site, made to fail by what is around them. */
const AROUND: readonly Row[] = [
  row('swap', 'no browser', 'Open the browser', 2, { settings: { BROWSER_PATH: '/bin/false' } }),
  row('swap', 'no folder for locks', 'Hold the connector', 2, { settings: { LOCK_DIR: '/dev/null/locks' } }),
  row('swap', 'not to be edited', 'Check the connector', 5, { variants: { role: 'read-only' } }),
];

const SIGN_INS: readonly Row[] = [
  fault('swap', 'at-jira-sign-in', JIRA, 11),
  fault('swap', 'after-jira-user-name', JIRA, 11, { settings: SHORT_SIGN_IN }),
  fault('swap', 'after-jira-password', JIRA, 11, { settings: SHORT_SIGN_IN }),
  fault('swap', 'after-jira-code', JIRA, 11, { variants: { 'second-step': 'code' }, settings: SHORT_SIGN_IN }),
  fault('swap', 'at-jira-return', JIRA, 11, { settings: SHORT_SIGN_IN }),
  fault('swap', 'at-jira-account', JIRA, 11, { settings: SHORT_SIGN_IN }),
  fault('swap', 'at-align-sign-in', ALIGN, 11),
  fault('swap', 'after-align-password', ALIGN, 11, { settings: SHORT_SIGN_IN }),
];

const CHECKED: readonly Row[] = [
  fault('swap', 'at-connector', CONNECTOR, 11),
  // What keeps the first test from being made is told, and stops nothing: the second fails. Only the run's own end stops the first.
  fault('swap', 'at-first-test', TEST, 7),
  {
    ...fault('swap', 'at-first-test', AS_IT_IS, 143, { stopAfter: 'The connectivity test takes long' }),
    name: 'at-first-test, ended by a signal',
  },
  fault('swap', 'at-grants', CHECKS, 11),
  fault('swap', 'at-session-check', CHECKS, 11),
  fault('swap', 'at-permissions', null, 0),
  fault('swap', 'at-canary', null, 0),
];

const PRESSED: readonly Row[] = [
  fault('swap', 'at-reauthorize', REAUTHORIZE, 7),
  fault('swap', 'at-request', REQUEST, 6, { settings: SHORT_SIGN_IN }),
  fault('swap', 'at-consent', ALLOW, 6),
  fault('swap', 'at-consent-session', ALLOW, 6),
  fault('swap', 'at-allow', RETURNED, 6),
  fault('swap', 'after-allow', RETURNED, 6),
  fault('swap', 'at-session-after-allow', null, 0),
  fault('swap', 'at-callback', RETURNED, 6),
  fault('swap', 'at-reopening', SAVE, 7),
  fault('swap', 'at-save', SAVE, 7),
  fault('swap', 'at-second-test', TEST, 7),
  fault('swap', 'at-proof', PROOF, 7),
  fault('swap', 'at-session-of-proof', null, 0),
];

const TWO_CONTEXTS: readonly Row[] = [
  fault('swap', 'at-atlassian-log-out', "End the Super Admin's session at Atlassian", 11, { variants: ONE_SESSION }),
  fault('swap', 'at-second-look', 'Look whether Jira Align is still signed in', 11, { variants: ONE_SESSION }),
  fault('swap', 'at-second-context', 'Move the service account to a second browser context', 11, {
    variants: ONE_SESSION,
  }),
  fault('swap', 'at-second-align-sign-in', `${ALIGN} again`, 11, {
    variants: ONE_SESSION,
    settings: { TIMEOUT_SIGN_IN: '15' },
  }),
];

const VERIFIED: readonly Row[] = [
  fault('verify', 'after-jira-password', JIRA, 11, { settings: SHORT_SIGN_IN }),
  fault('verify', 'after-align-password', ALIGN, 11, { settings: SHORT_SIGN_IN }),
  fault('verify', 'at-connector', CONNECTOR, 11),
  fault('verify', 'at-first-test', TEST, 7),
  fault('verify', 'at-grants', 'Read the grants and the canary', 11),
];

/** What a site calls an error of whoever asked is a screen that is not known, and is described. */
const BAD_REQUESTS: readonly Row[] = (
  [
    ['at-jira-return', JIRA, 9, 'none'],
    ['after-align-password', ALIGN, 9, 'none'],
    ['after-jira-code', JIRA, 3, 'code'],
  ] as const
).map(([where, step, exitCode, code]) => ({
  ...fault('swap', where, step, exitCode, {
    variants: { 'fault-status': '400', 'second-step': code },
    settings: SHORT_SIGN_IN,
  }),
  name: `${where}, as a bad request`,
}));

/** Every run: to the end, and into a failure at every step. */
export const ROWS: readonly Row[] = [
  ...ENDS,
  ...AROUND,
  ...SIGN_INS,
  ...CHECKED,
  ...PRESSED,
  ...TWO_CONTEXTS,
  ...VERIFIED,
  ...BAD_REQUESTS,
];
