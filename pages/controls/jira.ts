import type { Control } from './control.js';
import { CONSENT, known } from './known.js';

const screen = 'Jira’s consent screen';

/** The consent screen's two buttons, told apart by their form-field names (docs/facts.md, consent). */
export const consent = {
  allow: {
    name: 'consent.allow',
    purpose: 'allows the application to act as whoever is signed in',
    ...{ screen, use: 'presses', labels: ['Allow'], fieldName: 'approve' },
    ladder: known(
      CONSENT,
      { by: 'css', selector: ':is(input, button)[name="approve"]' },
      { by: 'role', roles: ['button'], names: ['Allow'] },
    ),
  },
  deny: {
    name: 'consent.deny',
    purpose: 'is never pressed: Allow counts only beside it, in the same form',
    ...{ screen, use: 'reads' },
    ladder: known(
      CONSENT,
      { by: 'css', selector: ':is(input, button)[name="deny"]' },
      { by: 'role', roles: ['button'], names: ['Deny'] },
    ),
  },
} as const satisfies Record<string, Control>;

/** The list of applications that the signed-in account has allowed. */
export const authorisedApplications = {
  title: {
    name: 'applications.title',
    purpose: 'the title of the list of applications that the account has allowed',
    screen: 'the list of authorised applications',
    use: 'reads',
    ladder: known(
      CONSENT,
      { by: 'role', roles: ['heading'], names: ['Authorized Applications', 'Authorised Applications'] },
      { by: 'text', texts: ['Authorized Applications', 'Authorised Applications'] },
    ),
  },
} as const satisfies Record<string, Control>;
