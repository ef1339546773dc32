import { type TestSighting, classifyTest } from './connectivity.js';
import { connector as controls } from './controls/connector.js';
import type { PressControl } from './controls/control.js';
import { find, now, seen } from './controls/look.js';
import { type Pressing, pressCertain, requireCertain } from './controls/press.js';
import { describeScreen } from './describe-screen.js';
import { SwapError } from './errors.js';
import { isEnabled } from './is-enabled.js';
import { watchForSaveAnswer } from './save-answer.js';
import { type ServiceLight, readServiceLight } from './service-light.js';
import { type Setting, readSettings } from './settings.js';
import type { Tab } from './tab.js';
import { until } from './until.js';
import { newLines, visibleText } from './visible-lines.js';
import { type WindowIdentity, identityIn, isAnother, valueOf } from './window-fields.js';
import { type AuthorisationLabel, isEditable, labelIn, labels } from './window-labels.js';
import { type WindowPlace, lookForFields, lookForWindow, outsideOf } from './window-place.js';

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
  /** Every setting that a person can see in the window. */
  readonly settings: readonly Setting[];
}

/** The lines on a screen, and the page that the window lies in, by the time at which it was loaded; `null` while it is loading. */
export interface ShownBefore {
  readonly lines: readonly string[];
  readonly page: number | null;
}

/** What one look says of the test, and which of the lines of before still stand there. */
export interface TestLook {
  readonly sighting: TestSighting;
  readonly still: ShownBefore;
}

/** Milliseconds in which a script may fill the window. */
const SETTLES_IN = 3_000;

/**
 * The connector window, whether it is a page, a dialog, a panel or a frame. What is pressed must lie inside it, and `opened` is
 * which connector's it was when it was opened: in another's nothing is pressed.
 */
export class ConnectorWindow {
  readonly #tab: Tab;
  readonly #opened: WindowIdentity;

  constructor(tab: Tab, opened: WindowIdentity = { id: null, name: null }) {
    this.#tab = tab;
    this.#opened = opened;
  }

  /** True when the window can be seen now. */
  async isOpen(): Promise<boolean> {
    return (await lookForFields(this.#tab)) !== null;
  }

  /** The state that the button's label shows now, or `null` where the window or the label can't be seen. */
  async label(): Promise<AuthorisationLabel | null> {
    const place = await lookForWindow(this.#tab);
    return place === null ? null : await labelIn(this.#tab, place);
  }

  /** The same where it shows within the time of an action: in a window that was just opened a script may draw it late. */
  async shownLabel(): Promise<AuthorisationLabel | null> {
    return await until(this.#tab, this.#tab.patience, () => this.label());
  }

  /** Which connector's window it is, as far as it says so itself; `null` where it is not open now. */
  async identity(): Promise<WindowIdentity | null> {
    const place = await lookForWindow(this.#tab);
    return place === null ? null : await identityIn(this.#tab, place);
  }

  /**
   * What the window says of its connector, once two looks say the same, with an address, a label and something to press: a script
   * may fill a window after its fields show. What is not there soon is missing.
   */
  async details(): Promise<ConnectorDetails> {
    let last = await this.#detailsNow();
    await until(this.#tab, Math.min(SETTLES_IN, this.#tab.patience), async () => {
      const before = JSON.stringify(last);
      const shown = await now(() => this.#detailsNow(), null);
      if (shown === null) return null;
      last = shown;
      const isWhole = last.label !== null && last.editable && last.jiraLink !== '' && last.apiUrl !== '';
      return isWhole && JSON.stringify(last) === before ? true : null;
    });
    return last;
  }

  async #detailsNow(): Promise<ConnectorDetails> {
    const place = await this.#requirePlace();
    const [named, jiraLink, apiUrl, authenticationType, serviceLight, editable, label, settings] = await Promise.all([
      identityIn(this.#tab, place),
      valueOf(place.jiraLink),
      valueOf(place.apiUrl),
      valueOf(place.authenticationType),
      this.#lightIn(place),
      isEditable(this.#tab, place),
      labelIn(this.#tab, place),
      readSettings(place.container),
    ]);
    return { ...named, jiraLink, apiUrl, authenticationType, serviceLight, editable, label, settings };
  }

  /** Every setting that a person can see in the window; `null` where it can't be read now. */
  async settingsNow(): Promise<readonly Setting[] | null> {
    const place = await lookForWindow(this.#tab);
    return place === null ? null : await now(() => readSettings(place.container), null);
  }

  /**
   * Looks at everything that a swap presses here, as far as it is there already, so that what can't be pressed with certainty is
   * known before anything is pressed.
   * @throws SwapError `control-not-found`, `control-ambiguous` or `control-uncertain`.
   */
  async requireCertainPresses(): Promise<void> {
    const place = await this.#requirePlace();
    const shown = await labelIn(this.#tab, place);
    const state = labels.filter(({ label }) => label === shown).map(({ control }) => control);
    // A connector that is down is brought back first.
    const test = shown === 'authorised' ? [controls.test] : [];
    for (const control of [...state, controls.save, ...test]) {
      const { locator, rung } = await find(this.#tab, control, place);
      const handle = await locator.elementHandle({ timeout: this.#tab.patience });
      await requireCertain(this.#tab, control, rung, handle, outsideOf(place));
    }
  }

  /** Presses Reauthorize: the old token may be gone from here on (docs/facts.md, fact 5). */
  async pressReauthorize(pressing: Pressing): Promise<void> {
    await this.#press(controls.reauthorize, pressing);
  }

  /** Presses Authorize, which asks for a request token where there is none. */
  async pressAuthorize(pressing: Pressing): Promise<void> {
    await this.#press(controls.authorize, pressing);
  }

  /** Presses Request, which opens Jira's consent screen. */
  async pressRequest(pressing: Pressing): Promise<void> {
    await this.#press(controls.request, pressing);
  }

  /** Presses Save and waits until the browser has sent it and been answered; `false` where nothing was sent, or the answer broke off. */
  async pressSave(pressing: Pressing): Promise<boolean> {
    const apiUrl = await valueOf((await this.#require(lookForFields)).apiUrl);
    let answered = Promise.resolve(false);
    await this.#press(controls.save, async () => {
      const takeBack = await pressing();
      answered = watchForSaveAnswer(this.#tab, apiUrl);
      return takeBack;
    });
    return await answered;
  }

  /** Presses the connectivity test and returns what stood on the screen before, to tell its answer by. */
  async pressTest(): Promise<ShownBefore> {
    const { frame } = await this.#require(lookForFields);
    const { lines, loadedAt } = await this.#require(visibleText);
    // Nothing is told of it.
    await this.#press(controls.test, () => Promise.resolve(() => Promise.resolve()));
    return { lines, page: loadedAt.get(frame) ?? null };
  }

  /**
   * What the screen says of the test now, and what is still the old: an answer in the very words of the one before is told by
   * its having been away meanwhile. `null` while the window can't be seen.
   */
  async testSighting(before: readonly string[]): Promise<TestLook | null> {
    const fields = await lookForFields(this.#tab);
    if (fields === null) return null;
    const shown = await visibleText(this.#tab);
    const page = shown?.loadedAt.get(fields.frame) ?? null;
    if (shown === null || page === null) return null;
    return {
      sighting: classifyTest(newLines(before, shown.lines)),
      still: { lines: before.filter((line) => shown.lines.includes(line)), page },
    };
  }

  async #press(control: PressControl, pressing: Pressing): Promise<void> {
    // In front, as a person has it: Chromium hardly draws what lies behind, and a press waits for that.
    await this.#tab.page.bringToFront();
    await pressCertain(this.#tab, control, {
      find: async () => {
        const place = await this.#requirePlace();
        const shown = await identityIn(this.#tab, place);
        if (isAnother(this.#opened, shown)) throw anothersWindow(control, this.#opened, shown);
        const found = await find(this.#tab, control, place);
        const mayBePressed = async (): Promise<true | null> =>
          (await now(() => isEnabled(this.#tab, found), false)) ? true : null;
        if ((await until(this.#tab, this.#tab.patience, mayBePressed)) === null) throw disabled(control);
        return { found, misplaced: outsideOf(place) };
      },
      pressing,
    });
  }

  async #lightIn(place: WindowPlace): Promise<ServiceLight> {
    const light = await seen(this.#tab, controls.serviceLight, place);
    return light === null ? 'unknown' : await readServiceLight(light.locator);
  }

  async #requirePlace(): Promise<WindowPlace> {
    return await this.#require(lookForWindow);
  }

  async #require<T>(lookFor: (tab: Tab) => Promise<T | null>): Promise<T> {
    const seenNow = await until(this.#tab, this.#tab.patience, () => lookFor(this.#tab));
    if (seenNow !== null) return seenNow;
    throw new SwapError(
      'unknown-screen',
      `The connector window, with Jira Link, Jira API URL and Authentication Type, can't be seen on ${await describeScreen(this.#tab.page)}.`,
      'Look at the screenshot of this step: the window differs from the one this version knows.',
    );
  }
}

function anothersWindow({ name }: PressControl, opened: WindowIdentity, shown: WindowIdentity): SwapError {
  return new SwapError(
    'control-uncertain',
    `The window of ${inWords(opened)} was opened, and the one that is there now is that of ${inWords(shown)}. ${name} was not pressed.`,
    'Somebody else may have used this session: nobody but this run may. Run the same command again.',
  );
}

function inWords({ id, name }: WindowIdentity): string {
  return [name === null ? [] : [`“${name}”`], id === null ? [] : [`id ${id}`]].flat().join(', ');
}

function disabled({ name }: PressControl): SwapError {
  return new SwapError(
    'control-disabled',
    `The control ${name} is disabled in the connector window.`,
    "Check that ALIGN_USERNAME may edit this connector: the connector's Admins, and the role of that account.",
  );
}
