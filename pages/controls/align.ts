import { type Control, PRESSABLE, written } from './control.js';

/** Jira Align's own sign-in form. Its field ids are unknown (docs/facts.md, signing in to Jira Align). */
export const alignSignIn = {
  username: {
    name: 'align.username',
    ladder: [
      { by: 'css', selector: 'form:has(input[type="password"]) input[type="email"]' },
      {
        by: 'label',
        texts: ['Email', 'E-mail', 'Email address', 'Email or username', 'Username', 'User name'],
      },
      { by: 'role', roles: ['textbox'], names: ['Email', 'E-mail', 'Email address', 'Username'] },
      { by: 'css', selector: 'form:has(input[type="password"]) input:is([type="text"], :not([type]))' },
      { by: 'css', selector: 'input[type="email"]' },
    ],
  },
  password: {
    name: 'align.password',
    ladder: [
      { by: 'label', texts: ['Password'] },
      { by: 'css', selector: 'input[type="password"]' },
    ],
  },
  submit: {
    name: 'align.submit',
    ladder: [
      ...written('Sign Me In'),
      { by: 'css', selector: 'form:has(input[type="password"]) :is(button, input)[type="submit"]' },
    ],
  },
  /** The way to Atlassian's sign-in or an identity provider's, where the form is switched off. Its wording is unknown. */
  singleSignOn: {
    name: 'align.singleSignOn',
    ladder: written(
      'Single Sign-On',
      'Sign in with SSO',
      'Sign in with Single Sign-On',
      'Log in with SSO',
      'SSO',
      'Log in with Atlassian',
      'Sign in with Atlassian',
      'Continue with Atlassian',
      'Log in with Atlassian account',
      'Sign in with your Atlassian account',
    ),
  },
} as const satisfies Record<string, Control>;

/** The way to the connectors: newer navigation at the top, older at the bottom left (docs/facts.md, getting to the connector). */
export const alignNavigation = {
  settings: {
    name: 'navigation.settings',
    ladder: [
      { by: 'role', roles: PRESSABLE, names: ['Settings', 'Administration'] },
      // A gear has its sign as its name where only a tooltip says what it is.
      {
        by: 'css',
        selector: ':is(a, button, input, [role="button"]):is([title="Settings" i], [title="Administration" i])',
      },
      { by: 'text', texts: ['Settings', 'Administration'] },
    ],
  },
  connectors: { name: 'navigation.connectors', ladder: written('Connectors', 'Connector') },
  jiraSettings: { name: 'navigation.jiraSettings', ladder: written('Jira Settings') },
  jiraConnectors: { name: 'navigation.jiraConnectors', ladder: written('Jira Connectors') },
  chooser: {
    name: 'navigation.chooser',
    ladder: [
      { by: 'css', selector: 'select:is([name="cmbJiraConnectorID"], [id="cmbJiraConnectorID"])' },
      { by: 'label', texts: ['Jira Connector', 'Connector', 'Select connector', 'Select a connector'] },
    ],
  },
} as const satisfies Record<string, Control>;
