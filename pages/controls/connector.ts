import { type Control, labelled, written } from './control.js';

/** The connector window's fields and buttons (docs/facts.md, the connector window). The button's label is the state. */
export const connector = {
  connectorName: { name: 'connector.name', ladder: labelled('txtConnectorName', 'Connector Name', 'Name') },
  jiraLink: { name: 'connector.jiraLink', ladder: labelled('txtURL', 'Jira Link') },
  apiUrl: { name: 'connector.apiUrl', ladder: labelled('txtAPIURL', 'Jira API URL') },
  authenticationType: {
    name: 'connector.authenticationType',
    ladder: [
      ...labelled('ddlAuthType', 'Authentication Type'),
      { by: 'role', roles: ['combobox', 'radiogroup', 'group'], names: ['Authentication Type'] },
    ],
  },
  reauthorize: { name: 'connector.reauthorize', ladder: written('Reauthorize Jira OAuth access') },
  authorize: { name: 'connector.authorize', ladder: written('Authorize Jira OAuth access') },
  request: {
    name: 'connector.request',
    ladder: written('Request Jira for access', 'Request for Jira access'),
  },
  save: {
    name: 'connector.save',
    ladder: [
      {
        by: 'css',
        selector: ':is(input, button):is([name="btnUpdateConnectors"], [id="btnUpdateConnectors"])',
      },
      ...written('Save'),
    ],
  },
  test: {
    name: 'connector.test',
    ladder: written('Test connecting to /rest/api2/serverinfo', 'Test connecting to /rest/api/2/serverInfo'),
  },
  serviceLight: {
    name: 'connector.serviceLight',
    ladder: [
      { by: 'text', texts: ['Service Light'] },
      {
        by: 'css',
        selector: '[aria-label^="Service Light" i], [title^="Service Light" i], [alt^="Service Light" i]',
      },
    ],
  },
} as const satisfies Record<string, Control>;
