import type { Findings } from '../findings.js';
import type { FlowEnd } from '../report/conclude.js';
import { type Job, inBrowser } from './in-browser.js';

/**
 * Lets the flow work in a browser. Where that crashed or was closed past the first press, or others use it too, the flow
 * starts anew in another one, as the same command would: it looks at where things are, and finishes from there. Once: what
 * ends two browsers will end a third.
 */
export async function inBrowserOrAnother(
  job: Job,
  findings: Findings,
  isShared: boolean,
  note: (text: string, level: 'warn') => void,
): Promise<FlowEnd> {
  const end = await inBrowser(job);
  const isPressed = findings.pressed.length > 0;
  const isLost = end.error?.code === 'browser-closed' && (isPressed || isShared);
  if (!isLost || job.ending.signal.aborted) return end;
  note(
    `The browser was closed, or crashed${isPressed ? ', past the first press: another one is opened to finish from where things are' : ': another one is opened'}.`,
    'warn',
  );
  const { before } = findings;
  // That was why the flow stopped in the first.
  findings.stop = null;
  try {
    return await inBrowser(job);
  } finally {
    // The flow has noted how it found the connector this time; the run began with what it found first.
    if (isPressed) findings.before = before;
  }
}
