import { accessSync, constants, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { SwapError } from '../../pages/errors.js';
import { readOutline } from '../../pages/outline.js';
import type { Tab } from '../../pages/tab.js';
import { inTime } from '../../pages/until.js';
import type { Target } from '../config/target.js';
import type { SecretRegistry } from '../report/secret-registry.js';
import { makeFolder, writePrivately } from '../run/folder.js';
import { interfaceWords } from './interface-words.js';
import { outlinePage } from './outline.js';
import { siteOf } from './screens.js';
import type { Survey } from './survey.js';

/** Milliseconds for the outline of one screen. */
const PATIENCE = 10_000;

/** The same survey, which keeps an outline of each screen that it looks at. */
export interface SavingSurvey extends Survey {
  /** The files that were written, in the order of the way. */
  readonly saved: () => readonly string[];
}

/**
 * Makes the folder for outlines.
 * @throws SwapError `configuration` where that can't be, or where something is in it already: what is sent on must be of one walk.
 */
export function makeOutlineFolder(folder: string): void {
  let why = 'something is in it already';
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
    if (readdirSync(folder).length === 0) return;
  } catch (error) {
    why = whyNot(error);
  }
  throw unusable(why);
}

function whyNot(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
}

function unusable(why: string): SwapError {
  return new SwapError(
    'configuration',
    `The folder for outlines can’t be used (${why}).`,
    'Name a folder with --save that is not there yet, or is empty, and that this user may write.',
  );
}

/** Keeps outlines in a folder. One that is the same as the one before is not kept twice. */
export function saving(survey: Survey, folder: string, target: Target, registry: SecretRegistry): SavingSurvey {
  const saved: string[] = [];
  let last = '';
  const names = [target.jira.username, target.align?.username, target.connector, target.application].filter(
    (name) => typeof name === 'string',
  );
  const save = async (tab: Tab, screen: string): Promise<void> => {
    const outlines = await inTime(tab, PATIENCE, Promise.all(tab.page.frames().map(readOutline)));
    const frames = (outlines ?? []).filter((outline) => outline !== null);
    const words = interfaceWords(tab.overrides, names);
    const page = registry.cleanData(outlinePage(screen, frames, words));
    if (frames.length === 0 || page === last) return;
    last = page;
    const path = join(folder, `${String(saved.length + 1).padStart(2, '0')}-${screen}.html`);
    try {
      writePrivately(path, page);
    } catch (error) {
      throw unusable(whyNot(error));
    }
    saved.push(path);
  };
  const siteAt = (tab: Tab): string => siteOf(tab.page.url(), target);
  return {
    ...survey,
    look: async (tab) => {
      await save(tab, siteAt(tab));
      await survey.look(tab);
    },
    lookAtApplications: async (tab) => {
      await save(tab, 'authorised-applications');
      await survey.lookAtApplications(tab);
    },
    lookAtWindow: async (tab) => {
      await save(tab, 'connector-window');
      await survey.lookAtWindow(tab);
    },
    lookWhereItStopped: async (tab, used) => {
      await save(tab, `${siteAt(tab)}-where-it-stopped`);
      await survey.lookWhereItStopped(tab, used);
    },
    saved: () => saved,
  };
}
