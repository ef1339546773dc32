import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { env, getuid, platform } from 'node:process';
import { type LaunchOptions, chromium } from 'playwright';

import type { BrowserSettings } from '../config/target.js';

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

/** Where macOS and Windows keep them. */
const PLACES: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((folder) => {
    const root = env[folder];
    if (root === undefined) return [];
    return [
      join(root, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      join(root, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ];
  }),
};

/** The browser that the settings name, else Playwright's own, else one on the machine; `null` where there is none. Nothing is started. */
export function findBrowser(
  { path, channel }: Pick<BrowserSettings, 'path' | 'channel'>,
  search = env['PATH'] ?? '',
): FoundBrowser | null {
  if (path !== null) return { kind: 'path', path, from: 'BROWSER_PATH' };
  if (channel !== null) return { kind: 'channel', channel, from: 'BROWSER_CHANNEL' };
  if (isProgram(chromium.executablePath()))
    return { kind: 'channel', channel: 'chromium', from: "Playwright's own Chromium" };
  const onPath = search.split(delimiter).filter((folder) => folder !== '');
  const candidates =
    platform === 'linux'
      ? ON_PATH.flatMap((name) => onPath.map((folder) => join(folder, name)))
      : (PLACES[platform] ?? []);
  const found = candidates.find(isProgram);
  return found === undefined ? null : { kind: 'path', path: found, from: `found at ${found}` };
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

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
