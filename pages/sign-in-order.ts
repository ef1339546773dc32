import type { OneTimeCodes } from './one-time-codes.js';
import type { LookAtSignIn } from './sign-in-screen.js';
import type { Tab } from './tab.js';
import type { OwnSecret } from './type-secret.js';

/** Who signs in. */
export interface SignInAccount {
  readonly username: string;
  /** `null` where the account has none here: a session is there already, or a person signs in and nothing is typed. */
  readonly password: OwnSecret | null;
  readonly codes: OneTimeCodes | null;
  /** The beginning of the settings that name this account. */
  readonly settings: 'JIRA' | 'ALIGN';
  /** Told right before the password is typed: from there on it may have been sent. */
  readonly onSubmit: () => void;
}

/** Somebody who sits before the window and does what only a person may. */
export interface Person {
  /** Milliseconds that they have for it. */
  readonly patience: number;
  readonly tell: (text: string) => void;
}

/** A sign-in that was made. */
export interface SignedIn {
  /** Who did the last of it: only where this run's own password did is the session known to be its account's. */
  readonly by: 'password' | 'person' | 'nobody';
  /** Whether anything was typed. */
  readonly typed: boolean;
}

/** A sign-in that is to be made, from whatever screen the tab shows. */
export interface SignInOrder {
  readonly tab: Tab;
  readonly look: LookAtSignIn;
  readonly account: SignInAccount;
  readonly person: Person | null;
  /** Milliseconds for the whole, without what a person is given. */
  readonly patience: number;
}
