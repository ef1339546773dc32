import type { Control } from './control.js';
import { JIRA_10, JIRA_LEGACY, guessed, known } from './known.js';

const screen = 'the login form of a Jira Data Center';
const GUESS = guessed(JIRA_10);

/**
 * The login forms of a Jira Data Center, told apart by what is there: the older page's and the dashboard gadget's, then that of
 * Jira 10 and 11 (docs/facts.md, Jira Data Center).
 */
export const jiraLogin = {
  username: {
    name: 'jira.username',
    purpose: 'takes the service account’s user name',
    ...{ screen, use: 'navigates' },
    ladder: [
      ...known(JIRA_LEGACY, { by: 'css', selector: '#login-form-username' }),
      ...known(JIRA_10, { by: 'css', selector: '#username-field' }),
      ...known(JIRA_LEGACY, { by: 'css', selector: 'input[name="os_username"]' }),
      ...known(GUESS, { by: 'label', texts: ['Username'] }),
    ],
  },
  password: {
    name: 'jira.password',
    purpose: 'takes the service account’s password',
    ...{ screen, use: 'secret', holds: 'password' },
    ladder: [
      ...known(JIRA_LEGACY, { by: 'css', selector: '#login-form-password:read-write' }),
      ...known(JIRA_10, { by: 'css', selector: '#password-field:read-write' }),
      ...known(JIRA_LEGACY, { by: 'css', selector: 'input[name="os_password"]:read-write' }),
      ...known(GUESS, { by: 'label', texts: ['Password'] }),
    ],
  },
  submit: {
    name: 'jira.submit',
    purpose: 'sends the service account’s password',
    ...{ screen, use: 'secret', holds: 'neither' },
    ladder: [
      ...known(JIRA_LEGACY, { by: 'css', selector: '#login-form-submit' }),
      ...known(JIRA_LEGACY, { by: 'css', selector: ':is(input, button)[id="login"]' }),
      ...known(JIRA_10, { by: 'css', selector: '#login-button' }),
      ...known(
        GUESS,
        { by: 'css', selector: 'form:has(input[type="password"]) :is(button, input)[type="submit"]' },
        { by: 'role', roles: ['button'], names: ['Log in', 'Login'] },
      ),
    ],
  },
  logIn: {
    name: 'jira.logIn',
    purpose: 'leads to the login page, from a dashboard that anybody may see',
    ...{ screen, use: 'navigates' },
    ladder: known(
      { ...JIRA_LEGACY, trust: 'K' },
      { by: 'css', selector: 'a[href*="/login.jsp"]' },
      { by: 'role', roles: ['link', 'button'], names: ['Log in', 'Login'] },
    ),
  },
  /** A word within the form says why it was refused, in whatever language. */
  refusal: {
    name: 'jira.refusal',
    purpose: 'says within the form that the sign-in was refused',
    ...{ screen, use: 'reads' },
    ladder: known(JIRA_LEGACY, { by: 'css', selector: 'form:has(input[type="password"]) .aui-message-error' }),
  },
  /** One elsewhere on the page may be about anything: its words must be those of a refusal. */
  message: {
    name: 'jira.message',
    purpose: 'says somewhere on the page that something was refused',
    ...{ screen, use: 'reads' },
    ladder: known(JIRA_LEGACY, { by: 'css', selector: '.aui-message-error' }),
  },
  captcha: {
    name: 'jira.captcha',
    purpose: 'asks for what only a person may do',
    ...{ screen, use: 'reads' },
    ladder: [
      ...known(JIRA_LEGACY, { by: 'css', selector: '#login-form-os-captcha' }),
      ...known(
        GUESS,
        { by: 'css', selector: 'input[name="os_captcha"]' },
        {
          by: 'css',
          selector: ':is(input, img, iframe):is([id*="captcha" i], [name*="captcha" i], [src*="captcha" i])',
        },
      ),
    ],
  },
  /** The two-step page's ids are unknown. */
  code: {
    name: 'jira.code',
    purpose: 'takes a one-time code',
    ...{ screen, use: 'secret', holds: 'code' },
    ladder: known(
      JIRA_10,
      { by: 'css', selector: 'input[autocomplete~="one-time-code"]' },
      { by: 'label', texts: ['Verification code', 'Enter verification code', 'Enter the verification code'] },
    ),
  },
  codeSubmit: {
    name: 'jira.codeSubmit',
    purpose: 'sends a one-time code',
    ...{ screen, use: 'secret', holds: 'neither' },
    ladder: known(
      GUESS,
      { by: 'css', selector: 'form:has(input[autocomplete~="one-time-code"]) :is(button, input)[type="submit"]' },
      { by: 'role', roles: ['button'], names: ['Verify', 'Log in', 'Continue', 'Submit'] },
    ),
  },
} as const satisfies Record<string, Control>;
