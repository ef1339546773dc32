import { join } from 'node:path';
import { env } from 'node:process';
import type { Browser, BrowserContextOptions, LaunchOptions } from 'playwright';

import { SwapError } from '../../pages/errors.js';
import { chromium } from '../../pages/playwright.js';
import { inTime } from '../../pages/until.js';
import { PASSED_ON } from '../config/own-environment.js';
import type { BrowserSettings } from '../config/target.js';
import { type Environment, findBrowser, launchOptionsOf, noBrowserHint } from './find-browser.js';
import { launchFailure } from './launch-failure.js';
import { endBrowserOf } from './leftover-browser.js';
import { forbiddenByPolicy } from './policies.js';
import { connectTo } from './remote-browser.js';

/** Characters of a folder in which Chromium can still make a socket: of 107 it takes `/org.chromium.Chromium.XXXXXX/SingletonSocket`. */
const LONGEST_SCRATCH = 62;

/** Milliseconds for a browser to start: Playwright's own are 180,000, in which a run that was asked to end could not. */
const LAUNCHING = 60_000;

/** Milliseconds for a browser to close by itself: by then whatever it had to give is written. */
const CLOSING = 1_500;

/** How a browser is to be opened. */
export interface Opening {
  readonly headed: boolean;
  readonly environment: Environment;
  /** Milliseconds between two actions. */
  readonly slowMo: number;
  /** Ends the wait for a remote browser. */
  readonly signal: AbortSignal;
}

/**
 * Opens the browser that the settings name, or the one that can be found; `scratch` is where its profile and raw recordings lie,
 * but for a remote one, whose own machine has them.
 * @throws SwapError `no-browser` where there is none or it does not start, or another code where a remote one can't be reached.
 */
export async function openBrowser(
  settings: BrowserSettings,
  { headed, environment, slowMo, signal }: Opening,
  scratch: string,
): Promise<Browser> {
  if (settings.remote !== null) return await connectTo(settings.remote, slowMo, signal);
  const found = findBrowser(settings, environment);
  if (found === null) throw new SwapError('no-browser', 'No browser was found.', noBrowserHint());
  const options: LaunchOptions = {
    headless: !headed,
    slowMo,
    timeout: LAUNCHING,
    artifactsDir: scratch,
    tracesDir: scratch,
    // The run ends the browser itself, once the journal is written.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    env: {
      ...Object.fromEntries(
        PASSED_ON.flatMap((name) => (environment[name] === undefined ? [] : [[name, environment[name]]])),
      ),
      // What it puts aside it may leave behind when it is closed: it goes with the run.
      ...(scratch.length <= LONGEST_SCRATCH ? { TMPDIR: scratch } : {}),
      // A dump of a browser that crashed holds whatever it had in its memory, and Playwright's --disable-breakpad does not
      // prevent one. It lies where the recordings do. --disable-crashpad-for-testing would, and then Debian's Chromium 156
      // opens no page at all: each ends with ERR_ABORTED.
      BREAKPAD_DUMP_LOCATION: join(scratch, 'dumps'),
    },
    ...launchOptionsOf(found),
    ...proxyOption(settings),
  };
  try {
    return await inFolder(scratch, () => chromium.launch(options));
  } catch (error) {
    const forbidden = forbiddenByPolicy(error);
    if (forbidden !== null) throw forbidden;
    throw launchFailure(found, error);
  }
}

/** Closes a browser that was opened so; one that does not answer any more is ended. */
export async function closeBrowser(browser: Browser, scratch: string): Promise<void> {
  if ((await inTime({}, CLOSING, browser.close())) === null) await endBrowserOf(scratch);
}

/**
 * Playwright makes a browser's profile in the system's temporary folder and takes no other (1.65). While it does so that is one
 * of the run's own: deleted with it, and found by the next run where this one is killed.
 */
async function inFolder<T>(folder: string, launch: () => Promise<T>): Promise<T> {
  const names = ['TMPDIR', 'TEMP', 'TMP'] as const;
  const before = names.map((name) => [name, env[name]] as const);
  for (const name of names) env[name] = folder;
  try {
    return await launch();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(env, name);
      else env[name] = value;
    }
  }
}

function proxyOption({ proxy, clientCertificate }: BrowserSettings): Pick<LaunchOptions, 'proxy'> {
  if (proxy === null) return {};
  const { server, bypass, username, password } = proxy;
  // Seen with Playwright 1.65.1: where a context has client certificates it calls the proxy by itself, and takes a percent
  // sign in name or password for the beginning of a code, as in an address.
  const spelt = (text: string): string => (clientCertificate === null ? text : text.replaceAll('%', '%25'));
  return {
    proxy: {
      server,
      ...(bypass === '' ? {} : { bypass }),
      ...(username === null ? {} : { username: spelt(username) }),
      // The browser asks for it over its own pipe: it is neither an argument of the process nor in its environment. To a
      // remote one it goes as the passwords do.
      ...(password === null ? {} : { password: spelt(password.reveal()) }),
    },
  };
}

/** A remote browser was started without a proxy: each context has it instead, which is of as much effect in Chromium. */
export function contextProxyOption(settings: BrowserSettings): Pick<BrowserContextOptions, 'proxy'> {
  return settings.remote === null ? {} : proxyOption(settings);
}

/** The client certificate as a context takes it, once for each site that may get it. */
export function clientCertificateOption({
  clientCertificate,
}: BrowserSettings): Pick<BrowserContextOptions, 'clientCertificates'> {
  if (clientCertificate === null) return {};
  const { origins, content, passphrase } = clientCertificate;
  const shown = { ...content, ...(passphrase === null ? {} : { passphrase: passphrase.reveal() }) };
  return { clientCertificates: origins.map((origin) => ({ origin, ...shown })) };
}
