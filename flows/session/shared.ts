import { SwapError } from '../../pages/errors.js';
import type { Deployment } from '../../pages/jira-deployment.js';
import type { ConnectorList } from '../../pages/known-list.js';
import { type SessionPlace, bindingOf } from './place.js';
import type { KeptSession } from './store.js';

/** One sign-in of a run. */
export interface Turn {
  /** The account, by its name and by where its password goes. */
  readonly account: string;
  /** What people call the target that it is for. */
  readonly target: string;
  /** Whose end is the end of the turn, whatever its calls may still wait for. */
  readonly over: AbortSignal;
}

/** An account of a Jira Align. */
interface AlignAccount {
  readonly url: URL;
  readonly username: string;
}

/** What the targets of one command share: sessions of the same accounts, and facts of the same sites. It lives in memory, as long as the command. */
export interface SharedSessions {
  /**
   * Signs an account in for one target at a time: those that come later find the session of the first. `signIn` says when it
   * sends the password.
   * @throws SwapError where the password was sent for another target, and did not let it in: it is not sent again.
   */
  readonly inTurn: <T>(turn: Turn, signIn: (onSubmit: () => void) => Promise<T>) => Promise<T>;
  /** The session that an earlier target has gained. */
  readonly sessionOf: (place: SessionPlace) => KeptSession | null;
  readonly keep: (place: SessionPlace, session: KeptSession) => void;
  /** One-time codes that were typed: each is good once. */
  readonly usedCodes: Set<string>;
  /** What kind of Jira each is, by its address, as it told an earlier target. */
  readonly deployments: Map<string, Deployment>;
  /** Each site's version, in the same way. */
  readonly versions: Map<string, string>;
  /** The page that lists an account's connectors, as an earlier target found it; `null` where none is known, or one came to nothing. */
  readonly listOf: (seat: AlignAccount) => ConnectorList | null;
  readonly learnList: (seat: AlignAccount, list: ConnectorList) => void;
  readonly forgetList: (seat: AlignAccount) => void;
}

/** Nothing is shared yet. */
export function sharedSessions(): SharedSessions {
  const sessions = new Map<string, KeptSession>();
  const turns = new Map<string, Promise<unknown>>();
  const spent = new Map<string, SwapError>();
  const lists = new Map<string, ConnectorList | null>();
  const keyOf = ({ url, username }: AlignAccount): string => JSON.stringify([url.href, username.toLowerCase()]);
  return {
    usedCodes: new Set(),
    deployments: new Map(),
    versions: new Map(),
    listOf: (seat) => lists.get(keyOf(seat)) ?? null,
    // A list that came to nothing would again.
    learnList: (seat, list) => {
      if (!lists.has(keyOf(seat))) lists.set(keyOf(seat), list);
    },
    forgetList: (seat) => void lists.set(keyOf(seat), null),
    sessionOf: (place) => sessions.get(bindingOf(place)) ?? null,
    keep: (place, session) => void sessions.set(bindingOf(place), session),
    inTurn: async ({ account, target, over }, signIn) => {
      const before = turns.get(account) ?? Promise.resolve();
      const turn = before.then(async () => {
        over.throwIfAborted();
        const earlier = spent.get(account);
        if (earlier !== undefined) throw earlier;
        const sent = { is: false };
        try {
          return await signIn(() => (sent.is = true));
        } catch (error) {
          if (sent.is && !isEnd(error)) spent.set(account, notAgain(error, target));
          throw error;
        }
      });
      // Of a browser that is lost some calls are never answered: the next need not wait for that.
      turns.set(account, Promise.race([turn.catch(() => undefined), aborted(over)]));
      return await turn;
    },
  };
}

/** What says nothing of the password: the browser was lost, or the run was to end. */
function isEnd(error: unknown): boolean {
  return error instanceof SwapError && ['browser-closed', 'interrupted', 'deadline'].includes(error.code);
}

/** Words of a page stay with the run that knows which secrets they could hold. */
function notAgain(error: unknown, target: string): SwapError {
  const { code, hint } =
    error instanceof SwapError
      ? error
      : ({ code: 'sign-in-refused', hint: 'Look at the result of that target.' } as const);
  const message = `The password of this account was sent for ${target}, and did not let it in: it is not sent again.`;
  return new SwapError(code, message, hint);
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((resolve) => {
    signal.addEventListener('abort', resolve);
  });
}
