import type { ElementHandle, Frame, Locator } from 'playwright';

import { connector as controls } from './controls/connector.js';
import type { Control } from './controls/control.js';
import { type Found, type Part, everyMatch, now, seen } from './controls/look.js';
import type { Tab } from './tab.js';

/** The connector window, as it was recognised by Jira Link, Jira API URL and Authentication Type: what is read and pressed lies inside it. */
export interface WindowPlace extends Part {
  readonly jiraLink: Found;
  readonly apiUrl: Found;
  readonly authenticationType: Found;
}

/** What the window holds beside its fields, as far as it is shown; any one of each. */
const HELD: readonly (readonly Control[])[] = [
  [controls.save],
  [controls.reauthorize, controls.request, controls.authorize],
  [controls.test],
];

/** Looks once for the connector window, in every frame. */
export async function lookForWindow(tab: Tab): Promise<WindowPlace | null> {
  const fields = await lookForFields(tab);
  if (fields === null) return null;
  const { frame, jiraLink, apiUrl, authenticationType } = fields;
  const dialog = frame
    .locator('dialog, [role="dialog"], [aria-modal="true"]')
    .visible()
    .filter({ has: jiraLink.locator })
    .filter({ has: apiUrl.locator });
  const isDialog = (await now(() => dialog.count(), 0)) === 1;
  const container = isDialog ? dialog : await around(tab, frame, jiraLink, [apiUrl, authenticationType]);
  return { ...fields, container };
}

/** Looks once for the window's fields alone: they tell that it is open, and cost a quarter of what its bounds do. */
export async function lookForFields(tab: Tab): Promise<Omit<WindowPlace, 'container'> | null> {
  const jiraLink = await seen(tab, controls.jiraLink);
  if (jiraLink === null) return null;
  const { frame } = jiraLink;
  const [apiUrl, authenticationType] = await Promise.all([
    seen(tab, controls.apiUrl, frame),
    seen(tab, controls.authenticationType, frame),
  ]);
  if (apiUrl === null || authenticationType === null) return null;
  return { frame, jiraLink, apiUrl, authenticationType };
}

/**
 * The smallest part of the screen around the fields that has a Save, and whichever buttons of the connector there are.
 * A panel need not say that it is one, and the page beside it may have a Save and fields of its own.
 */
async function around(tab: Tab, frame: Frame, jiraLink: Found, fields: readonly Found[]): Promise<Locator> {
  const body = frame.locator('body');
  const [link] = await now(() => jiraLink.locator.elementHandles(), []);
  if (link === undefined) return body;
  const held = HELD.map((each) => each.map((control) => everyMatch(tab, control, frame)));
  const groups = [...fields.map(({ locator }) => [locator]), ...held];
  const depths = await Promise.all(groups.map((group) => sharedDepth(group, link)));
  const [saveDepth] = depths.slice(fields.length);
  if (saveDepth === undefined || saveDepth === 0) return body;
  const depth = Math.min(...depths.filter((each) => each > 0));
  return jiraLink.locator.locator(`xpath=(ancestor::*)[${depth}]`);
}

/** How many of the parts around an element also hold one of the others: the deeper, the nearer they lie together. */
async function sharedDepth(others: readonly Locator[], element: ElementHandle): Promise<number> {
  const [first, ...rest] = others;
  if (first === undefined) return 0;
  const any = rest.reduce((all, each) => all.or(each), first);
  const count = (matches: Element[], inner: Node): number =>
    Math.max(
      0,
      ...matches.map((match) => {
        let depth = 0;
        for (let part = inner.parentElement; part !== null; part = part.parentElement)
          if (part.contains(match)) depth += 1;
        return depth;
      }),
    );
  return await now(() => any.evaluateAll(count, element), 0);
}

/**
 * Says how an element lies outside of the window that was recognised by its three fields, or `null` where it lies inside: no
 * other dialog, navigation or form may lie between them.
 */
export async function outsideOf(
  { jiraLink, apiUrl, authenticationType }: WindowPlace,
  element: ElementHandle,
): Promise<string | null> {
  const fields = await Promise.all(
    [jiraLink, apiUrl, authenticationType].map(({ locator }) => locator.elementHandles()),
  );
  return await element.evaluate(whatLiesBetween, fields.flat());
}

/** Runs in the page. */
function whatLiesBetween(element: Node, fields: Node[]): string | null {
  const bounds =
    'dialog, [role="dialog"], [aria-modal="true"], nav, [role="navigation"], [role="banner"], body > header';
  const [first] = fields;
  if (!(element instanceof Element) || first === undefined || new Set(fields).size < 3)
    return 'the three fields of the connector window are not there any more';
  for (let part: Element | null = element; part !== null; part = part.parentElement) {
    const around = part;
    if (fields.every((field) => around.contains(field))) break;
    if (part.matches(bounds)) return 'it lies in another part of the screen than the fields of the connector';
  }
  const formOf = (node: Node): Element | null => (node instanceof Element ? node.closest('form') : null);
  const own = 'form' in element && element.form instanceof Element ? element.form : formOf(element);
  const form = formOf(first);
  return own !== null && form !== null && own !== form
    ? 'it belongs to another form than the fields of the connector'
    : null;
}
