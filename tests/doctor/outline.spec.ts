import { interfaceWords } from '../../flows/doctor/interface-words.js';
import { outlinePage } from '../../flows/doctor/outline.js';
import { tabOf } from '../../fixtures/tab.js';
import { expect, test } from '../../fixtures/test.js';
import { NO_OVERRIDES, type Overrides } from '../../pages/controls/overrides.js';
import { readOutline } from '../../pages/outline.js';

/** An operator's file that calls a control by a name of their own. */
const ACME: Overrides = {
  ...NO_OVERRIDES,
  controls: new Map([
    [
      'navigation.jiraConnectors',
      { before: [], keepsKnown: true, after: [], labels: ['Wexhumble connectors', 'Verbindungen'] },
    ],
  ]),
};

/** What stands on a page, and what an outline of it must say; nothing of Wexhumble, Zilbrix or 0501 may be in any. */
const SCREENS = [
  { name: 'a text beside its label', html: '<p>Signed in as Quo Zilbrix</p>', says: 'Signed in as xxxx' },
  {
    name: 'an e-mail and an address',
    html: '<p>q.zilbrix@wexhumble.example</p><p>https://wexhumble/x</p>',
    says: 'xxxx',
  },
  { name: 'numbers, also of other scripts', html: '<td>+1 0501</td><p>٠٥٠١ ０５０１</p>', says: '<p>0 0 </p>' },
  {
    name: 'a known name, in other capitals',
    html: '<h1>Jira Test</h1><div id="btnJiraTest">x</div>',
    says: '<h1>xxxx',
  },
  { name: 'a field, filled in', html: '<label for="a">Email</label><input id="a" value="Zilbrix">', says: 'Email' },
  { name: 'a text area', html: '<textarea>Zilbrix 0501</textarea>', says: '<textarea></textarea>' },
  { name: 'a list', html: '<select><option selected>Zilbrix</option></select>', says: '<select></select>' },
  { name: 'a text that can be edited', html: '<div contenteditable>Zilbrix 0501</div>', says: '<div></div>' },
  { name: 'a hidden field', html: '<input type="hidden" value="Zilbrix"><p>Save</p>', says: 'Save' },
  { name: 'what is not shown', html: '<p style="display:none">Zilbrix</p><p>Save</p>', says: 'Save' },
  {
    name: 'attributes that are not what they should be',
    html: '<div type="Zilbrix" role="Wexhumble" open="Zilbrix" aria-level="0501">Save</div>',
    says: '<div open="">Save </div>',
  },
  {
    name: 'elements of somebody’s own',
    html: '<wexhumble>Save</wexhumble><x-zilbrix>Save</x-zilbrix>',
    says: '<div>Save',
  },
  { name: 'ids', html: '<button id="save-zilbrix" name="btnSave0501">Save</button>', says: 'name="btnSave1"' },
  {
    name: 'a title and a placeholder',
    html: '<input title="Zilbrix’s" placeholder="Email of Zilbrix">',
    says: 'Email of xxxx',
  },
  { name: 'a button that is an input', html: '<input type="submit" value="Save Zilbrix">', says: 'value="Save xxxx"' },
  {
    name: 'what a file calls a control',
    html: '<button>Verbindungen</button>',
    says: '<button>Verbindungen </button>',
  },
  { name: 'a part of what a file says', html: '<h1>Wexhumble</h1><div id="wexhumble-prod">Save</div>', says: 'xxxx' },
  { name: 'markup in a text', html: '<p>&lt;b&gt;Zilbrix&lt;/b&gt;</p><p>Save</p>', says: 'Save' },
];

for (const { name, html, says } of SCREENS) {
  test(`an outline holds no name and nothing that was typed: ${name}`, async ({ page }) => {
    await page.setContent(html);
    const outline = await readOutline(tabOf(page).page.mainFrame());
    const words = interfaceWords(ACME, ['jira test', 'q.zilbrix@wexhumble.example']);
    const written = outlinePage('a screen', outline === null ? [] : [outline], words);
    const body = written.slice(written.indexOf('<body>'));
    expect(body).toContain(says);
    expect(body).not.toMatch(/wexhumble|zilbrix|0501|٠٥٠١|０５０１|jira ?test/i);
  });
}
