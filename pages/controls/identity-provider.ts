import type { Control } from './control.js';
import { known } from './known.js';

const screen = 'an identity provider’s login form';
const ANY = { of: 'login forms in general', trust: '?', facts: 'Atlassian ID' } as const;

/** An identity provider's login pages. Whose they are is unknown, so that these are what login pages mostly have; a controls file says better. */
export const identityProvider = {
  username: {
    name: 'idp.username',
    purpose: 'takes the user name',
    ...{ screen, use: 'navigates' },
    ladder: known(
      ANY,
      { by: 'css', selector: 'input[autocomplete~="username"]' },
      { by: 'css', selector: 'input[type="email"]' },
      { by: 'css', selector: 'input:is([name="username"], [name="login"], [name="loginfmt"], [name="identifier"])' },
      { by: 'label', texts: ['Username', 'User name', 'Email', 'Email address'] },
    ),
  },
  password: {
    name: 'idp.password',
    purpose: 'takes the password',
    ...{ screen, use: 'secret', holds: 'password' },
    ladder: known(
      ANY,
      { by: 'css', selector: 'input[autocomplete~="current-password"]:read-write' },
      { by: 'css', selector: 'input[type="password"]:read-write' },
    ),
  },
  submit: {
    name: 'idp.submit',
    purpose: 'sends the user name or the password',
    ...{ screen, use: 'secret', holds: 'neither' },
    ladder: known(
      ANY,
      { by: 'css', selector: 'form:has(input) :is(button, input)[type="submit"]' },
      { by: 'role', roles: ['button'], names: ['Sign in', 'Log in', 'Next', 'Continue'] },
    ),
  },
  code: {
    name: 'idp.code',
    purpose: 'takes a one-time code',
    ...{ screen, use: 'secret', holds: 'code' },
    ladder: known(ANY, { by: 'css', selector: 'input[autocomplete~="one-time-code"]' }),
  },
} as const satisfies Record<string, Control>;
