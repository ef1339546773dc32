import type { Configuration } from '../config/target.js';
import type { Findings } from '../findings.js';
import type { Reporter } from '../report/reporter.js';
import { type Ending, watchForEnding } from './signals.js';

/**
 * Milliseconds of the 15 s in which a run ends that was asked to: to bring a connector home that is down, and then to look at
 * it once more. What is left is for the recorders, the browser and the report.
 */
const GRACE = 5_000;
/** The second of the two. */
export const WIND_UP = 5_000;

/** What is told at once when a run is asked to end, and when it ends. */
const HELD = `Asked to end: the connector has no authorisation now, and up to ${GRACE / 1000} s are taken to bring it back. Ask again to end without that.`;
const CLOSING = 'Ending: the browser is being closed.';
const LOOKING = `Ending: the connector is looked at once more, which takes ${WIND_UP / 1000} s at the most.`;

/** What is told once its flow has ended: without being asked, since cleaning can take seconds, and at the first signal. */
const CLEANING = 'The recordings are being cleaned of secrets.';
const STILL_CLEANING = 'Ending: the recordings are being cleaned. Ask again to leave out those that are not clean yet.';
const WRITING = 'Ending: the result is being written.';

/** Watches for what ends the run, and tells of it at once: silence would invite a signal that can't be caught. */
export function watchRun({ timeouts }: Configuration, findings: Findings, { noted }: Required<Reporter>): Ending {
  const ending = watchForEnding({
    deadline: timeouts.run,
    grace: () => (isDown(findings) ? GRACE : 0),
    onHeld: () => {
      noted(HELD, 'warn');
    },
  });
  ending.signal.addEventListener('abort', () => {
    noted(findings.pressed.length === 0 ? CLOSING : LOOKING, 'warn');
  });
  return ending;
}

/** Whether the run has pressed what can cost the authorisation, has not seen it come back, and has not given up. */
function isDown({ pressed, after, stop }: Findings): boolean {
  return stop === null && pressed.some((press) => press !== 'Save') && after.authorisation !== 'authorised';
}

/** What is left to do once the flow of a run has ended. */
interface Afterwards {
  /** Aborted where somebody does not wait for the recordings. */
  readonly enough: AbortSignal;
  readonly recordingsDone: () => void;
  /** Nothing is left to be told. */
  readonly allTold: () => void;
}

/** The flow has ended: says what is still being done, and says so again to whoever asks for the end meanwhile. */
export function flowOver(ending: Ending, hasRecordings: boolean, { noted }: Required<Reporter>): Afterwards {
  let doing: string | null = hasRecordings ? STILL_CLEANING : WRITING;
  if (hasRecordings) noted(CLEANING, 'info');
  const enough = ending.over(() => {
    if (doing !== null) noted(doing, 'warn');
  });
  return {
    enough,
    recordingsDone: () => {
      doing = WRITING;
    },
    allTold: () => {
      doing = null;
    },
  };
}
