import { AuthorisedApplications } from '../../pages/authorised-applications.js';
import { SwapError } from '../../pages/errors.js';
import { checkConnector } from '../checks.js';
import { type AlignTarget, openConnector } from '../connector.js';
import type { FlowEnd } from '../report/conclude.js';
import type { Run } from '../run/run.js';
import { signInBoth } from '../sign-in-both.js';
import { type Tell, ok, problem } from './check.js';
import type { Survey } from './survey.js';
import { watching } from './watch.js';

/**
 * Signs both accounts in and walks to every screen that can be reached without pressing what changes something, looking at each
 * before it goes on. Where the way ends, the screen that it ended at is looked at once more, for what could be missing there.
 */
export async function walk(run: Run, target: AlignTarget, survey: Survey, tell: Tell): Promise<FlowEnd> {
  const watched = watching(run, survey.lookWhereItStopped, survey.look);
  try {
    const { jira, align } = await signInBoth(watched, target);
    await watched.step('Look at the authorised applications', async () => {
      const list = new AuthorisedApplications(jira.tab, run.target.jira.url);
      await list.read();
      await survey.lookAtApplications(jira.tab);
    });
    const { details } = await watched.step('Open the connector', () => openConnector(watched, align, target));
    await watched.step('Look at the connector window', () => survey.lookAtWindow(align.tab));
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
    tell(problem('screens', error));
    return { outcome: 'stopped', error };
  }
}
