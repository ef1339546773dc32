import type { Page, Request, Response } from 'playwright';

import { originOf } from './address.js';
import { describeScreen } from './describe-screen.js';
import { SwapError } from './errors.js';
import { open } from './open.js';
import { type Tab, onPage } from './tab.js';
import { until } from './until.js';

/** The page that Request opened. */
export interface OpenedConsent {
  readonly tab: Tab;
  /** Where it opened: unknown beforehand (docs/facts.md). */
  readonly where: 'the same tab' | 'another tab or window' | 'a second browser context';
  /** What the page's own requests were answered, oldest first. */
  readonly answers: () => readonly Response[];
  /** The first address of Jira's authorize page that this press led to; it holds the request token. */
  readonly requested: () => URL | null;
  /** Ends the watching of answers. */
  readonly stop: () => void;
}

/**
 * Presses Request and waits until this page, or one that it opened, has reached one of the given origins: Jira's, or that
 * of its sign-in. Only a page that this press opened counts.
 * @throws SwapError `unknown-screen` where none does within `patience` milliseconds.
 */
export async function openConsent(
  tab: Tab,
  press: () => Promise<void>,
  origins: readonly string[],
  patience: number,
): Promise<OpenedConsent> {
  const context = tab.page.context();
  const opened: Page[] = [];
  const responses: Response[] = [];
  const onOpened = (page: Page): void => void opened.push(page);
  const onResponse = (response: Response): void => {
    if (response.request().isNavigationRequest()) responses.push(response);
  };
  let requested: URL | null = null;
  const onRequest = (request: Request): void => {
    if (request.isNavigationRequest() && isAuthorize(request.url(), origins)) requested ??= new URL(request.url());
  };
  context.on('page', onOpened);
  context.on('response', onResponse);
  context.on('request', onRequest);
  const stop = (): void => {
    context.off('page', onOpened);
    context.off('response', onResponse);
    context.off('request', onRequest);
  };
  try {
    await press();
    const page = await until(tab, patience, () => {
      const arrived = [...opened, tab.page].filter(
        (each) => !each.isClosed() && origins.includes(originOf(each.url()) ?? ''),
      );
      return Promise.resolve(arrived[0] ?? null);
    });
    if (page === null) throw await nothingOpened(opened.find((each) => !each.isClosed()) ?? tab.page);
    return {
      tab: onPage(tab, page),
      where: page === tab.page ? 'the same tab' : 'another tab or window',
      answers: () => responses,
      requested: () => requested,
      stop,
    };
  } catch (error) {
    stop();
    throw error;
  }
}

/**
 * Opens the authorize page of a request that was made in another browser context, at exactly its address, in the tab of a
 * context that holds the service account alone.
 * @throws SwapError as `open` does.
 */
export async function openConsentIn(tab: Tab, requested: URL): Promise<OpenedConsent> {
  const responses: Response[] = [];
  const onResponse = (response: Response): void => {
    if (response.request().isNavigationRequest()) responses.push(response);
  };
  tab.page.on('response', onResponse);
  await open(tab, requested);
  return {
    tab,
    where: 'a second browser context',
    answers: () => responses,
    requested: () => requested,
    stop: () => tab.page.off('response', onResponse),
  };
}

function isAuthorize(url: string, origins: readonly string[]): boolean {
  const { origin, pathname, searchParams } = new URL(url);
  return (
    origins.includes(origin) &&
    pathname.endsWith('/plugins/servlet/oauth/authorize') &&
    searchParams.get('oauth_token') !== null
  );
}

async function nothingOpened(page: Page): Promise<SwapError> {
  return new SwapError(
    'unknown-screen',
    `Request was pressed and Jira's consent screen did not open; the browser shows ${await describeScreen(page)}.`,
    'Look at the screenshot of this step, then finish by hand as described.',
  );
}
