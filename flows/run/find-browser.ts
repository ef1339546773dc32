import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { getuid, platform } from 'node:process';
import type { LaunchOptions } from 'playwright';

import { chromium } from '../../pages/playwright.js';
import type { BrowserSettings } from '../config/target.js';

/** The environment that the command was started with. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The browser to launch, and where it was found. */
export type FoundBrowser =
  | { readonly kind: 'path'; readonly path: string; readonly from: string }
  | { readonly kind: 'channel'; readonly channel: string; readonly from: string };

/** Programs on the search path of Linux, best known first. */
const ON_PATH = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
];

/** Where macOS keeps them. */
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

/** Where Windows keeps them, below each of these folders. */
const WINDOWS_ROOTS = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'];
const WINDOWS_PROGRAMS = [
  join('Google', 'Chrome', 'Application', 'chrome.exe'),
  join('Microsoft', 'Edge', 'Application', 'msedge.exe'),
];

/** The browser that the settings name, else Playwright's own, else one on the machine; `null` where there is none. Nothing is started. */
export function findBrowser(
  { path, channel }: Pick<BrowserSettings, 'path' | 'channel'>,
  environment: Environment,
): FoundBrowser | null {
  if (path !== null) return { kind: 'path', path, from: 'BROWSER_PATH' };
  if (channel !== null) return { kind: 'channel', channel, from: 'BROWSER_CHANNEL' };
  if (isProgram(chromium.executablePath()))
    return { kind: 'channel', channel: 'chromium', from: "Playwright's own Chromium" };
  const found = candidates(environment).find(isProgram);
  return found === undefined ? null : { kind: 'path', path: found, from: `found at ${found}` };
}

function candidates(environment: Environment): readonly string[] {
  if (platform === 'darwin') return APPLICATIONS;
  if (platform === 'win32') {
    const roots = WINDOWS_ROOTS.flatMap((name) => environment[name] ?? []);
    return roots.flatMap((root) => WINDOWS_PROGRAMS.map((program) => join(root, program)));
  }
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return ON_PATH.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** How Playwright is told to launch it. */
export function launchOptionsOf(found: FoundBrowser): LaunchOptions {
  // Only root can't have the sandbox: Chromium refuses to start.
  const chromiumSandbox = getuid?.() !== 0;
  return found.kind === 'path'
    ? { executablePath: found.path, chromiumSandbox }
    : { channel: found.channel, chromiumSandbox };
}

/** Every way out where there is no browser. */
export function noBrowserHint(): string {
  return [
    'Any one of these helps:',
    '  npx playwright install chromium    downloads a browser for this tool alone',
    '  apt-get install chromium           on Debian and Ubuntu, as root',
    '  BROWSER_CHANNEL=chrome (or msedge) where Chrome or Edge is installed',
    '  BROWSER_PATH=<path>                a Chromium of your own',
  ].join('\n');
}

/** True for a file that this user may run. */
export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
