import { originOf } from './address.js';
import { atlassianIdScreen, isAtAtlassianId } from './atlassian-id.js';
import { alignNavigation, alignSignIn as controls } from './controls/align.js';
import { look, seen } from './controls/look.js';
import { identityProviderScreen } from './identity-provider.js';
import { watchLeaving } from './leaving.js';
import { open } from './open.js';
import { signIn } from './sign-in.js';
import type { Person, SignInAccount, SignedIn } from './sign-in-order.js';
import type { SignInPlace, SignInScreen } from './sign-in-screen.js';
import type { Tab } from './tab.js';
import { until } from './until.js';

/** How Jira Align lets people in: by its own form, through the Atlassian account, or by an identity provider. */
export type AlignWay = 'manual' | 'atlassian' | 'saml';

/** Jira Align's own form: e-mail, password, Sign Me In. Where it says that it refused is unknown (docs/facts.md). */
const JIRA_ALIGN: SignInPlace = {
  name: 'Jira Align',
  ...controls,
  code: null,
  codeSubmit: controls.submit,
  refusal: null,
};

/** Where Jira Align is, and where its sign-in may lead. */
export interface AlignSite {
  readonly url: URL;
  readonly way: AlignWay;
  /** Atlassian ID's origin, where the target has one. */
  readonly atlassianId: string | null;
  /** The origins at which the Super Admin's password may be typed. */
  readonly allowed: readonly string[];
}

/** A sign-in that was made, and the first other origin that the way led through; `null` where it stayed on Jira Align's own. */
export interface AlignSignedIn extends SignedIn {
  readonly ledThrough: string | null;
}

/** The way in to Jira Align. */
export class AlignSignIn {
  readonly #tab: Tab;
  readonly #site: AlignSite;

  constructor(tab: Tab, site: AlignSite) {
    this.#tab = tab;
    this.#site = site;
  }

  /**
   * Opens Jira Align and signs in, unless the session is alive. `patience` is for the whole, in milliseconds. Gives by
   * whom it was done, and the other origin that the way led through, where there was one.
   * @throws SwapError as `signIn` and `open` do.
   */
  async signIn(account: SignInAccount, patience: number, person: Person | null): Promise<AlignSignedIn> {
    const way = watchLeaving(this.#tab, this.#site.url.origin);
    const look = async (): Promise<SignInScreen | null> => this.#leadsElsewhere(way.leftFor()) ?? (await this.screen());
    try {
      await open(this.#tab, this.#site.url);
      const signedIn = await signIn({ tab: this.#tab, look, account, person, patience });
      return { ...signedIn, ledThrough: way.leftFor() };
    } finally {
      way.stop();
    }
  }

  /**
   * Opens Jira Align anew and tells whether the session that it had is still alive: not where the way led through a sign-in,
   * which would let in whoever is signed in there now.
   */
  async isStillSignedIn(): Promise<boolean> {
    const way = watchLeaving(this.#tab, this.#site.url.origin);
    try {
      await open(this.#tab, this.#site.url);
      const isAlive = await until(this.#tab, this.#tab.patience, async () => {
        if (way.leftFor() !== null) return false;
        return (await this.screen())?.is === 'arrived' ? true : null;
      });
      return isAlive ?? false;
    } finally {
      way.stop();
    }
  }

  /** Looks once which screen of the sign-in the tab shows. */
  async screen(): Promise<SignInScreen | null> {
    const { url, way, atlassianId, allowed } = this.#site;
    if (originOf(this.#tab.page.url()) === url.origin) return await this.#ownScreen();
    if (atlassianId !== null && way === 'atlassian' && isAtAtlassianId(this.#tab, atlassianId))
      return await atlassianIdScreen(this.#tab, atlassianId);
    return await identityProviderScreen(this.#tab, way === 'manual' ? [] : allowed);
  }

  /** Its own form is on its own origin: a way that leads elsewhere could come back as whoever is signed in there. */
  #leadsElsewhere(origin: string | null): SignInScreen | null {
    if (this.#site.way !== 'manual' || origin === null) return null;
    const way = origin === this.#site.atlassianId ? 'atlassian' : 'saml';
    return closed(`Jira Align sends people who sign in on to ${origin}.`, `Set ALIGN_SIGN_IN=${way}.`);
  }

  async #ownScreen(): Promise<SignInScreen | null> {
    const isManual = this.#site.way === 'manual';
    const isForm = (await seen(this.#tab, controls.password)) !== null;
    if (isForm && isManual) return { is: 'form', at: JIRA_ALIGN };
    if ((await look(this.#tab, alignNavigation.settings)).kind !== 'absent') return { is: 'arrived' };
    const isElsewhere = (await seen(this.#tab, controls.singleSignOn)) !== null;
    if (isElsewhere && !isManual) return { is: 'press', what: controls.singleSignOn };
    if (isElsewhere) {
      return closed(
        'Jira Align shows no form for e-mail and password: signing in by it is switched off.',
        'Set ALIGN_SIGN_IN to atlassian or saml, as this Jira Align signs people in.',
      );
    }
    if (!isForm) return null;
    return closed(
      'Jira Align asks for e-mail and password in its own form, and offers no other way in.',
      'Set ALIGN_SIGN_IN=manual.',
    );
  }
}

function closed(what: string, hint: string): SignInScreen {
  return { is: 'closed', what: `${what} Nothing was typed.`, hint };
}
