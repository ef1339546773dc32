import type { ElementHandle, Frame, Locator } from 'playwright';

import { connector as controls } from './controls/connector.js';
import { type Found, type Part, everyMatch, now, seen } from './controls/look.js';
import type { Tab } from './tab.js';

/** The connector window, as it was recognised by Jira Link, Jira API URL and Authentication Type: what is read and pressed lies inside it. */
export interface WindowPlace extends Part {
  readonly jiraLink: Found;
  readonly apiUrl: Found;
  readonly authenticationType: Found;
}

/** One button, whose label is its state. */
const STATES = [controls.reauthorize, controls.request, controls.authorize];

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
  const container = isDialog
    ? dialog
    : await around(tab, frame, jiraLink.locator, apiUrl.locator, authenticationType.locator);
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
async function around(
  tab: Tab,
  frame: Frame,
  jiraLink: Locator,
  apiUrl: Locator,
  authenticationType: Locator,
): Promise<Locator> {
  const own = partsAround(jiraLink);
  const fields = partsAround(apiUrl).and(partsAround(authenticationType));
  const held = [[controls.save], STATES, [controls.test]].map((any) => partsAround(everyMatch(tab, any, frame)));
  // Of all together one question asks, as long as each is there.
  const all = held.reduce((common, parts) => common.and(parts), own.and(fields));
  const common = await now(() => all.count(), 0);
  if (common > 0) return partAt(jiraLink, common);
  const shared = [...held.map((parts) => own.and(parts)), own.and(fields)];
  const [save = 0, ...others] = await Promise.all(shared.map((parts) => now(() => parts.count(), 0)));
  // What is not shown at all bounds nothing; without a Save there is no telling.
  if (save === 0) return frame.locator('body');
  return partAt(jiraLink, Math.min(...[save, ...others].filter((each) => each > 0)));
}

/** The part of the screen around a field that lies this deep. */
function partAt(field: Locator, depth: number): Locator {
  return field.locator(`xpath=(ancestor::*)[${depth}]`);
}

/** Every part of the screen around any of these: how many of them lie around others too tells how deep the smallest of those is. */
function partsAround(each: Locator): Locator {
  return each.locator('xpath=ancestor::*');
}

/**
 * Says how an element lies outside of the window that was recognised by its three fields, or `null` where it lies inside: no
 * other dialog, navigation or form may lie between them. The fields are looked for again only where they were replaced.
 */
export function outsideOf(place: WindowPlace): (element: ElementHandle) => Promise<string | null> {
  let fields: ElementHandle[] | null = null;
  return async (element) => {
    let between = fields === null ? 'gone' : await element.evaluate(whatLiesBetween, fields);
    if (between === 'gone') {
      fields = await fieldsOf(place).elementHandles();
      between = await element.evaluate(whatLiesBetween, fields);
    }
    return between === null ? null : OUTSIDE[between];
  };
}

const OUTSIDE = {
  gone: 'the three fields of the connector window are not there any more',
  part: 'it lies in another part of the screen than the fields of the connector',
  form: 'it belongs to another form than the fields of the connector',
} as const;

/** The three fields by which the window is recognised, for one question to all. */
export function fieldsOf({ jiraLink, apiUrl, authenticationType }: WindowPlace): Locator {
  return jiraLink.locator.or(apiUrl.locator).or(authenticationType.locator);
}

/** Runs in the page. */
function whatLiesBetween(element: Node, all: Node[]): keyof typeof OUTSIDE | null {
  const fields = all
    .filter((field) => field instanceof Element)
    .filter((field) => field.isConnected && field.checkVisibility({ visibilityProperty: true }));
  const bounds =
    'dialog, [role="dialog"], [aria-modal="true"], nav, [role="navigation"], [role="banner"], body > header';
  if (!(element instanceof Element) || fields.length < 3) return 'gone';
  for (let part: Element | null = element; part !== null; part = part.parentElement) {
    const around = part;
    if (fields.every((field) => around.contains(field))) break;
    if (part.matches(bounds)) return 'part';
  }
  // A field's form need not lie around it, and where no field lies in one, a form is another than theirs.
  const formOf = (part: Element): Element | null =>
    'form' in part && part.form instanceof Element ? part.form : part.closest('form');
  const own = formOf(element);
  return own !== null && fields.some((field) => formOf(field) !== own) ? 'form' : null;
}
