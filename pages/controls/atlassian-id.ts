import { type Control, PRESSABLE } from './control.js';

/** Atlassian ID's forms, newest ids first; texts in the languages that were seen, last (docs/facts.md, Atlassian ID). */
export const atlassianId = {
  username: {
    name: 'atlassian.username',
    ladder: [
      { by: 'css', selector: '[data-testid="username"]' },
      { by: 'css', selector: '#username, [id^="username-uid"]' },
      { by: 'css', selector: 'input[name="username"]' },
      { by: 'label', texts: ['Email', 'Email address'] },
    ],
  },
  /** In the document at the e-mail step already: it counts once it can be seen and typed into. */
  password: {
    name: 'atlassian.password',
    ladder: [
      { by: 'css', selector: '[data-testid="password"]:read-write' },
      { by: 'css', selector: '#password:read-write' },
      { by: 'css', selector: 'input[name="password"]:read-write' },
      { by: 'label', texts: ['Password'] },
    ],
  },
  /** One node for both steps: “Continue”, then “Log in”. Matched whole, since the provider buttons begin with “Continue with”. */
  submit: {
    name: 'atlassian.submit',
    ladder: [
      { by: 'css', selector: '[data-testid="login-submit-idf-testid"]' },
      { by: 'css', selector: '#login-submit' },
      { by: 'role', roles: ['button'], names: ['Continue', 'Log in'] },
    ],
  },
  refusal: {
    name: 'atlassian.refusal',
    ladder: [
      { by: 'css', selector: '[data-testid="form-error--content"]' },
      { by: 'css', selector: '#login-error' },
      { by: 'css', selector: '[role="alert"]:not(:empty)' },
    ],
  },
  captcha: {
    name: 'atlassian.captcha',
    // The invisible kind of captcha leaves a badge on pages that ask nothing.
    ladder: [
      {
        by: 'css',
        selector:
          'iframe[src*="recaptcha"]:not([src*="size=invisible"], .grecaptcha-badge *), [data-testid*="captcha"]',
      },
    ],
  },
  code: {
    name: 'atlassian.code',
    ladder: [
      { by: 'css', selector: '#two-step-verification-otp-code-input' },
      { by: 'css', selector: 'input[name="otpCode"]' },
      { by: 'label', texts: ['6-digit verification code'] },
    ],
  },
  /** The id stands on the button itself, or on a wrapper around it. */
  codeSubmit: {
    name: 'atlassian.codeSubmit',
    ladder: [
      { by: 'css', selector: 'button#two-step-verification-submit' },
      { by: 'css', selector: '#two-step-verification-submit button' },
      { by: 'role', roles: ['button'], names: ['Log in', 'Verify'] },
    ],
  },
  /** The offer to set up two-step verification, put off. */
  dismissPromotion: {
    name: 'atlassian.dismissPromotion',
    ladder: [
      { by: 'css', selector: '[data-testid="mfa-promote-dismiss-idf-testid"]' },
      { by: 'css', selector: '#mfa-promote-dismiss' },
    ],
  },
  /** In the choice between remembered accounts: none of them. Its wording is unknown. */
  anotherAccount: {
    name: 'atlassian.anotherAccount',
    ladder: [
      {
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
      },
    ],
  },
  /** Whatever can be pressed on the page between sign-in and site, which mostly is none. */
  joining: {
    name: 'atlassian.joining',
    ladder: [{ by: 'css', selector: 'button, [role="button"], input[type="submit"]' }],
  },
  logOut: {
    name: 'atlassian.logOut',
    ladder: [
      { by: 'css', selector: '[data-testid="logout-button"]' },
      { by: 'css', selector: '#logout-submit' },
      { by: 'role', roles: ['button'], names: ['Log out'] },
    ],
  },
} as const satisfies Record<string, Control>;
