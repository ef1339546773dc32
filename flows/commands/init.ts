import { accessSync, constants, lstatSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { stderr, stdin } from 'node:process';

import { SwapError } from '../../pages/errors.js';
import { writePrivately } from '../config/files.js';
import { type Asked, askSettings } from '../init/ask-settings.js';
import { askTargets } from '../init/ask-targets.js';
import { inShell } from '../report/in-shell.js';
import { begin, choose, end, tell, warn } from '../init/prompts.js';
import { reportFailure } from './failure.js';
import type { InitOptions, Surroundings } from './options.js';

/** `connector-swap init`: asks for what is needed and writes it into a file; gives the exit code. */
export async function initCommand(options: InitOptions, surroundings: Surroundings): Promise<number> {
  try {
    const { targets, envFile } = options;
    if (targets !== undefined && envFile !== undefined)
      throw new SwapError('usage', '--targets and --env-file are both given.', 'Write one file at a time.');
    const name = targets ?? envFile ?? '.env';
    const path = resolve(surroundings.directory, name);
    requireTerminal();
    requirePlace(path, name);
    begin(`connector-swap init: writes ${name}. Ctrl-C leaves everything as it is.`);
    const mayReplace = isThere(path) && (await requireConsent(name));
    const asked = await (targets === undefined ? askSettings : askTargets)(surroundings);
    // Somebody else may have written it while the questions were answered.
    if (!mayReplace && isThere(path)) await requireConsent(name);
    write(path, name, asked.text);
    tell(`${name} is written. You alone can read it.`);
    if (asked.unset.length > 0) warn(`Not set here yet, and needed before it is used: ${asked.unset.join(', ')}.`);
    end(
      `Next:\n${commandsAfter(options, asked)
        .map((line) => `   ${line}`)
        .join('\n')}\n`,
    );
    return 0;
  } catch (error) {
    return reportFailure(error, false, 'init');
  }
}

function requireTerminal(): void {
  if (stdin.isTTY && stderr.isTTY) return;
  throw new SwapError(
    'usage',
    'init asks its questions in a terminal, and there is none.',
    'Write .env by hand, after .env.example; for many connectors a file of targets, after docs/fleet.md.',
  );
}

/** @throws SwapError `usage` where the file could not be written once everything was answered. */
function requirePlace(path: string, name: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true) throw unwritable(name, 'it is a folder');
  try {
    accessSync(dirname(path), constants.W_OK);
  } catch (error) {
    throw unwritable(name, codeOf(error) === 'ENOENT' ? 'its folder does not exist' : 'you may not write its folder');
  }
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** @throws SwapError `usage` where what is there is to stay. */
async function requireConsent(name: string): Promise<true> {
  const answer = await choose({ title: `${name} is there already`, why: 'What it holds would be lost.' }, [
    { value: 'keep', label: 'Leave it as it is' },
    { value: 'replace', label: 'Write it anew' },
  ]);
  if (answer === 'replace') return true;
  throw new SwapError('usage', `${name} is left as it was.`, 'Name another file with --env-file or --targets.');
}

function write(path: string, name: string, text: string): void {
  try {
    writePrivately(path, text);
  } catch (error) {
    throw unwritable(name, codeOf(error));
  }
}

function unwritable(name: string, why: string): SwapError {
  return new SwapError('usage', `${name} can’t be written: ${why}.`, 'Name a file in a folder that you may write.');
}

/** What to do with the file, in the order of doing it. */
function commandsAfter({ targets, envFile }: InitOptions, { byHand }: Asked): readonly string[] {
  if (targets !== undefined) {
    const named = `TARGETS_FILE=${inShell(targets)} connector-swap`;
    return [`${named} verify --all`, `${named} swap --all --dry-run`];
  }
  const file = envFile === undefined ? '' : ` --env-file ${inShell(envFile)}`;
  return [
    ...byHand.map((account) => `connector-swap login --account ${account}${file}`),
    `connector-swap doctor${file}`,
    `connector-swap swap --dry-run${file}`,
    `connector-swap swap${file}`,
  ];
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
}
