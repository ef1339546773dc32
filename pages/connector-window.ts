import { type Locator, type Request, errors } from 'playwright';

import { type TestSighting, classifyTest } from './connectivity.js';
import { connector as controls } from './controls/connector.js';
import type { Control } from './controls/control.js';
import { type Found, find, look, now, seen } from './controls/look.js';
import { describeScreen } from './describe-screen.js';
import { SwapError } from './errors.js';
import { type ServiceLight, readServiceLight } from './service-light.js';
import { type Setting, readSettings } from './settings.js';
import type { Tab } from './tab.js';
import { until } from './until.js';
import { newLines, visibleLines } from './visible-lines.js';
import { type WindowPlace, lookForFields, lookForWindow } from './window-place.js';

/** What the authorisation button's label says: the label is the state (docs/facts.md, fact 3). */
export type AuthorisationLabel = 'authorised' | 'requestable' | 'unauthorised';

/** What the window says of its connector. */
export interface ConnectorDetails {
  readonly id: string | null;
  readonly name: string | null;
  readonly jiraLink: string;
  readonly apiUrl: string;
  readonly authenticationType: string;
  readonly serviceLight: ServiceLight;
  /** False where a role or the list of Admins lets this account only look: controls are disabled. */
  readonly editable: boolean;
  readonly label: AuthorisationLabel | null;
}

const labels = [
  { label: 'authorised', control: controls.reauthorize },
  { label: 'requestable', control: controls.request },
  { label: 'unauthorised', control: controls.authorize },
] as const;

/** The connector window, whether it is a page, a dialog, a panel or a frame. What is pressed must lie inside it. */
export class ConnectorWindow {
  readonly #tab: Tab;

  constructor(tab: Tab) {
    this.#tab = tab;
  }

  /** True when the window can be seen now. */
  async isOpen(): Promise<boolean> {
    return (await lookForFields(this.#tab)) !== null;
  }

  /** The state that the button's label shows now, or `null` where the window or the label can't be seen. */
  async label(): Promise<AuthorisationLabel | null> {
    const place = await lookForWindow(this.#tab);
    return place === null ? null : await this.#labelIn(place.container);
  }

  /** Which connector's window it is, as far as it says so itself; `null` where it is not open now. */
  async identity(): Promise<{ id: string | null; name: string | null } | null> {
    const place = await lookForWindow(this.#tab);
    if (place === null) return null;
    const name = await seen(this.#tab, controls.connectorName, place.container);
    const values =
      name === null
        ? []
        : await now(
            () => name.locator.evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value)),
            [],
          );
    return { id: await connectorId(place), name: values[0]?.trim() ?? null };
  }

  /** What the window says of its connector. */
  async details(): Promise<ConnectorDetails> {
    const place = await this.#requirePlace();
    const { id, name } = (await this.identity()) ?? { id: null, name: null };
    const light = await seen(this.#tab, controls.serviceLight, place.container);
    return {
      id,
      name,
      jiraLink: await valueOf(place.jiraLink),
      apiUrl: await valueOf(place.apiUrl),
      authenticationType: await valueOf(place.authenticationType),
      serviceLight: light === null ? 'unknown' : await readServiceLight(light.locator),
      editable: await this.#isEditable(place.container),
      label: await this.#labelIn(place.container),
    };
  }

  /** Every setting that a person can see in the window. */
  async settings(): Promise<readonly Setting[]> {
    return await readSettings((await this.#requirePlace()).container);
  }

  /** Presses Reauthorize: the old token may be gone from here on (docs/facts.md, fact 5). */
  async pressReauthorize(): Promise<void> {
    await this.#press(controls.reauthorize);
  }

  /** Presses Authorize, which asks for a request token where there is none. */
  async pressAuthorize(): Promise<void> {
    await this.#press(controls.authorize);
  }

  /** Presses Request, which opens Jira's consent screen. */
  async pressRequest(): Promise<void> {
    await this.#press(controls.request);
  }

  /** Presses Save and waits until the browser has sent it and been answered; `false` where nothing was sent, or the answer broke off. */
  async pressSave(): Promise<boolean> {
    const page = this.#tab.page;
    const apiUrl = await valueOf((await this.#requirePlace()).apiUrl);
    // What a page reports to its server in the background is not the form.
    const carriesForm = (request: Request): boolean =>
      request.method() === 'POST' &&
      (request.isNavigationRequest() ||
        [apiUrl, encodeURIComponent(apiUrl)].some((each) => request.postData()?.includes(each) ?? false));
    const answered = page
      .waitForResponse((response) => carriesForm(response.request()), { timeout: this.#tab.patience })
      .then(
        (response) => response.status() < 400,
        () => false,
      );
    await this.#press(controls.save);
    return (await answered) && (await this.#isRead());
  }

  /** Presses the connectivity test and returns the lines that stood on the screen before, to tell its answer by. */
  async pressTest(): Promise<readonly string[]> {
    await this.#requirePlace();
    const before = await visibleLines(this.#tab);
    await this.#press(controls.test);
    return before;
  }

  /**
   * What the screen says of the test now, and the lines that are still the old ones: an answer in the very words of
   * the one before is told by its having been away meanwhile. `null` while the window can't be seen.
   */
  async testSighting(before: readonly string[]): Promise<{ sighting: TestSighting; before: readonly string[] } | null> {
    if (!(await this.isOpen())) return null;
    const now = await visibleLines(this.#tab);
    return {
      sighting: classifyTest(newLines(before, now)),
      before: before.filter((line) => now.includes(line)),
    };
  }

  async #press(control: Control): Promise<void> {
    // In front, as a person has it: Chromium hardly draws what lies behind, and a press waits for that.
    await this.#tab.page.bringToFront();
    const { container } = await this.#requirePlace();
    const { locator } = await find(this.#tab, control, container);
    if (!(await this.#isEnabled(locator))) {
      throw new SwapError(
        'control-disabled',
        `The control ${control.name} is disabled in the connector window.`,
        "Check that ALIGN_USERNAME may edit this connector: the connector's Admins, and the role of that account.",
      );
    }
    await locator.click({ timeout: this.#tab.patience, signal: this.#tab.signal });
  }

  /** Whether the page on its way has come, so that it can be read. */
  async #isRead(): Promise<boolean> {
    try {
      await this.#tab.page.waitForLoadState('domcontentloaded', { timeout: this.#tab.patience });
      return true;
    } catch (error) {
      if (error instanceof errors.TimeoutError) return false;
      throw error;
    }
  }

  /** Two labels at once say nothing. */
  async #labelIn(container: Locator): Promise<AuthorisationLabel | null> {
    const shown: AuthorisationLabel[] = [];
    for (const { label, control } of labels) {
      if ((await look(this.#tab, control, container)).kind !== 'absent') shown.push(label);
    }
    const [label, ...others] = shown;
    return others.length === 0 ? (label ?? null) : null;
  }

  async #isEditable(container: Locator): Promise<boolean> {
    const save = await seen(this.#tab, controls.save, container);
    if (save === null || !(await this.#isEnabled(save.locator))) return false;
    for (const { control } of labels) {
      const button = await seen(this.#tab, control, container);
      if (button !== null) return await this.#isEnabled(button.locator);
    }
    return true;
  }

  /** A link has no state of its own: that it is disabled is said by an attribute, or by its class alone. */
  async #isEnabled(locator: Locator): Promise<boolean> {
    const patience = { timeout: this.#tab.patience };
    if (!(await locator.isEnabled(patience))) return false;
    const marks = '[aria-disabled="true"], .disabled, .aspNetDisabled';
    return await locator.evaluate((element, selector) => !element.matches(selector), marks, patience);
  }

  async #requirePlace(): Promise<WindowPlace> {
    const place = await until(this.#tab, this.#tab.patience, () => lookForWindow(this.#tab));
    if (place !== null) return place;
    throw new SwapError(
      'unknown-screen',
      `The connector window, with Jira Link, Jira API URL and Authentication Type, can't be seen on ${await describeScreen(this.#tab.page)}.`,
      'Look at the screenshot of this step: the window differs from the one this version knows.',
    );
  }
}

/** What a field holds: what is typed, chosen or checked in it, else its text. */
async function valueOf({ locator }: Found): Promise<string> {
  const value = await locator.evaluate((element) => {
    if (element instanceof HTMLSelectElement) return element.selectedOptions[0]?.text ?? '';
    if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) return element.value;
    const checked = element.querySelector<HTMLInputElement>('input:checked');
    return checked?.labels?.[0]?.innerText ?? (element as HTMLElement).innerText;
  });
  return value.trim().replace(/\s+/g, ' ');
}

/** The connector's id: the number behind the field names, else `i` in the window's address (docs/facts.md, the form of 2022). */
async function connectorId({ frame, jiraLink }: WindowPlace): Promise<string | null> {
  const names = await jiraLink.locator.evaluate((element) => [element.getAttribute('name') ?? '', element.id]);
  const numbered = names.map((name) => /^[A-Za-z]+(\d+)$/.exec(name)?.[1]).find((id) => id !== undefined);
  return numbered ?? new URL(frame.url(), 'http://localhost').searchParams.get('i');
}
