import { AuthorisedApplications } from '../../pages/authorised-applications.js';
import { SwapError } from '../../pages/errors.js';
import type { Tab } from '../../pages/tab.js';
import { checkConnector } from '../checks.js';
import { type AlignTarget, openConnector } from '../connector.js';
import type { FlowEnd } from '../report/conclude.js';
import type { Run } from '../run/run.js';
import { signInBoth } from '../sign-in-both.js';
import { type Tell, ok, problem } from './check.js';
import type { Survey } from './survey.js';

/** What a way ends with where a screen is not as it should be, so that one of its controls may have drifted. */
const DRIFTED = ['unknown-screen', 'control-not-found', 'control-ambiguous', 'control-disabled'];

/**
 * Signs both accounts in and walks to every screen that can be reached without pressing what changes something, looking at each
 * before it goes on. Where the way ends, the screen that it ended at is looked at once more, for what could be missing there.
 */
export async function walk(run: Run, target: AlignTarget, survey: Survey, tell: Tell): Promise<FlowEnd> {
  const watched = watching(run, survey);
  try {
    const { jira, align } = await signInBoth(watched.run, target);
    await run.step('Look at the authorised applications', async () => {
      const list = new AuthorisedApplications(jira.tab, run.target.jira.url);
      await list.read();
      await survey.lookAtApplications(jira.tab);
    });
    const { details } = await run.step('Open the connector', () => openConnector(watched.run, align, target));
    await run.step('Look at the connector window', () => survey.lookAtWindow(align.tab));
    tell(ok('screens', 'all that can be reached without a press that changes something were reached'));
    try {
      checkConnector(details, run.target);
      tell(
        ok('connector', `“${details.name ?? ''}” can be edited, and stands at ${details.label ?? 'no known label'}`),
      );
    } catch (error) {
      // That its button is not known is said of the button.
      if (!(error instanceof SwapError)) throw error;
      if (details.label !== null) tell(problem('connector', error));
    }
    return { outcome: 'verified', error: null };
  } catch (error) {
    run.signal.throwIfAborted();
    if (!(error instanceof SwapError)) throw error;
    if (DRIFTED.includes(error.code)) await watched.lookWhereItStopped();
    tell(problem('screens', error));
    return { outcome: 'stopped', error };
  }
}

/** The same run, with each screen looked at as it passes, and where a sign-in fails before its page is emptied. */
function watching(run: Run, survey: Survey): { readonly run: Run; readonly lookWhereItStopped: () => Promise<void> } {
  let last: Tab | null = null;
  let isSeen = false;
  const lookAt = async (tab: Tab | null): Promise<void> => {
    if (tab === null || isSeen) return;
    isSeen = true;
    await survey.lookWhereItStopped(tab);
  };
  const own: Run = {
    ...run,
    tab: (page) => {
      const tab: Tab = { ...run.tab(page), onScreen: () => survey.look(tab) };
      last = tab;
      return tab;
    },
    offRecord: (page, work) =>
      run.offRecord(page, async () => {
        try {
          return await work();
        } catch (error) {
          if (error instanceof SwapError && DRIFTED.includes(error.code)) await lookAt(last);
          throw error;
        }
      }),
  };
  return { run: own, lookWhereItStopped: () => lookAt(last) };
}
