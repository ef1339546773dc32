import { type Browser, type BrowserContextOptions, type LaunchOptions, chromium } from 'playwright';

import { SwapError } from '../../pages/errors.js';
import type { BrowserSettings } from '../config/target.js';
import { type Environment, findBrowser, launchOptionsOf, noBrowserHint } from './find-browser.js';
import { forbiddenByPolicy } from './policies.js';

/** What the browser gets of the environment: what it needs to start and to show a window, and nothing that could be a secret. */
const PASSED_ON = [
  'PATH',
  'HOME',
  'LANG',
  'LC_ALL',
  'TZ',
  'TMPDIR',
  'TEMP',
  'TMP',
  'DISPLAY',
  'XAUTHORITY',
  'WAYLAND_DISPLAY',
  'XDG_RUNTIME_DIR',
  'DBUS_SESSION_BUS_ADDRESS',
  'SystemRoot',
  'LOCALAPPDATA',
  'USERPROFILE',
  'ProgramFiles',
];

/**
 * Opens the browser that the settings name, or the one that can be found.
 * @throws SwapError `no-browser` where there is none or it does not start.
 */
export async function openBrowser(
  settings: BrowserSettings,
  headed: boolean,
  environment: Environment,
): Promise<Browser> {
  const found = findBrowser(settings, environment);
  if (found === null) throw new SwapError('no-browser', 'No browser was found.', noBrowserHint());
  const options: LaunchOptions = {
    headless: !headed,
    // The run ends the browser itself, once the journal is written.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    env: Object.fromEntries(
      PASSED_ON.flatMap((name) => (environment[name] === undefined ? [] : [[name, environment[name]]])),
    ),
    ...launchOptionsOf(found),
    ...proxyOption(settings),
  };
  try {
    return await chromium.launch(options);
  } catch (error) {
    const forbidden = forbiddenByPolicy(error);
    if (forbidden !== null) throw forbidden;
    throw new SwapError('no-browser', `The browser did not start (${found.from}): ${reason(error)}`, noBrowserHint());
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
      // The browser asks for it over its own pipe: it is neither an argument of the process nor in its environment.
      ...(password === null ? {} : { password: spelt(password.reveal()) }),
    },
  };
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

/** Playwright's message quotes the whole command line; its own sentence and the browser's last words are what helps. */
function reason(error: unknown): string {
  const lines = error instanceof Error ? error.message.split('\n') : [];
  const said =
    lines.findLast((line) => /error|failed|missing|cannot|no usable/i.test(line)) ?? lines[0] ?? 'no reason given';
  return said.replace(/\s+/g, ' ').trim().slice(0, 300);
}
