import { expect, test } from '@playwright/test';

import { tabOf } from '../../fixtures/tab.js';
import { type ListSighting, lookForConnector } from '../../pages/connector-list.js';

const LIST_BOX = '<button role="combobox" aria-label="Connector" aria-expanded="false">';
/** Where the connector “Acme Jira” stands in each, and what is written on that which is pressed. */
const LISTS: readonly [what: string, html: string, is: string, pressed: string][] = [
  [
    'rows that can be pressed',
    '<table><tr><td>Acme Jira</td></tr><tr><td>Acme Jira 2</td></tr></table>',
    'entry',
    'Acme Jira',
  ],
  ['cards', '<div><span>Acme Jira</span></div><div><span>Beta Jira</span></div>', 'entry', 'Acme Jira'],
  [
    'cards with something that opens them',
    '<div><b>Acme Jira</b><p>OAuth</p><button id="a">Configure</button></div><div><b>Beta</b><button>Configure</button></div>',
    'entry',
    'Configure',
  ],
  [
    'a row that offers to edit it, and something beside',
    '<table><tr><td>Acme Jira</td><td><a href="#">Edit</a> <a href="#">View Logs</a></td></tr></table>',
    'entry',
    'Edit',
  ],
  [
    'a row whose button says which it opens',
    '<table><tr><td>Acme Jira</td><td><button aria-label="Edit Acme Jira">✎</button></td></tr></table>',
    'entry',
    '✎',
  ],
  [
    'a row that offers to edit it, and to view something of it',
    '<table><tr><td>Acme Jira</td><td><button>Edit</button> <button>View details</button></td></tr></table>',
    'entry',
    'Edit',
  ],
  [
    'a row whose only press says to those who can’t see it that it does something else',
    '<table><tr><td>Acme Jira</td><td><a href="#" aria-label="Sync now">&nbsp;</a></td></tr></table>',
    'entry',
    'Acme Jira',
  ],
  [
    'a row that says of its only press that it does something else',
    '<table><tr><td>Acme Jira</td><td><a href="#">Sync now</a></td></tr></table>',
    'entry',
    'Acme Jira',
  ],
  ['a title alone', '<h1>Acme Jira</h1>', 'nothing', ''],
  [
    'a dialog that is called like the chooser',
    '<div role="dialog" aria-label="Jira Connector"><a href="#">Acme Jira</a></div>',
    'entry',
    'Acme Jira',
  ],
  [
    'a field to search in that is called like the chooser',
    '<input type="search" aria-label="Connector" /><ul><li>Acme Jira</li></ul>',
    'entry',
    'Acme Jira',
  ],
  ['a list that a script draws', `${LIST_BOX}Choose…</button>`, 'closed', ''],
  [
    'one that says no more of itself',
    '<button aria-haspopup="listbox" aria-label="Connector">…</button>',
    'closed',
    '',
  ],
  ['one above names that can be pressed', `${LIST_BOX}All</button><ul><li>Acme Jira</li></ul>`, 'closed', 'Acme Jira'],
  ['one that has it chosen', `${LIST_BOX}Acme Jira</button>`, 'nothing', ''],
  [
    'a list of what was searched for',
    '<input role="combobox" aria-label="Search connectors" /><ul><li>Acme Jira</li></ul>',
    'entry',
    'Acme Jira',
  ],
];

/** What is written on that which would be pressed without opening a list; nothing where that is nothing. */
async function pressedBy(sighting: ListSighting): Promise<string> {
  const without = sighting.is === 'closed' ? sighting.otherwise : sighting;
  return without.is === 'entry' ? await without.press.innerText() : '';
}

for (const [what, html, is, pressed] of LISTS) {
  test(`a connector is found by its name: ${what}`, async ({ page }) => {
    await page.setContent(html);
    const sighting = await lookForConnector(tabOf(page), 'Acme Jira');
    expect(sighting.is).toBe(is);
    expect(await pressedBy(sighting)).toBe(pressed);
  });
}
