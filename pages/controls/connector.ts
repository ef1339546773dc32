import type { Control } from './control.js';
import { WINDOW, WINDOW_2022, guessed, known, labelled, written } from './known.js';

const REAUTHORIZE = ['Reauthorize Jira OAuth access'] as const;
const AUTHORIZE = ['Authorize Jira OAuth access'] as const;
const REQUEST = ['Request Jira for access', 'Request for Jira access'] as const;
const SAVE = ['Save'] as const;
const TEST = ['Test connecting to /rest/api2/serverinfo', 'Test connecting to /rest/api/2/serverInfo'] as const;

const screen = 'the connector window';

/** The connector window's fields and buttons (docs/facts.md, the connector window). The button's label is the state. */
export const connector = {
  connectorName: {
    name: 'connector.name',
    purpose: 'the connector’s name, which tells whose window it is',
    ...{ screen, use: 'reads' },
    ladder: labelled('txtConnectorName', 'Connector Name', 'Name'),
  },
  jiraLink: {
    name: 'connector.jiraLink',
    purpose: 'the link to Jira’s issues, one of the three fields by which the window is recognised',
    ...{ screen, use: 'reads' },
    ladder: labelled('txtURL', 'Jira Link'),
  },
  apiUrl: {
    name: 'connector.apiUrl',
    purpose: 'the address of Jira’s API, one of the three fields by which the window is recognised',
    ...{ screen, use: 'reads' },
    ladder: labelled('txtAPIURL', 'Jira API URL'),
  },
  authenticationType: {
    name: 'connector.authenticationType',
    purpose: 'OAuth or not, one of the three fields by which the window is recognised',
    ...{ screen, use: 'reads' },
    ladder: [
      ...labelled('ddlAuthType', 'Authentication Type'),
      ...known(guessed(WINDOW), {
        by: 'role',
        roles: ['combobox', 'radiogroup', 'group'],
        names: ['Authentication Type'],
      }),
    ],
  },
  reauthorize: {
    name: 'connector.reauthorize',
    purpose: 'asks for a new token where there is one; that it is there says that the connector is authorised',
    ...{ screen, use: 'presses', labels: REAUTHORIZE, mustName: 'Jira' },
    ladder: written(WINDOW, ...REAUTHORIZE),
  },
  authorize: {
    name: 'connector.authorize',
    purpose: 'asks for a token where there is none; that it is there says that the connector is not authorised',
    ...{ screen, use: 'presses', labels: AUTHORIZE, mustName: 'Jira' },
    ladder: written(WINDOW, ...AUTHORIZE),
  },
  request: {
    name: 'connector.request',
    purpose: 'opens Jira’s consent screen; that it is there says that a request token is ready',
    ...{ screen, use: 'presses', labels: REQUEST, mustName: 'Jira' },
    ladder: written(WINDOW, ...REQUEST),
  },
  save: {
    name: 'connector.save',
    purpose: 'saves the connector',
    ...{ screen, use: 'presses', labels: SAVE },
    ladder: [
      ...known(WINDOW_2022, {
        by: 'css',
        selector: ':is(input, button):is([name="btnUpdateConnectors"], [id="btnUpdateConnectors"])',
      }),
      ...written(WINDOW, ...SAVE),
    ],
  },
  test: {
    name: 'connector.test',
    purpose: 'tests the connection to Jira',
    ...{ screen, use: 'presses', labels: TEST },
    ladder: written(WINDOW, ...TEST),
  },
  serviceLight: {
    name: 'connector.serviceLight',
    purpose: 'green where the connector is active',
    ...{ screen, use: 'reads' },
    ladder: [
      ...known(WINDOW, { by: 'text', texts: ['Service Light'] }),
      ...known(guessed(WINDOW), {
        by: 'css',
        selector: '[aria-label^="Service Light" i], [title^="Service Light" i], [alt^="Service Light" i]',
      }),
    ],
  },
} as const satisfies Record<string, Control>;
