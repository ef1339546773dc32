import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright';

import { NO_OVERRIDES } from '../../pages/controls/overrides.js';
import { requireUnderstood } from '../../pages/controls/understood.js';
import type { OneTimeCodes } from '../../pages/one-time-codes.js';
import type { Person } from '../../pages/sign-in-order.js';
import type { CodeSource, Configuration } from '../config/target.js';
import { type Delivered, deliver, hasRecordings } from '../evidence/deliver.js';
import { type Recorder, makeRecorder } from '../evidence/recorder.js';
import { requireEncoder } from '../evidence/video.js';
import { type Findings, nothingFound } from '../findings.js';
import { oneTimeCodes } from '../one-time-codes.js';
import { planOf } from '../plan/plan.js';
import { ticketText } from '../plan/ticket.js';
import { type FlowEnd, NOT_ENDED } from '../report/conclude.js';
import { logWriter } from '../report/log.js';
import { inShell, sameSettings } from '../report/in-shell.js';
import { type Reporter, allReporters } from '../report/reporter.js';
import type { Result } from '../report/result.js';
import type { SecretRegistry } from '../report/secret-registry.js';
import { browserVersion } from '../versions.js';
import { inBrowserOrAnother } from './another-browser.js';
import { WIND_UP, flowOver, watchRun } from './asked-to-end.js';
import { newContext } from './context.js';
import { makeRunFolder, newRunId } from './folder.js';
import type { Job, Opened } from './in-browser.js';
import { noteBefore, noteDrift } from './notices.js';
import { openFor } from './open-for.js';
import type { Order } from './order.js';
import { deletePrivateFolder, makePrivateFolder, sweepLeftovers } from './private-folder.js';
import { seenRemotely } from './remote-browser.js';
import { type Known, type RunFolder, keepRunFolder } from './run-folder.js';
import { type Run, stepRunner } from './run.js';
import type { Ending } from './signals.js';

/** Carries out one flow in a browser of its own, and leaves a folder with its result, its log and its evidence. */
export async function execute(order: Order): Promise<Result> {
  const scratch = makePrivateFolder();
  // A result is not thrown away because something could not be tidied up after it.
  const tidyUp = (): Promise<void> =>
    deletePrivateFolder(scratch).catch(() => {
      allReporters(order.reporters).noted(`${scratch} could not be deleted: the next run tries again.`, 'warn');
    });
  try {
    return await carryOut(order, scratch, tidyUp);
  } catch (error) {
    await tidyUp();
    throw error;
  }
}

/** Clears away what runs left that were killed. */
export async function sweep(own: string, note: Required<Reporter>['noted']): Promise<void> {
  const { gone, stuck } = await sweepLeftovers(own);
  const killed = gone === 1 ? 'a run that was killed' : `${gone} runs that were killed`;
  if (gone > 0) note(`What ${killed} left is deleted: browser profile and raw recordings.`, 'info');
  for (const folder of stuck) note(`${folder}, which a run left that was killed, could not be deleted.`, 'warn');
}

async function carryOut(order: Order, scratch: string, tidyUp: () => Promise<void>): Promise<Result> {
  const { command, configuration, registry, evidence, video } = order;
  const runId = newRunId();
  const path = makeRunFolder(configuration.artifactsDir, runId);
  const log = logWriter(join(path, 'run.ndjson'), runId, order.logLevel, registry);
  const reporter = allReporters([...order.reporters, log]);
  const findings = nothingFound();
  const ending = watchRun(configuration, findings, reporter);
  const recorder = makeRecorder({
    ...{ evidence, video, scratch, slowMo: order.slowMo },
    onMissing: (what, why) => {
      reporter.traced('evidence missing', { what, why });
    },
  });
  const folder = keepRunFolder(path, registry, (what) => {
    reporter.noted(`${what} could not be written: is the disk full?`, 'warn');
  });
  const known = (end: FlowEnd): Known => ({
    ...{ runId, command, configuration, findings, end, steps: runner.steps },
    signalled: ending.exitCode(),
  });
  const keep = async (): Promise<void> => {
    await folder.write(known(NOT_ENDED));
  };
  const runner = stepRunner({
    ...{ reporter, recorder, around: order.around, signal: ending.signal, checkpoint: ending.checkpoint },
    ...{ patience: configuration.timeouts.action, overrides: configuration.controls?.overrides ?? NO_OVERRIDES },
    witness: async (step, index, picture) => {
      if (picture !== null) folder.keepPicture(step, index, picture);
      await keep();
    },
  });
  await noteBefore(command, configuration, reporter);
  // Those that share a browser have folders of the same process, and were swept for before.
  if (order.shared === null) await sweep(scratch, reporter.noted);

  // Others for another browser: of one that was lost some may never answer.
  let contexts: Promise<BrowserContext>[] = [];
  let last: Opened | null = null;
  const job: Job = {
    ending,
    open: async () => (last = await openFor(order, scratch, (contexts = []), last?.browser ?? null, ending.signal)),
    step: runner.step,
    work: async (browser) => {
      if (video) await requireEncoder(browser, scratch);
      const parts = { runId, reporter, recorder, runner, ending, findings, contexts, keep };
      return await order.flow(await runIn(browser, order, parts));
    },
    stop: () => findings.stop,
    windUp: () => (findings.pressed.length === 0 ? 0 : WIND_UP),
    stopRecording: recorder.stop,
    onUnexpected: (what, error) => {
      reporter.traced(what, { stack: error instanceof Error ? error.stack : String(error) });
    },
  };
  const end = await inBrowserOrAnother(job, findings, order.shared !== null, reporter.noted);
  const afterwards = flowOver(ending, hasRecordings(recorder), reporter);

  const delivered = await deliver(recorder, path, registry, afterwards.enough);
  afterwards.recordingsDone();
  if (end.outcome === 'planned') keepPlan(order, runId, findings, folder.keepText, join(path, 'plan.json'));
  const result = await writeDown(folder, known(end), delivered, reporter);
  noteDrift(result, reporter);
  afterwards.allTold();
  reporter.ended(result, findings.downSince);
  log.close();
  await tidyUp();
  ending.stop();
  return result;
}

/** Writes the result, and once more where that or the log still held a secret. */
async function writeDown(
  folder: RunFolder,
  known: Known,
  delivered: Delivered,
  { noted }: Required<Reporter>,
): Promise<Result> {
  const written = await folder.write(known, delivered);
  const own = await folder.search();
  const withheld = [...delivered.withheld, ...own];
  for (const { name, why } of withheld) noted(`${name} was deleted: ${why}`, 'warn');
  if (own.length === 0) return written;
  const result = await folder.write(known, { ...delivered, withheld });
  await folder.search();
  return result;
}

/** Leaves the plan of a dry run, and a text for the change ticket. */
function keepPlan(
  { configuration, registry }: Order,
  runId: string,
  findings: Findings,
  keep: (name: string, text: string) => void,
  path: string,
): void {
  const { target, controls } = configuration;
  const plan = planOf({ runId, target, controls, findings });
  keep('plan.json', `${JSON.stringify(registry.cleanData(plan), null, 2)}\n`);
  keep(
    'change-ticket.txt',
    ticketText(
      plan,
      `connector-swap swap${sameSettings({ envFile: configuration.envFile, target: target.name })} --plan ${inShell(path)}`,
    ),
  );
}

/** The parts that a run is put together from. */
interface Parts {
  readonly runId: string;
  readonly reporter: Required<Reporter>;
  readonly recorder: Recorder;
  readonly runner: ReturnType<typeof stepRunner>;
  readonly ending: Ending;
  readonly findings: Findings;
  /** Every context that the run has asked for. */
  readonly contexts: Promise<BrowserContext>[];
  readonly keep: Run['keep'];
}

async function runIn(browser: Browser, order: Order, parts: Parts): Promise<Run> {
  const { configuration, registry } = order;
  const { reporter, recorder, runner, ending } = parts;
  const openContext: Run['openContext'] = async () => {
    const opening = newContext(browser, configuration.browser, registry, recorder);
    parts.contexts.push(opening);
    return await opening;
  };
  const { remote } = configuration.browser;
  if (remote !== null) parts.findings.remoteBrowser = { origin: remote.origin, saw: seenRemotely(order.evidence) };
  parts.findings.versions = { ...parts.findings.versions, browser: browserVersion(browser) };
  const context = await openContext();
  await requireUnderstood(context, configuration.controls?.overrides ?? NO_OVERRIDES);
  return {
    id: parts.runId,
    context,
    openContext,
    findings: parts.findings,
    codes: codesOf(configuration, registry, order.shared?.sessions.usedCodes ?? new Set()),
    person: personOf(order, (text) => {
      reporter.noted(text, 'warn');
    }),
    signal: ending.signal,
    target: configuration.target,
    timeouts: configuration.timeouts,
    lockDir: configuration.lockDir,
    sessions: configuration.sessions,
    shared: order.shared?.sessions ?? null,
    keep: parts.keep,
    learn: (value) => {
      registry.add(value);
    },
    step: runner.step,
    signInStep: runner.signInStep,
    offRecord: recorder.offRecord,
    tab: runner.tab,
    inFront: runner.inFront,
    note: (text, level = 'info') => {
      reporter.noted(text, level);
    },
  };
}

function codesOf({ target }: Configuration, registry: SecretRegistry, used: Set<string>): Run['codes'] {
  const codes = (source: CodeSource | null): OneTimeCodes | null =>
    source === null
      ? null
      : oneTimeCodes(source, used, (code) => {
          registry.addSecret(code);
        });
  return { jira: codes(target.jira.codes), align: codes(target.align?.codes ?? null) };
}

/** A window that is shown has somebody before it. */
function personOf({ headed, configuration }: Order, tell: Person['tell']): Person | null {
  return headed ? { patience: configuration.timeouts.person, tell } : null;
}
