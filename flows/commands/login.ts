import { stderr, stdout } from 'node:process';

import { SwapError } from '../../pages/errors.js';
import type { LoginOptions, Surroundings } from './options.js';
import { loadFleet } from '../config/fleet.js';
import { loadConfiguration } from '../config/load.js';
import type { Configuration } from '../config/target.js';
import { logOutAndForget, login } from '../login.js';
import type { FlowEnd } from '../report/conclude.js';
import { notRun } from '../report/not-run.js';
import { consoleWriter } from '../report/console.js';
import { printable, printableJson } from '../report/printable.js';
import type { Result } from '../report/result.js';
import { execute } from '../run/execute.js';
import { newRunId } from '../run/folder.js';
import type { Run } from '../run/run.js';
import { requireScreen } from '../run/screen.js';
import { ACCOUNT_NAMES, type AccountKind, type SessionPlace } from '../session/place.js';
import { type KeptSession, deleteSession, lookForSession, openSession } from '../session/store.js';
import { usable } from '../session/take-up.js';
import { registryOf } from './carry-out.js';
import { reportFailure } from './failure.js';
import { isLive } from './targets.js';

/** Milliseconds that a run has beside the time that a person is given. */
const AROUND = 60_000;

/** `connector-swap login`: a person signs in and the session is kept, or it is forgotten; gives the exit code. */
export async function loginCommand(options: LoginOptions, surroundings: Surroundings): Promise<number> {
  const { account, forget = false, json = false } = options;
  try {
    const configuration = await configurationOf(options, surroundings);
    const place = configuration.sessions[account];
    if (place === null) throw new TypeError('Missing settings were not refused.');
    if (!forget) requireScreen(surroundings.environment, 'A sign-in by hand needs a window', ELSEWHERE);
    const work = forget ? forgetSession : keepNewSession;
    const result = await work(configuration, place, (flow, headed) =>
      carryOut(configuration, options, surroundings, flow, headed),
    );
    if (json) stdout.write(`${printableJson(result)}\n`);
    return result.exitCode;
  } catch (error) {
    return reportFailure(error, json, 'login');
  }
}

/** The settings of the environment, or those of a target of the targets file: a session is the account's, whichever target names it. */
async function configurationOf(
  options: LoginOptions,
  { environment, directory }: Surroundings,
): Promise<Configuration> {
  const { account, forget = false, target, envFile = null, artifacts } = options;
  const given = artifacts === undefined ? {} : { artifacts };
  const sources = { command: 'login', login: { account, forget }, environment, envFile, directory, ...given } as const;
  if (target === undefined) return await loadConfiguration(sources);
  const [configuration] = await loadFleet(sources, { is: 'named', names: [target] }, () => true);
  if (configuration === undefined) throw new TypeError('A target that is not there was not refused.');
  return configuration;
}

const ELSEWHERE =
  'Run it on a machine with a screen and the same settings, then copy the file from SESSION_DIR there to SESSION_DIR here.';

type CarryOut = (flow: (run: Run) => Promise<FlowEnd>, headed: boolean) => Promise<Result>;

async function keepNewSession(
  { sessions: { key } }: Configuration,
  place: SessionPlace,
  run: CarryOut,
): Promise<Result> {
  if (key === null) throw new TypeError('A missing key was not refused.');
  return await run(async (each) => ({ outcome: await login(each, place, key), error: null }), true);
}

/** A browser is opened only where there is a session to end, and a known way to end it. */
async function forgetSession(configuration: Configuration, place: SessionPlace, run: CarryOut): Promise<Result> {
  const { kind } = place;
  if ((await lookForSession(place)).is === 'missing') return told(`No session of ${ACCOUNT_NAMES[kind]} is kept.`);
  const cookies = await openForLogOut(configuration, place);
  if (typeof cookies === 'string') {
    await deleteSession(place);
    return told(`The kept session of ${ACCOUNT_NAMES[kind]} is deleted. It was not ended at the site: ${cookies}.`);
  }
  return await run(async (each) => ({ outcome: await logOutAndForget(each, place, cookies), error: null }), false);
}

/** The cookies to log out with, or why that can't be done. */
async function openForLogOut(
  { sessions: { key }, target }: Configuration,
  place: SessionPlace,
): Promise<KeptSession['cookies'] | string> {
  if (place.kind === 'admin') return 'no way to log out of Jira Align is known';
  if (target.jira.atlassianIdUrl === null) return 'no way to log out of a Jira without Atlassian ID is known';
  if (key === null) return 'without SESSION_KEY it can’t be opened';
  try {
    const session = await openSession(place, key);
    const cookies = session === null ? [] : usable(session);
    return cookies.length === 0 ? 'it is too old to be used' : cookies;
  } catch (error) {
    // Whatever keeps it from being opened, it is to be deleted all the same.
    if (error instanceof SwapError) return error.message.replace(/\.$/, '');
    throw error;
  }
}

/** The result of a command that had nothing to do in a browser. */
function told(text: string): Result {
  stderr.write(`${printable(text)}\n`);
  return notRun(newRunId(), 'login', null);
}

async function carryOut(
  configuration: Configuration,
  options: LoginOptions,
  { environment }: Surroundings,
  flow: (run: Run) => Promise<FlowEnd>,
  headed: boolean,
): Promise<Result> {
  const registry = registryOf(configuration);
  const { timeouts, sessions } = configuration;
  const none: Record<AccountKind, null> = { service: null, admin: null };
  return await execute({
    command: 'login',
    configuration: {
      ...configuration,
      timeouts: { ...timeouts, signIn: timeouts.person, run: Math.max(timeouts.run, timeouts.person + AROUND) },
      // The session that was kept before must not be the one that is kept now.
      sessions: { ...sessions, ...none },
    },
    environment,
    registry,
    reporters: [consoleWriter(stderr, isLive(environment), registry)],
    headed,
    // A screenshot would show what a person does in their own window.
    evidence: 'none',
    video: false,
    slowMo: 0,
    shared: null,
    around: (_name, work) => work(),
    logLevel: options.logLevel,
    flow,
  });
}
