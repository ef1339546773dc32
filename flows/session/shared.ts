import { SwapError } from '../../pages/errors.js';
import { exitCode } from '../report/exit-codes.js';
import { type SessionPlace, bindingOf } from './place.js';
import type { KeptSession } from './store.js';

/** What the targets of one command share that sign in as the same accounts. It lives in memory, as long as the command. */
export interface SharedSessions {
  /**
   * Signs an account in for one target at a time: those that come later find the session of the first.
   * @throws the error of an earlier target whose sign-in was refused: the same password is not typed again.
   */
  readonly inTurn: <T>(place: SessionPlace, signIn: () => Promise<T>) => Promise<T>;
  /** The session that an earlier target has gained. */
  readonly sessionOf: (place: SessionPlace) => KeptSession | null;
  readonly keep: (place: SessionPlace, session: KeptSession) => void;
}

/** Nothing is shared yet. */
export function sharedSessions(): SharedSessions {
  const sessions = new Map<string, KeptSession>();
  const turns = new Map<string, Promise<unknown>>();
  const refused = new Map<string, SwapError>();
  return {
    sessionOf: (place) => sessions.get(bindingOf(place)) ?? null,
    keep: (place, session) => void sessions.set(bindingOf(place), session),
    inTurn: async (place, signIn) => {
      const account = accountOf(place);
      const before = turns.get(account) ?? Promise.resolve();
      const turn = before.then(async () => {
        const earlier = refused.get(account);
        if (earlier !== undefined) throw earlier;
        return await signIn().catch((error: unknown) => {
          if (error instanceof SwapError && isRefusal(error)) refused.set(account, notAgain(error));
          throw error;
        });
      });
      turns.set(
        account,
        turn.catch(() => undefined),
      );
      return await turn;
    },
  };
}

/** Where the password goes: an account at Atlassian ID is the same one for all of its sites. */
function accountOf({ username, sites }: SessionPlace): string {
  return JSON.stringify([username.toLowerCase(), sites.at(-1)?.origin]);
}

/** Sign-in refused, for whatever reason: a password that was wrong once, and a captcha, come again. */
function isRefusal({ code }: SwapError): boolean {
  return exitCode(code, { pressed: false, authorised: false }) === 3;
}

function notAgain({ code, message, hint }: SwapError): SwapError {
  return new SwapError(
    code,
    `The same account was refused for another target, and is not tried again. ${message}`,
    hint,
  );
}
