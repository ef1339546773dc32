import type { Control } from './controls/control.js';

/** A site's sign-in forms: how people call it, and its controls. */
export interface SignInPlace {
  readonly name: string;
  readonly username: Control;
  readonly password: Control;
  readonly submit: Control;
  readonly code: Control | null;
  readonly codeSubmit: Control;
  /** Where refusals stand; `null` where that is unknown, and a refusal is told by new words or by the form's coming back. */
  readonly refusal: Control | null;
}

/** What only a person can do. */
export type PersonNeed = 'captcha' | 'e-mailed code' | 'code' | 'chooser' | 'provider' | 'sign-in';

/** The screens that can follow one another in a sign-in, by what has to be done there. */
export type SignInScreen =
  /** The user name alone is asked for. */
  | { readonly is: 'username'; readonly at: SignInPlace }
  /** The password alone, for the account that is shown or was typed just before. */
  | { readonly is: 'password'; readonly at: SignInPlace }
  /** User name and password in one form. */
  | { readonly is: 'form'; readonly at: SignInPlace }
  /** A one-time code of the second factor. */
  | { readonly is: 'code'; readonly at: SignInPlace }
  /** Something to be pressed and passed: an offer to put off, a button that leads on to the form. */
  | { readonly is: 'press'; readonly what: Control }
  /** The choice between remembered accounts; `another` is none of them. */
  | { readonly is: 'chooser'; readonly another: Control }
  | { readonly is: 'refused'; readonly at: SignInPlace; readonly text: string }
  | { readonly is: 'unknown-account'; readonly at: SignInPlace }
  /** A way in that is switched off, or that the settings do not name. */
  | { readonly is: 'closed'; readonly what: string; readonly hint: string }
  | { readonly is: 'person'; readonly needs: PersonNeed }
  | { readonly is: 'arrived' };

/** Looks once; `null` while nothing that is known can be seen. */
export type LookAtSignIn = () => Promise<SignInScreen | null>;

/** Which screen it is, for telling whether it was passed already. */
export function screenKey(screen: SignInScreen): string {
  switch (screen.is) {
    case 'username':
    case 'password':
    case 'form':
    case 'code':
      return `${screen.is} at ${screen.at.name}`;
    case 'press':
      return `press ${screen.what.name}`;
    case 'person':
      return `person for ${screen.needs}`;
    case 'chooser':
    case 'refused':
    case 'unknown-account':
    case 'closed':
    case 'arrived':
      return screen.is;
  }
}

/** Words of a refusal, where its texts are unknown. */
export const REFUSAL =
  /incorrect|invalid|wrong|not (?:recogni[sz]ed|match|valid)|fail|denied|locked|disabled|too many|try again|unable/i;

/** Words that say an account is locked, or asked too often, in the languages that were seen. */
export const LOCKED =
  /locked|too many|disabled|throttled|temporarily|try again later|bloquead|demasiad|gesperrt|zu viele|später erneut/i;

/** Words that say a code went out by e-mail. */
export const EMAILED_CODE =
  /e-?mailed (?:you )?a .*code|sent .*code .*(?:e-?mail|inbox)|code .*(?:por correo|per e-mail)|(?:correo|e-mail).*c[oó]d(?:igo|e)/i;
