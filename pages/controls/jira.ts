import type { Control } from './control.js';

/** The consent screen's two buttons, told apart by their form-field names (docs/facts.md, consent). */
export const consent = {
  allow: {
    name: 'consent.allow',
    ladder: [
      { by: 'css', selector: ':is(input, button)[name="approve"]' },
      { by: 'role', roles: ['button'], names: ['Allow'] },
    ],
  },
  deny: {
    name: 'consent.deny',
    ladder: [
      { by: 'css', selector: ':is(input, button)[name="deny"]' },
      { by: 'role', roles: ['button'], names: ['Deny'] },
    ],
  },
} as const satisfies Record<string, Control>;

/** The list of applications that the signed-in account has allowed. */
export const authorisedApplications = {
  title: {
    name: 'applications.title',
    ladder: [
      { by: 'role', roles: ['heading'], names: ['Authorized Applications', 'Authorised Applications'] },
      { by: 'text', texts: ['Authorized Applications', 'Authorised Applications'] },
    ],
  },
} as const satisfies Record<string, Control>;
