import type { Locator } from 'playwright';

import { originOf } from './address.js';
import { type PageWatch, watchPages } from './broken-page.js';
import { isWindowOf, lookForConnector } from './connector-list.js';
import { ConnectorWindow } from './connector-window.js';
import { alignNavigation as controls, alignSignIn } from './controls/align.js';
import { type Sought, wholeText } from './controls/control.js';
import { type Found, mayBeSeen, now, readOnce, seen } from './controls/look.js';
import { harmIn, opensBy, readHints } from './controls/hints.js';
import { forbiddenIn, readWritten } from './controls/written.js';
import { describeScreen } from './describe-screen.js';
import { SwapError } from './errors.js';
import { isGone, isTwofold } from './gone.js';
import { type ConnectorList, type Gone, OPEN_LIST, listMoved, listOn, listThrough } from './known-list.js';
import { withoutLeaving } from './leaving.js';
import { neverPressed, notOffered, sessionEnded, severalConnectors, wayEnded } from './no-connector.js';
import { open } from './open.js';
import type { Tab } from './tab.js';
import { until } from './until.js';

/** How often one way is tried again: a menu that closed by itself, a connector chosen before and after “Jira Connectors”. */
const TRIES = 2;

/** Milliseconds in which a press must show: what it opens may come late, and stand before what was pressed. */
const SHOWS_IN = 2_500;

/** What a way gives where nothing was pressed, since it was not there any more. */
const MISSED = 'missed';

const NEAREST_FIRST = [controls.jiraConnectors, controls.jiraSettings, controls.connectors, controls.settings];

/** The ways that were gone, each with the moments at which it was. */
type Tried = ReadonlyMap<string, readonly number[]>;

/** One step nearer to the connector window. */
interface Way {
  readonly name: string;
  readonly go: () => Promise<unknown>;
}

/**
 * The way through Jira Align to a connector's window. Which navigation a site has, and whether the connector is chosen
 * before or after “Jira Connectors”, is unknown (docs/facts.md): so every step is the one nearest to the window among
 * those that can be seen.
 */
export class AlignNavigation {
  readonly #tab: Tab;
  readonly #url: URL;
  readonly #onList: (list: ConnectorList) => void;

  /** `onList` is told of the page on which a connector was first chosen, where that has an address of its own. */
  constructor(tab: Tab, url: URL, onList: (list: ConnectorList) => void = () => undefined) {
    this.#tab = tab;
    this.#url = url;
    this.#onList = onList;
  }

  /**
   * Opens a connector's window, from Jira Align's first page, from the one that is shown (`here`), or from a page of it at which the
   * window was open before: that is all the way where the window is a page, and most of it where it lies over one.
   * @throws SwapError `session-ended` where Jira Align asks to sign in instead, `connector-not-found`, `connector-ambiguous`, `unknown-screen`, or as `open` does.
   */
  async openConnector(wanted: string, from: URL | 'here' = this.#url): Promise<ConnectorWindow> {
    if (from === 'here') await this.#tab.page.bringToFront();
    else await open(this.#tab, from);
    return await this.#watchedWay(wanted, []);
  }

  /**
   * The same, from a list that is known.
   * @throws SwapError `unknown-screen` too where its address leads to another page, `wrong-identity` where it leads through another site.
   */
  async openFromList(wanted: string, { at, pressed }: ConnectorList): Promise<ConnectorWindow> {
    const refused = (through: string): SwapError => listThrough(at.href, through);
    return await withoutLeaving(this.#tab, this.#url.origin, refused, async () => {
      await open(this.#tab, at);
      // On any other page the name may be anything's.
      if (this.#tab.page.url() !== at.href) throw listMoved(at.href, this.#tab.page.url());
      return await this.#watchedWay(wanted, pressed);
    });
  }

  async #watchedWay(wanted: string, pressed: readonly string[]): Promise<ConnectorWindow> {
    const pages = watchPages(this.#tab.page, this.#url);
    try {
      return await this.#goOn(wanted, pages, pressed);
    } catch (error) {
      const isMissed = error instanceof SwapError && error.code === 'connector-not-found';
      throw (isMissed ? pages.broken() : null) ?? error;
    } finally {
      pages.stop();
    }
  }

  async #goOn(wanted: string, pages: PageWatch, pressed: readonly string[]): Promise<ConnectorWindow> {
    const window = new ConnectorWindow(this.#tab);
    // What a known list shows is taken as it would be where these presses had just led to it.
    const tried = new Map(pressed.map((name): [string, readonly number[]] => [name, [performance.now()]]));
    const gone: Gone[] = [];
    let misses = 0;
    for (;;) {
      const way = await until(this.#tab, this.#tab.patience, async () => {
        const next = await this.#nextWay(window, wanted, tried, pages.late() === null);
        const down = next === null ? pages.down() : null;
        if (down !== null) throw down;
        return next;
      });
      if (way === 'arrived') {
        const list = pressed.length === 0 ? listOn(gone) : null;
        if (list !== null) this.#onList(list);
        return window;
      }
      if (way === null) throw pages.broken() ?? (await this.#lost(wanted, tried));
      await this.#tab.onScreen?.();
      const at = this.#tab.page.url();
      let made: unknown = MISSED;
      try {
        made = await way.go();
      } catch (error) {
        // The menu closed or the page changed under the pointer: the next look sees what is there now.
        if (!isGone(error)) throw error;
        if (!isTwofold(error)) made = null;
      }
      if (made === MISSED && (misses += 1) <= TRIES) continue;
      tried.set(way.name, [...(tried.get(way.name) ?? []), performance.now()]);
      gone.push({ name: way.name, at });
    }
  }

  /**
   * True where a form for a password is shown, or a page elsewhere: under single sign-on sessions end sooner than by default
   * (docs/facts.md).
   */
  async asksToSignIn(): Promise<boolean> {
    const origin = originOf(this.#tab.page.url());
    if (origin !== null && origin !== this.#url.origin) return true;
    // The connector's own form has a field for a password too, but none for whoever signs in.
    if (!(await mayBeSeen(this.#tab, [alignSignIn.password]))) return false;
    if ((await seen(this.#tab, alignSignIn.password)) === null) return false;
    return (await seen(this.#tab, alignSignIn.submit)) !== null && !(await new ConnectorWindow(this.#tab).isOpen());
  }

  async #nextWay(
    window: ConnectorWindow,
    wanted: string,
    tried: Tried,
    isWhole: boolean,
  ): Promise<Way | 'arrived' | null> {
    const shown = await window.identity();
    const isOpen = shown !== null;
    if (!isOpen && (await this.asksToSignIn())) throw sessionEnded(this.#tab.page.url());
    if (isOpen && (await isWindowOf(this.#tab, shown, wanted))) return 'arrived';
    const again = (name: string): boolean => (tried.get(name)?.length ?? 0) < TRIES;
    const showsIn = Math.min(SHOWS_IN, this.#tab.patience / 3);
    const isRecent = (name: string): boolean => performance.now() - (tried.get(name)?.at(-1) ?? -Infinity) < showsIn;
    const looked = tried.size > 0 || isOpen;
    const list = looked ? await now(() => lookForConnector(this.#tab, wanted), null) : { is: 'nothing' as const };
    if (list === null) return null;
    const sighting = list.is === 'closed' ? list.otherwise : list;
    const entered = tried.has(controls.jiraConnectors.name);
    // A chooser may still be being filled, and half a page offers half of the connectors.
    const isFilled = isWhole && !isRecent(controls.jiraConnectors.name);
    if (sighting.is === 'several' && sighting.sure && isFilled)
      throw severalConnectors(wanted, sighting.count, sighting.ids);
    if (sighting.is === 'not-offered' && entered && isFilled) throw notOffered(wanted, sighting.offered);
    if (sighting.is === 'choice' && !sighting.chosen && again('choose')) {
      return {
        name: 'choose',
        go: () => sighting.chooser.selectOption(sighting.value, { timeout: this.#tab.patience }),
      };
    }
    // The choices of a list that a script draws may come late.
    if (isRecent(OPEN_LIST) && !(sighting.is === 'entry' && sighting.sure)) return null;
    if (list.is === 'closed' && again(OPEN_LIST) && !tried.has('entry'))
      return {
        name: OPEN_LIST,
        go: () => list.listBox.click({ timeout: this.#tab.patience, signal: this.#tab.signal }),
      };
    const nearer = await this.#nearer(tried);
    if (sighting.is === 'several' && nearer === null && isFilled)
      throw severalConnectors(wanted, sighting.count, sighting.ids);
    // A name that was pressed and stands there still was only chosen: now “Jira Connectors” opens it.
    const jiraConnectorsIsNext = nearer?.control.name === controls.jiraConnectors.name;
    const chosen = tried.has('entry') && jiraConnectorsIsNext;
    if (
      sighting.is === 'entry' &&
      !isRecent('entry') &&
      again('entry') &&
      !chosen &&
      (sighting.sure || nearer === null || jiraConnectorsIsNext)
    )
      return {
        name: 'entry',
        go: () => this.#pressEntry(sighting.press, wanted, tried.has('entry') ? showsIn : this.#tab.patience),
      };
    if (nearer !== null) return { name: nearer.control.name, go: () => this.#press(nearer) };
    return null;
  }

  /** The nearest step that can be seen; never one farther away than the last, which may still show while a page loads. */
  async #nearer(tried: Tried): Promise<Found | null> {
    for (const control of this.#nearestFirst()) {
      if (tried.has(control.name)) return null;
      const found = await seen(this.#tab, control);
      if (found !== null) return found;
    }
    return null;
  }

  #nearestFirst(): readonly Sought[] {
    const { navigation } = this.#tab.overrides;
    return navigation === null ? NEAREST_FIRST : navigation.toReversed();
  }

  /** What opens the connector may say what else it does only to those who can't see it, or to machines; its own name says nothing of that. */
  async #pressEntry(entry: Locator, wanted: string, timeout: number): Promise<typeof MISSED | null> {
    const written = await now(() => readOnce(entry, readWritten), null);
    if (written === null) return MISSED;
    const forbidden = forbiddenIn(written.all.filter((text) => !wholeText([wanted]).test(text)));
    if (forbidden !== undefined) throw neverPressed(`it says “${forbidden}”`);
    const hints = await now(() => readOnce(entry, readHints), null);
    const harm = hints === null ? undefined : harmIn(hints);
    if (harm !== undefined)
      throw neverPressed(`nothing is written there, and its address, script or icon is “${harm}”`);
    if (hints !== null && !opensBy(hints)) throw neverPressed('nothing says what it does');
    await entry.click({ timeout });
    return null;
  }

  async #press({ locator }: Found): Promise<void> {
    await locator.click({ timeout: this.#tab.patience, signal: this.#tab.signal });
  }

  async #lost(wanted: string, tried: Tried): Promise<SwapError> {
    const screen = await describeScreen(this.#tab.page);
    const isList = tried.has(OPEN_LIST);
    if (tried.has(controls.jiraConnectors.name) && !tried.has('entry') && !tried.has('choose') && !isList)
      return notOffered(wanted, [], screen);
    return wayEnded(wanted, [...tried.keys()], screen, isList, this.#tab.overrides);
  }
}
