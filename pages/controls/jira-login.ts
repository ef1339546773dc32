import type { Control } from './control.js';

/**
 * The login forms of a Jira Data Center, told apart by what is there: the older page's and the dashboard gadget's, then that of
 * Jira 10 and 11 (docs/facts.md, Jira Data Center).
 */
export const jiraLogin = {
  username: {
    name: 'jira.username',
    ladder: [
      { by: 'css', selector: '#login-form-username' },
      { by: 'css', selector: '#username-field' },
      { by: 'css', selector: 'input[name="os_username"]' },
      { by: 'label', texts: ['Username'] },
    ],
  },
  password: {
    name: 'jira.password',
    ladder: [
      { by: 'css', selector: '#login-form-password:read-write' },
      { by: 'css', selector: '#password-field:read-write' },
      { by: 'css', selector: 'input[name="os_password"]:read-write' },
      { by: 'label', texts: ['Password'] },
    ],
  },
  submit: {
    name: 'jira.submit',
    ladder: [
      { by: 'css', selector: '#login-form-submit' },
      { by: 'css', selector: ':is(input, button)[id="login"]' },
      { by: 'css', selector: '#login-button' },
      { by: 'css', selector: 'form:has(input[type="password"]) :is(button, input)[type="submit"]' },
      { by: 'role', roles: ['button'], names: ['Log in', 'Login'] },
    ],
  },
  /** The way to the login page, on a dashboard that anybody may see. */
  logIn: {
    name: 'jira.logIn',
    ladder: [
      { by: 'css', selector: 'a[href*="/login.jsp"]' },
      { by: 'role', roles: ['link', 'button'], names: ['Log in', 'Login'] },
    ],
  },
  /** A word within the form says why it was refused, in whatever language. */
  refusal: {
    name: 'jira.refusal',
    ladder: [{ by: 'css', selector: 'form:has(input[type="password"]) .aui-message-error' }],
  },
  /** One elsewhere on the page may be about anything: its words must be those of a refusal. */
  message: {
    name: 'jira.message',
    ladder: [{ by: 'css', selector: '.aui-message-error' }],
  },
  captcha: {
    name: 'jira.captcha',
    ladder: [
      { by: 'css', selector: '#login-form-os-captcha' },
      { by: 'css', selector: 'input[name="os_captcha"]' },
      { by: 'css', selector: ':is(input, img, iframe):is([id*="captcha" i], [name*="captcha" i], [src*="captcha" i])' },
    ],
  },
  /** The two-step page's ids are unknown. */
  code: {
    name: 'jira.code',
    ladder: [
      { by: 'css', selector: 'input[autocomplete~="one-time-code"]' },
      { by: 'label', texts: ['Verification code', 'Enter verification code', 'Enter the verification code'] },
    ],
  },
  codeSubmit: {
    name: 'jira.codeSubmit',
    ladder: [
      { by: 'css', selector: 'form:has(input[autocomplete~="one-time-code"]) :is(button, input)[type="submit"]' },
      { by: 'role', roles: ['button'], names: ['Verify', 'Log in', 'Continue', 'Submit'] },
    ],
  },
} as const satisfies Record<string, Control>;
