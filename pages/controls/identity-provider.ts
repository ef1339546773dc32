import type { Control } from './control.js';

/** An identity provider's login pages. Whose they are is unknown, so that these are what login pages mostly have; a controls file says better. */
export const identityProvider = {
  username: {
    name: 'idp.username',
    ladder: [
      { by: 'css', selector: 'input[autocomplete~="username"]' },
      { by: 'css', selector: 'input[type="email"]' },
      { by: 'css', selector: 'input:is([name="username"], [name="login"], [name="loginfmt"], [name="identifier"])' },
      { by: 'label', texts: ['Username', 'User name', 'Email', 'Email address'] },
    ],
  },
  password: {
    name: 'idp.password',
    ladder: [
      { by: 'css', selector: 'input[autocomplete~="current-password"]:read-write' },
      { by: 'css', selector: 'input[type="password"]:read-write' },
    ],
  },
  submit: {
    name: 'idp.submit',
    ladder: [
      { by: 'css', selector: 'form:has(input) :is(button, input)[type="submit"]' },
      { by: 'role', roles: ['button'], names: ['Sign in', 'Log in', 'Next', 'Continue'] },
    ],
  },
  code: {
    name: 'idp.code',
    ladder: [{ by: 'css', selector: 'input[autocomplete~="one-time-code"]' }],
  },
} as const satisfies Record<string, Control>;
