import type { BrowserContext } from 'playwright';

import { below } from '../../pages/address.js';
import { NO_OVERRIDES } from '../../pages/controls/overrides.js';
import { requireUnderstood } from '../../pages/controls/understood.js';
import { SwapError } from '../../pages/errors.js';
import { type FirstAnswer, firstAnswer } from '../../pages/first-answer.js';
import { openPage } from '../../pages/open-page.js';
import type { Tab } from '../../pages/tab.js';
import { readJiraVersion } from '../../pages/versions.js';
import { isBypassed } from '../config/proxy.js';
import type { ControlsFile } from '../config/controls-file.js';
import type { Configuration } from '../config/target.js';
import { makeRecorder } from '../evidence/recorder.js';
import type { SecretRegistry } from '../report/secret-registry.js';
import { newContext } from '../run/context.js';
import { type Environment, findBrowser } from '../run/find-browser.js';
import { inBrowser } from '../run/in-browser.js';
import { closeBrowser, openBrowser } from '../run/browser.js';
import { deletePrivateFolder, makePrivateFolder } from '../run/private-folder.js';
import type { Ending } from '../run/signals.js';
import { browserVersion } from '../versions.js';
import { type Checked, type Tell, ok, problem, warning } from './check.js';
import { examineClocks } from './clocks.js';

/** Days that a certificate should still be good for: time enough to renew it without haste. */
const SOON = 14;
const DAY = 86_400_000;

/** One of the origins that a run opens. */
export interface Site {
  readonly name: string;
  readonly url: URL;
}

/** What a browser is opened with, and what ends the work in it. */
export interface Surroundings {
  readonly environment: Environment;
  readonly registry: SecretRegistry;
  readonly ending: Ending;
}

/** Starts the browser, and opens each site in it, so that its own proxy, certificates and network are what is looked at. */
export async function examineSites(
  configuration: Configuration,
  { environment, registry, ending }: Surroundings,
  tell: Tell,
): Promise<void> {
  const scratch = makePrivateFolder();
  const opening = { headed: false, environment, slowMo: 0, signal: ending.signal };
  const recorder = makeRecorder({
    ...{ evidence: 'none', video: false, scratch, slowMo: 0 },
    onMissing: () => undefined,
  });
  try {
    const end = await inBrowser({
      ending,
      step: (_name, work) => work(),
      open: async () => {
        const browser = await openBrowser(configuration.browser, opening, scratch);
        return { browser, close: () => closeBrowser(browser, scratch) };
      },
      work: async (browser) => {
        tell(ok('browser', `${browserVersion(browser)}, ${whichBrowser(configuration, environment)}`));
        tell(ok('proxy', proxyOf(configuration, sitesOf(configuration))));
        const context = await newContext(browser, configuration.browser, registry, recorder);
        if (configuration.controls !== null) tell(await selectorsIn(configuration.controls, context));
        await examineEach(configuration, context, ending.signal, tell);
        return { outcome: 'verified', error: null };
      },
      stop: () => null,
      windUp: () => 0,
      stopRecording: recorder.stop,
      onUnexpected: () => undefined,
    });
    if (end.error !== null) throw new SwapError(end.error.code, end.error.message, end.error.hint);
  } finally {
    await deletePrivateFolder(scratch);
  }
}

/** Whether the browser understands each selector of the operator's file. */
async function selectorsIn({ path, overrides }: ControlsFile, context: BrowserContext): Promise<Checked> {
  try {
    await requireUnderstood(context, overrides);
    return ok('controls file', `the browser understands what ${path} gives as CSS`);
  } catch (error) {
    if (!(error instanceof SwapError)) throw error;
    return problem('controls file', error);
  }
}

/** Where it comes from: what people forget is a variable that names another one. */
function whichBrowser({ browser }: Configuration, environment: Environment): string {
  if (browser.remote !== null) return `from the pool ${browser.remote.origin}`;
  const found = findBrowser(browser, environment);
  switch (found?.kind) {
    case 'path':
      return found.from === 'BROWSER_PATH' ? `by BROWSER_PATH (${found.path})` : found.from;
    case 'channel':
      return found.from === 'BROWSER_CHANNEL' ? `by BROWSER_CHANNEL=${found.channel}` : found.from;
    case undefined:
      return 'from nowhere';
  }
}

/** Every origin that a run may open, the two sites first. */
function sitesOf({ target: { jira, align } }: Configuration): readonly Site[] {
  const known: readonly Site[] = [
    { name: 'Jira', url: below(jira.url, '/rest/api/2/serverInfo') },
    ...(jira.atlassianIdUrl === null ? [] : [{ name: 'Atlassian ID', url: jira.atlassianIdUrl }]),
    ...(align === null ? [] : [{ name: 'Jira Align', url: align.url }]),
  ];
  const others = [...jira.signInOrigins, ...(align?.signInOrigins ?? [])].map((origin) => new URL(origin));
  const origins = new Set(known.map(({ url }) => url.origin));
  const further = others.filter(({ origin }) => !origins.has(origin));
  return [...known, ...[...new Set(further.map(({ origin }) => origin))].map(asProvider)];
}

function asProvider(origin: string): Site {
  return { name: 'sign-in', url: new URL(origin) };
}

function proxyOf({ browser: { proxy } }: Configuration, sites: readonly Site[]): string {
  if (proxy === null) return 'none is set: every site is reached straight';
  const hosts = (some: readonly Site[]): string => [...new Set(some.map(({ url }) => url.host))].join(', ');
  const straight = sites.filter(({ url }) => isBypassed(url, proxy.bypass));
  const through = sites.filter((site) => !straight.includes(site));
  return [
    ...(through.length === 0 ? [] : [`through ${proxy.server}: ${hosts(through)}`]),
    ...(straight.length === 0 ? [] : [`straight, by NO_PROXY: ${hosts(straight)}`]),
  ].join('; ');
}

async function examineEach(
  configuration: Configuration,
  context: BrowserContext,
  signal: AbortSignal,
  tell: Tell,
): Promise<void> {
  const answers: { readonly site: Site; readonly answer: FirstAnswer }[] = [];
  for (const site of sitesOf(configuration)) {
    const page = await openPage(context);
    const tab: Tab = {
      ...{ page, patience: configuration.timeouts.action, signal, overrides: NO_OVERRIDES },
      ...{ onControl: () => undefined, recording: () => 'off' },
    };
    const answer = await examineSite(tab, site, configuration, tell);
    // The tab stays: to close one that shows the browser's own error page may never end (seen with Chromium's headless shell).
    if (answer !== null) answers.push({ site, answer });
  }
  if (answers.length > 0) tell(examineClocks(answers));
}

async function examineSite(
  tab: Tab,
  { name, url }: Site,
  configuration: Configuration,
  tell: Tell,
): Promise<FirstAnswer | null> {
  try {
    const answer = await firstAnswer(tab, url);
    const { status, after, certificate } = answer;
    const answers = `${url.origin} answered after ${after} ms`;
    if (name !== 'Jira') tell(ok(name, answers));
    else {
      const version = await readJiraVersion(tab, configuration.target.jira.url);
      tell(
        version === null
          ? warning(name, `${answers} (status ${status}), but did not say which Jira it is`, NO_JIRA)
          : ok(name, `${answers}: ${version}`),
      );
    }
    if (certificate !== null && configuration.browser.clientCertificate === null)
      tell(certified(url.hostname, certificate));
    return answer;
  } catch (error) {
    tab.signal.throwIfAborted();
    if (!(error instanceof SwapError)) throw error;
    tell(problem(name, error));
    return null;
  }
}

const NO_JIRA =
  'Check JIRA_URL, with its path where this Jira has one; some companies switch off what it says to anybody.';

function certified(host: string, { issuer, until }: NonNullable<FirstAnswer['certificate']>): ReturnType<typeof ok> {
  const days = Math.floor((until.getTime() - Date.now()) / DAY);
  const detail = `of ${host}: from “${issuer}”, good until ${until.toISOString().slice(0, 10)} (${days} days)`;
  return days >= SOON
    ? ok('certificate', detail)
    : warning(
        'certificate',
        detail,
        'Whoever runs that site should renew it: once it has run out every run ends with 11.',
      );
}
