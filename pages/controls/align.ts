import { type Control, PRESSABLE } from './control.js';
import { NAVIGATION, SIGN_IN_FORM, guessed, known, written } from './known.js';

const form = 'Jira Align’s sign-in form';
const navigation = 'Jira Align’s navigation';
const FORM_GUESS = guessed(SIGN_IN_FORM);

/** Jira Align's own sign-in form. Its field ids are unknown (docs/facts.md, signing in to Jira Align). */
export const alignSignIn = {
  username: {
    name: 'align.username',
    purpose: 'takes the Super Admin’s e-mail',
    ...{ screen: form, use: 'navigates' },
    ladder: known(
      FORM_GUESS,
      { by: 'css', selector: 'form:has(input[type="password"]) input[type="email"]' },
      {
        by: 'label',
        texts: ['Email', 'E-mail', 'Email address', 'Email or username', 'Username', 'User name'],
      },
      { by: 'role', roles: ['textbox'], names: ['Email', 'E-mail', 'Email address', 'Username'] },
      { by: 'css', selector: 'form:has(input[type="password"]) input:is([type="text"], :not([type]))' },
      { by: 'css', selector: 'input[type="email"]' },
    ),
  },
  password: {
    name: 'align.password',
    purpose: 'takes the Super Admin’s password',
    ...{ screen: form, use: 'secret', holds: 'password' },
    ladder: known(FORM_GUESS, { by: 'label', texts: ['Password'] }, { by: 'css', selector: 'input[type="password"]' }),
  },
  submit: {
    name: 'align.submit',
    purpose: 'sends the Super Admin’s password',
    ...{ screen: form, use: 'secret', holds: 'neither' },
    ladder: [
      ...written(SIGN_IN_FORM, 'Sign Me In'),
      ...known(FORM_GUESS, {
        by: 'css',
        selector: 'form:has(input[type="password"]) :is(button, input)[type="submit"]',
      }),
    ],
  },
  /** Its wording is unknown. */
  singleSignOn: {
    name: 'align.singleSignOn',
    purpose: 'leads to Atlassian’s sign-in or an identity provider’s, where the form is switched off',
    ...{ screen: form, use: 'navigates' },
    ladder: written(
      FORM_GUESS,
      'Single Sign-On',
      'Sign in with SSO',
      'Sign in with Single Sign-On',
      'Log in with SSO',
      'SSO',
      'Log in with Atlassian',
      'Sign in with Atlassian',
      'Continue with Atlassian',
      'Continue with Atlassian account',
      'Continue with your Atlassian account',
      'Log in with your Atlassian account',
      'Log in with Atlassian account',
      'Sign in with your Atlassian account',
    ),
  },
} as const satisfies Record<string, Control>;

/** The way to the connectors: newer navigation at the top, older at the bottom left (docs/facts.md, getting to the connector). */
export const alignNavigation = {
  settings: {
    name: 'navigation.settings',
    purpose: 'opens the settings; that it is there says that somebody is signed in',
    ...{ screen: navigation, use: 'navigates' },
    ladder: [
      ...known(
        NAVIGATION,
        { by: 'role', roles: PRESSABLE, names: ['Settings', 'Administration'] },
        // A gear has its sign as its name where only a tooltip says what it is.
        {
          by: 'css',
          selector: ':is(a, button, input, [role="button"]):is([title="Settings" i], [title="Administration" i])',
        },
      ),
      ...known(guessed(NAVIGATION), { by: 'text', texts: ['Settings', 'Administration'] }),
    ],
  },
  connectors: {
    name: 'navigation.connectors',
    purpose: 'the section of the connectors, which may have to be opened',
    ...{ screen: navigation, use: 'navigates' },
    // Where the section is open already, its name is a heading.
    ladder: known(
      NAVIGATION,
      { by: 'role', roles: PRESSABLE, names: ['Connectors', 'Connector'] },
      { by: 'text', texts: ['Connectors', 'Connector'] },
    ),
  },
  jiraSettings: {
    name: 'navigation.jiraSettings',
    purpose: 'leads to the settings of Jira',
    ...{ screen: navigation, use: 'navigates' },
    ladder: written(NAVIGATION, 'Jira Settings'),
  },
  jiraConnectors: {
    name: 'navigation.jiraConnectors',
    purpose: 'leads to the connectors',
    ...{ screen: navigation, use: 'navigates' },
    ladder: written(NAVIGATION, 'Jira Connectors'),
  },
  chooser: {
    name: 'navigation.chooser',
    purpose: 'offers the connectors to choose from',
    ...{ screen: navigation, use: 'navigates' },
    ladder: [
      ...known(
        { ...NAVIGATION, of: 'Jira Align 10.107.4 (May 2022)' },
        { by: 'css', selector: 'select:is([name="cmbJiraConnectorID"], [id="cmbJiraConnectorID"])' },
      ),
      ...known(guessed(NAVIGATION), {
        by: 'label',
        texts: ['Jira Connector', 'Connector', 'Select connector', 'Select a connector'],
      }),
    ],
  },
} as const satisfies Record<string, Control>;
