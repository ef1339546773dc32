import { type Control, PRESSABLE } from './control.js';
import { ATLASSIAN_ID as NEWEST, OLDER_ATLASSIAN_ID as OLDER, guessed, known } from './known.js';

const screen = 'Atlassian ID';
const GUESS = guessed(NEWEST);

/** Atlassian ID's forms, newest ids first; texts in the languages that were seen, last (docs/facts.md, Atlassian ID). */
export const atlassianId = {
  username: {
    name: 'atlassian.username',
    purpose: 'takes the e-mail of the account',
    ...{ screen, use: 'navigates' },
    ladder: [
      ...known(NEWEST, { by: 'css', selector: '[data-testid="username"]' }),
      ...known(OLDER, { by: 'css', selector: '#username, [id^="username-uid"]' }),
      ...known(OLDER, { by: 'css', selector: 'input[name="username"]' }),
      ...known(NEWEST, { by: 'label', texts: ['Email', 'Email address'] }),
    ],
  },
  /** In the document at the e-mail step already: it counts once it can be seen and typed into. */
  password: {
    name: 'atlassian.password',
    purpose: 'takes the password',
    ...{ screen, use: 'secret', holds: 'password' },
    ladder: [
      ...known(NEWEST, { by: 'css', selector: '[data-testid="password"]:read-write' }),
      ...known(OLDER, { by: 'css', selector: '#password:read-write' }),
      ...known(OLDER, { by: 'css', selector: 'input[name="password"]:read-write' }),
      ...known(NEWEST, { by: 'label', texts: ['Password'] }),
    ],
  },
  /** One node for both steps: “Continue”, then “Log in”. Matched whole, since the provider buttons begin with “Continue with”. */
  submit: {
    name: 'atlassian.submit',
    purpose: 'sends the e-mail, then the password',
    ...{ screen, use: 'secret', holds: 'neither' },
    ladder: [
      ...known(NEWEST, { by: 'css', selector: '[data-testid="login-submit-idf-testid"]' }),
      ...known(OLDER, { by: 'css', selector: '#login-submit' }),
      ...known(NEWEST, { by: 'role', roles: ['button'], names: ['Continue', 'Log in'] }),
    ],
  },
  refusal: {
    name: 'atlassian.refusal',
    purpose: 'says that the sign-in was refused',
    ...{ screen, use: 'reads' },
    ladder: [
      ...known(NEWEST, { by: 'css', selector: '[data-testid="form-error--content"]' }),
      ...known(OLDER, { by: 'css', selector: '#login-error' }),
      ...known(OLDER, { by: 'css', selector: '[role="alert"]:not(:empty)' }),
    ],
  },
  captcha: {
    name: 'atlassian.captcha',
    purpose: 'asks for what only a person may do',
    ...{ screen, use: 'reads' },
    // The invisible kind of captcha leaves a badge on pages that ask nothing.
    ladder: known(NEWEST, {
      by: 'css',
      selector: 'iframe[src*="recaptcha"]:not([src*="size=invisible"], .grecaptcha-badge *), [data-testid*="captcha"]',
    }),
  },
  code: {
    name: 'atlassian.code',
    purpose: 'takes a one-time code',
    ...{ screen, use: 'secret', holds: 'code' },
    ladder: [
      ...known(NEWEST, { by: 'css', selector: '#two-step-verification-otp-code-input' }),
      ...known(NEWEST, { by: 'css', selector: 'input[name="otpCode"]' }),
      ...known(NEWEST, { by: 'label', texts: ['6-digit verification code'] }),
    ],
  },
  /** The id stands on the button itself, or on a wrapper around it. */
  codeSubmit: {
    name: 'atlassian.codeSubmit',
    purpose: 'sends a one-time code',
    ...{ screen, use: 'secret', holds: 'neither' },
    ladder: [
      ...known(NEWEST, { by: 'css', selector: 'button#two-step-verification-submit' }),
      ...known(NEWEST, { by: 'css', selector: '#two-step-verification-submit button' }),
      ...known(NEWEST, { by: 'role', roles: ['button'], names: ['Log in', 'Verify'] }),
    ],
  },
  dismissPromotion: {
    name: 'atlassian.dismissPromotion',
    purpose: 'puts off the offer to set up two-step verification',
    ...{ screen, use: 'navigates' },
    ladder: [
      ...known(NEWEST, { by: 'css', selector: '[data-testid="mfa-promote-dismiss-idf-testid"]' }),
      ...known(NEWEST, { by: 'css', selector: '#mfa-promote-dismiss' }),
    ],
  },
  /** Its wording is unknown. */
  anotherAccount: {
    name: 'atlassian.anotherAccount',
    purpose: 'in the choice between remembered accounts: none of them',
    ...{ screen, use: 'navigates' },
    ladder: known(GUESS, {
      by: 'role',
      roles: PRESSABLE,
      names: [
        'Log in to a different account',
        'Log in with a different account',
        'Log in with another account',
        'Use another account',
        'Use a different account',
        'Add another account',
      ],
    }),
  },
  joining: {
    name: 'atlassian.joining',
    purpose: 'whatever can be pressed on the page between sign-in and site, which mostly is none',
    ...{ screen, use: 'reads' },
    ladder: known(GUESS, { by: 'css', selector: 'button, [role="button"], input[type="submit"]' }),
  },
  logOut: {
    name: 'atlassian.logOut',
    purpose: 'ends the Atlassian session of this browser',
    ...{ screen, use: 'navigates' },
    ladder: [
      ...known(NEWEST, { by: 'css', selector: '[data-testid="logout-button"]' }),
      ...known(NEWEST, { by: 'css', selector: '#logout-submit' }),
      ...known(GUESS, { by: 'role', roles: ['button'], names: ['Log out'] }),
    ],
  },
} as const satisfies Record<string, Control>;
