import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { errors, type Browser, type BrowserContext } from 'playwright';

import { SwapError } from '../../pages/errors.js';
import { isClosed } from '../../pages/gone.js';
import type { OneTimeCodes } from '../../pages/one-time-codes.js';
import type { Person } from '../../pages/sign-in.js';
import type { BrowserSettings, CodeSource, Configuration } from '../config/target.js';
import { nothingFound } from '../findings.js';
import { oneTimeCodes } from '../one-time-codes.js';
import { type FlowEnd, conclude } from '../report/conclude.js';
import { type LogLevel, logWriter } from '../report/log.js';
import { type Reporter, allReporters } from '../report/reporter.js';
import { type Result, resultSchema } from '../report/result.js';
import type { SecretRegistry } from '../report/secret-registry.js';
import { isSecretCookie } from '../session/cookies.js';
import { clientCertificateOption, openBrowser } from './browser.js';
import { checkEveryServer } from './check-every-server.js';
import { type Evidence, screenshots } from './evidence.js';
import type { Environment } from './find-browser.js';
import { makeRunFolder, newRunId, writePrivately } from './folder.js';
import { forbiddenByPolicy } from './policies.js';
import { postedSecrets } from './posted-secrets.js';
import { type Run, stepRunner } from './run.js';
import { type Ending, watchForEnding } from './signals.js';

/** What is to be carried out, and how. */
export interface Order {
  readonly command: 'swap' | 'verify' | 'login';
  readonly flow: (run: Run) => Promise<FlowEnd>;
  readonly configuration: Configuration;
  readonly environment: Environment;
  readonly registry: SecretRegistry;
  readonly reporters: readonly Reporter[];
  readonly headed: boolean;
  readonly evidence: Evidence;
  readonly logLevel: LogLevel;
}

/** Query parameters that are secrets while they live: tokens, verifiers, one-time codes. */
const SECRET_PARAMETERS = ['oauth_token', 'oauth_verifier', 'oauth_token_secret', 'code', 'token'];

/** Milliseconds that a flow has after the run was ended, where something was pressed: one look at the connector takes 25 s at the most. */
const WIND_UP = 30_000;

/** Milliseconds for a flow to let go once its browser is closed. */
const LET_GO = 2_000;

/** Carries out one flow in a browser of its own, and leaves a folder with its result and its log. */
export async function execute(order: Order): Promise<Result> {
  const { command, configuration, registry, evidence } = order;
  const id = newRunId();
  const folder = makeRunFolder(configuration.artifactsDir, id);
  const log = logWriter(join(folder, 'run.ndjson'), id, order.logLevel, registry);
  const reporter = allReporters([...order.reporters, log]);
  const ending = watchForEnding(configuration.timeouts.run);
  const shots = screenshots(folder, (why) => {
    reporter.traced('screenshot missing', { why });
  });
  const witness = evidence === 'screens' ? shots.witness : (): Promise<void> => Promise.resolve();
  const runner = stepRunner(reporter, witness, {
    patience: configuration.timeouts.action,
    signal: ending.signal,
    ladders: configuration.ladders,
  });
  const findings = nothingFound();
  for (const warning of configuration.warnings) reporter.noted(warning, 'warn');

  const end = await inBrowser(
    order,
    ending,
    runner.step,
    async (openContext) => {
      const run: Run = {
        id,
        context: await openContext(),
        openContext,
        findings,
        codes: codesOf(configuration, registry),
        person: personOf(order, (text) => {
          reporter.noted(text, 'warn');
        }),
        signal: ending.signal,
        target: configuration.target,
        timeouts: configuration.timeouts,
        lockDir: configuration.lockDir,
        sessions: configuration.sessions,
        learn: (value) => {
          registry.add(value);
        },
        step: runner.step,
        tab: runner.tab,
        note: (text, level = 'info') => {
          reporter.noted(text, level);
        },
      };
      return await order.flow(run);
    },
    () => (findings.pressed.length === 0 ? 0 : WIND_UP),
    (error) => {
      reporter.traced('unexpected', { stack: error instanceof Error ? error.stack : String(error) });
    },
  );
  ending.stop();

  const artifacts = [join(folder, 'result.json'), join(folder, 'run.ndjson'), ...shots.files];
  const signalled = ending.exitCode();
  const { steps } = runner;
  const concluded = conclude({ runId: id, command, configuration, findings, end, signalled, steps, artifacts });
  const result = resultSchema.parse(registry.cleanData(concluded));
  try {
    writePrivately(join(folder, 'result.json'), `${JSON.stringify(result, null, 2)}\n`);
  } catch {
    reporter.noted('result.json could not be written: is the disk full?', 'warn');
  }
  reporter.ended(result, findings.downSince);
  log.close();
  return result;
}

async function inBrowser(
  { configuration, environment, headed, registry }: Order,
  ending: Ending,
  step: Run['step'],
  work: (openContext: Run['openContext']) => Promise<FlowEnd>,
  windUp: () => number,
  onUnexpected: (error: unknown) => void,
): Promise<FlowEnd> {
  let browser: Browser | null = null;
  let flow: Promise<unknown> = Promise.resolve();
  try {
    const opened = await step('Open the browser', () => openBrowser(configuration.browser, headed, environment));
    browser = opened;
    const working = work(() => newContext(opened, configuration.browser, registry));
    flow = working;
    return await Promise.race([working, cutOff(ending.signal, windUp)]);
  } catch (error) {
    if (!(error instanceof SwapError)) onUnexpected(error);
    return { outcome: 'stopped', error: asSwapError(error, ending.signal) };
  } finally {
    await browser?.close();
    // What the flow still has to let go of, the lock above all, it does once the browser has failed it.
    await Promise.race([flow.catch(() => undefined), pause(LET_GO)]);
  }
}

/**
 * Ends for the ending's own reason: at once where nothing was pressed, else when the flow has had its time to look at the
 * connector once more. The flow mostly ends by itself; but some of the browser's calls never answer when it is closing.
 */
async function cutOff(signal: AbortSignal, windUp: () => number): Promise<FlowEnd> {
  if (!signal.aborted) await once(signal, 'abort');
  await pause(windUp());
  return { outcome: 'stopped', error: asSwapError(signal.reason, signal) };
}

async function newContext(
  browser: Browser,
  settings: BrowserSettings,
  registry: SecretRegistry,
): Promise<BrowserContext> {
  // English texts are what the last rungs of the ladders know.
  const context = await browser.newContext({
    locale: 'en-US',
    viewport: { width: 1280, height: 900 },
    acceptDownloads: false,
    ...clientCertificateOption(settings),
  });
  if (settings.clientCertificate !== null) checkEveryServer(context);
  learnSecrets(context, registry);
  return context;
}

function codesOf({ target }: Configuration, registry: SecretRegistry): Run['codes'] {
  const codes = (source: CodeSource | null): OneTimeCodes | null =>
    source === null
      ? null
      : oneTimeCodes(source, (code) => {
          registry.addSecret(code);
        });
  return { jira: codes(target.jira.codes), align: codes(target.align?.codes ?? null) };
}

/** A window that is shown has somebody before it. */
function personOf({ headed, configuration }: Order, tell: Person['tell']): Person | null {
  return headed ? { patience: configuration.timeouts.person, tell } : null;
}

/** Tokens, verifiers and session cookies are secrets from the moment they appear. */
function learnSecrets(context: BrowserContext, registry: SecretRegistry): void {
  context.on('request', (request) => {
    const { searchParams } = new URL(request.url());
    for (const name of SECRET_PARAMETERS) for (const value of searchParams.getAll(name)) registry.add(value);
    for (const value of postedSecrets(request)) registry.add(value);
  });
  context.on('response', (response) => {
    void response.headersArray().then(
      (headers) => {
        for (const { name, value } of headers) {
          if (name.toLowerCase() !== 'set-cookie') continue;
          const cookie = /^[^=]+=([^;]*)/.exec(value)?.[1] ?? '';
          if (isSecretCookie(cookie)) registry.add(cookie);
        }
      },
      () => undefined,
    );
  });
}

/** Every stop has a code and a hint; what nobody foresaw is said to be a bug. */
function asSwapError(error: unknown, signal: AbortSignal): SwapError {
  if (signal.aborted && signal.reason instanceof SwapError) return signal.reason;
  if (error instanceof SwapError) return error;
  const forbidden = forbiddenByPolicy(error);
  if (forbidden !== null) return forbidden;
  if (isClosed(error)) {
    return new SwapError(
      'browser-closed',
      'The browser, or the tab in use, was closed while the run went on.',
      'Leave the window open, then run the same command again.',
    );
  }
  const said = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
  if (error instanceof errors.TimeoutError) {
    return new SwapError(
      'unknown-screen',
      `Something on the screen did not let itself be used in time: ${said}`,
      'Look at the last screenshot: a notice may lie over the control, or the page may hang. TIMEOUT_ACTION sets the time.',
    );
  }
  return new SwapError(
    'internal',
    `Unexpected: ${said}`,
    'This is a bug. The log in the run’s folder has the details.',
  );
}
