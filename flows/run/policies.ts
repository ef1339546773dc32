import { SwapError } from '../../pages/errors.js';

/** A rule of whoever manages the machine, by which a browser lets itself not be driven, and how it is known. */
interface Policy {
  readonly name: string;
  readonly value: string;
  readonly forbids: string;
  readonly said: RegExp;
}

/** Seen with Chromium 156 and each of these in force. Chrome and Edge share the names; Chromium's headless shell heeds none. */
const POLICIES: readonly Policy[] = [
  {
    name: 'RemoteDebuggingAllowed',
    value: 'true',
    forbids: 'being driven by a program',
    said: /DevTools remote debugging is disallowed by the system admin/,
  },
  {
    name: 'HeadlessMode',
    value: '1 (or run with --headed)',
    forbids: 'running without a window',
    said: /Headless mode is disallowed by the system admin/,
  },
  {
    name: 'DeveloperToolsAvailability',
    value: '1',
    forbids: 'programs in its pages',
    // The browser starts and then shows Playwright no page at all; these are the words of 1.65.1 for it.
    said: /newPage: Cannot read properties of undefined \(reading '_page'\)/,
  },
];

/** The reason to stop where a policy of the machine keeps the browser from being driven; `null` where none is recognised. */
export function forbiddenByPolicy(error: unknown): SwapError | null {
  const text = error instanceof Error ? error.message : '';
  const policy = POLICIES.find(({ said }) => said.test(text));
  if (policy === undefined) return null;
  return new SwapError(
    'no-browser',
    `This machine's managed browser forbids ${policy.forbids}: its policy ${policy.name}.`,
    [
      'Policies are set by whoever manages this machine; chrome://policy lists them. Either',
      `  ask them, for the user that runs this, to set ${policy.name} to ${policy.value}, or`,
      '  use a browser that they do not manage: npx playwright install chromium, or BROWSER_PATH=<path>',
    ].join('\n'),
  );
}
