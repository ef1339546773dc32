import type { Control } from '../../pages/controls/control.js';
import { seen } from '../../pages/controls/look.js';
import { connector } from '../../pages/controls/connector.js';
import { authorisedApplications } from '../../pages/controls/jira.js';
import { SwapError } from '../../pages/errors.js';
import { hideNotice, showNotice } from '../../pages/notice.js';
import { keepFromSites, mark, pointedAt } from '../../pages/point.js';
import type { Tab } from '../../pages/tab.js';
import { lookForWindow } from '../../pages/window-place.js';
import type { Run } from '../run/run.js';
import { asSwapError } from '../run/unforeseen.js';
import { type Learnt, type Lesson, judge } from './judge.js';
import type { Survey } from './survey.js';

/** Thrown where a way is left because the lesson has been given on it. */
export class LessonOver extends Error {
  constructor() {
    super('The lesson is over.');
  }
}

/** The same run, whose steps have done their work where the way is left in them. */
export function leavable(run: Run): Run {
  const around =
    (step: Run['step']): Run['step'] =>
    async (name, work) => {
      const done = await step(name, async () => {
        try {
          return { value: await work() };
        } catch (error) {
          if (error instanceof LessonOver) return error;
          throw error;
        }
      });
      if (done instanceof LessonOver) throw done;
      return done.value;
    };
  return { ...run, step: around(run.step), signInStep: around(run.signInStep) };
}

/** How a lesson has ended. */
export type LessonEnd =
  { readonly is: 'learnt'; readonly learnt: Learnt } | { readonly is: 'failed'; readonly error: SwapError };

/**
 * Goes along a way in the place of a survey, and gives the lesson at the first screen on which the control stands, or at which
 * the way has ended for want of it. Then the way is left.
 */
export function lessonOn(
  run: Run,
  survey: Survey,
  lesson: Lesson,
): { readonly survey: Survey; readonly end: () => LessonEnd | null } {
  const { name, screen } = lesson.control;
  let end: LessonEnd | null = null;
  const give = async (tab: Tab): Promise<never> => {
    try {
      end = { is: 'learnt', learnt: await learnAt(run, tab, lesson) };
    } catch (error) {
      run.signal.throwIfAborted();
      // Where a way has stopped, what is thrown meanwhile is passed over for what it stopped for.
      end = { is: 'failed', error: asSwapError(error, run.signal) };
    }
    throw new LessonOver();
  };
  const isFound = (): boolean => survey.controls().some((each) => each.name === name && each.status === 'found');
  const look: Survey['look'] = async (tab) => {
    await survey.look(tab);
    if (isFound() && screen !== connector.save.screen) await give(tab);
  };
  return {
    end: () => end,
    survey: {
      ...survey,
      look,
      lookAtApplications: async (tab) => {
        if (screen === authorisedApplications.title.screen) await give(tab);
      },
      lookAtWindow: async (tab) => {
        if (screen === connector.save.screen) await give(tab);
      },
      lookWhereItStopped: async (tab, used) => {
        await survey.lookWhereItStopped(tab, used);
        if (survey.lacking().has(name)) await give(tab);
      },
    },
  };
}

/**
 * Marks what would be used now, and lets a person point until something can be taken.
 * @throws SwapError `person-needed` where nobody points in time.
 */
async function learnAt(run: Run, tab: Tab, lesson: Lesson): Promise<Learnt> {
  const { control } = lesson;
  await keepFromSites(tab);
  const place = control.screen === connector.save.screen ? await lookForWindow(tab) : null;
  const found = await seen({ ...tab, onControl: () => undefined }, control, place);
  if (found !== null) await mark(found.locator, run.timeouts.action);
  await tab.page.bringToFront();
  const words = request(control, found !== null, run.timeouts.person);
  const frames = [tab.page.mainFrame(), ...(place === null ? [] : [place.frame])];
  let refusal = '';
  for (;;) {
    const pointed = await pointedAt(tab, frames, run.timeouts.person, async () => {
      await showNotice(tab.page, `${refusal}${words}`);
      if (refusal === '') run.note(words, 'warn');
    });
    if (pointed === 'nobody') throw nobodyPointed(control);
    if (pointed === 'deaf') throw deaf(control);
    const judged = await judge(tab, lesson, pointed, place);
    if (!('refused' in judged)) {
      await hideNotice(tab.page);
      return judged;
    }
    refusal = `Not taken: ${judged.refused}. `;
    run.note(`${refusal}Point at another element, or end with Ctrl-C.`, 'warn');
  }
}

function request({ name, purpose }: Control, isFound: boolean, patience: number): string {
  const now = isFound ? 'What would be used now is marked.' : 'Nothing is found for it now.';
  return `Please point at ${name} in the window and click on it: ${purpose}. ${now} The click presses nothing. It is waited for at most ${patience / 1000} s.`;
}

function nobodyPointed({ name }: Control): SwapError {
  return new SwapError(
    'person-needed',
    `Somebody had to point at ${name}, and nobody did in time (TIMEOUT_PERSON). Nothing was written.`,
    'Run it again with somebody before the window.',
  );
}

function deaf({ name }: Control): SwapError {
  return new SwapError(
    'person-needed',
    `Somebody had to point at ${name}, and the page let nobody: it was about to be left for another one. Nothing was written.`,
    'Run the same command again, and click on nothing before you are asked to.',
  );
}
