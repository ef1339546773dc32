import { find, seen } from './controls/look.js';
import { pressOn } from './lost-click.js';
import { hideNotice, showNotice } from './notice.js';
import { type RefusalWatch, watchForRefusal } from './refusal-watch.js';
import { sightOf } from './secret-carrier.js';
import { type AnswerWatch, watchAnswers } from './sign-in-answers.js';
import { requireNoOther, requireOwnAccount } from './own-account.js';
import type { SignInOrder, SignedIn } from './sign-in-order.js';
import type { PersonNeed, SignInPlace, SignInScreen } from './sign-in-screen.js';
import { screenKey } from './sign-in-screen.js';
import { codeRefused, nothingCame, requestText, signInStopped } from './sign-in-stop.js';
import { type SiteClock, listenForClock } from './site-clock.js';
import { submitUsername } from './submit-username.js';
import { type EndWatch, submitCode, submitPassword } from './type-secret.js';
import { inTime, until } from './until.js';

/** Milliseconds between two looks while a person is at work: some looks cost the site a request. */
const WITH_A_PERSON = 500;

/** How many codes are tried: a second one where the first came too late for its half minute. */
const CODES = 2;

/**
 * Signs in: looks which of the known screens there is, does what is asked there, and goes on to the next, until one says
 * that it has arrived. Each screen is passed at most once, so that nothing is ever sent twice. Gives by whom it was done: where
 * a session was there already, by nobody.
 * @throws SwapError `sign-in-refused`, `account-locked`, `account-unknown`, `account-cannot-sign-in`, `person-needed`,
 * `password-misplaced`, `unreachable` where a page on the way or an answer did not come, or `unknown-screen`.
 */
export async function signIn(order: SignInOrder): Promise<SignedIn> {
  const clock = listenForClock(order.tab.page);
  const answers = watchAnswers(order.tab.page);
  const { username } = order.account;
  answers.awaits((sent) => [username, encodeURIComponent(username)].some((spelled) => sent.includes(spelled)));
  const end = performance.now() + order.patience;
  const endWatch = (): Promise<void> => Promise.resolve();
  const way: Way = {
    ...{ order, clock, answers, end, endWatch },
    ...{ typed: false, watch: null, asked: null, unanswered: null },
    by: 'nobody',
    passed: new Set(),
  };
  try {
    for (;;) {
      const screen = await next(way);
      if (screen?.is === 'arrived') return { by: way.by, typed: way.typed };
      if (screen === null) throw answers.missing() ?? (await nothingCame(order, way.asked, way.unanswered));
      way.passed.add(screenKey(screen));
      if (screen.is !== 'person') way.asked = null;
      await order.tab.onScreen?.();
      await pass(way, screen);
    }
  } finally {
    clock.stop();
    answers.stop();
    way.watch?.stop();
    await hideNotice(order.tab.page);
    // Seen with Playwright 1.65: a tab that is opened while the watch is being taken off may never load.
    // It can't be taken off while a navigation is unanswered.
    await inTime(order.tab, order.tab.patience, way.endWatch());
  }
}

/** How far a sign-in has come. */
interface Way {
  readonly order: SignInOrder;
  readonly clock: SiteClock;
  readonly answers: AnswerWatch;
  readonly passed: Set<string>;
  /** A user name was typed in this tab, which a password step that shows none goes by. */
  typed: boolean;
  by: SignedIn['by'];
  watch: RefusalWatch | null;
  asked: PersonNeed | null;
  /** Where a code was sent to which nothing came that says something of it. */
  unanswered: SignInPlace | null;
  /** When it must have arrived, by `performance.now()`. */
  end: number;
  endWatch: EndWatch;
}

/** The next screen that was not passed yet. */
async function next({ order, passed, watch, asked, end }: Way): Promise<SignInScreen | null> {
  const look = async (): Promise<SignInScreen | null> => {
    const screen = byHand(order, await order.look());
    if (screen?.is === 'arrived') return screen;
    if (asked !== null) await showNotice(order.tab.page, requestText(order, asked));
    // What the site refuses while a person is at it is theirs to see, and to try again.
    const refused = asked === null ? await watch?.look(screen) : null;
    if (refused !== null && refused !== undefined) return refused;
    if (asked !== null && screen?.is === 'refused') return null;
    if (screen === null || passed.has(screenKey(screen))) return null;
    return asked === null && TWICE.includes(screen.is) ? await sameAgain(order, screen) : screen;
  };
  return await until(order.tab, end - performance.now(), look, asked === null ? undefined : WITH_A_PERSON);
}

/** What a run goes on from, or ends by, where one page may be replacing another: half of each could be seen. */
const TWICE: readonly SignInScreen['is'][] = ['username', 'press', 'closed', 'unknown-account', 'person'];

async function sameAgain(order: SignInOrder, screen: SignInScreen): Promise<SignInScreen | null> {
  const again = byHand(order, await order.look());
  return again !== null && screenKey(again) === screenKey(screen) ? again : null;
}

/** Without a password of ours every screen but the last is a person's: what the site refuses is theirs to see, and to try again. */
function byHand({ account }: SignInOrder, screen: SignInScreen | null): SignInScreen | null {
  if (account.password !== null || screen === null || screen.is === 'arrived' || screen.is === 'closed') return screen;
  return { is: 'person', needs: 'sign-in' };
}

async function pass(way: Way, screen: SignInScreen): Promise<void> {
  const { tab } = way.order;
  switch (screen.is) {
    case 'username':
      way.typed = true;
      await submitUsername(way.order, way.answers, screen.at);
      return;
    case 'password':
    case 'form':
      await passPassword(way, screen);
      return;
    case 'code':
      await passCode(way, screen.at);
      return;
    case 'press':
      await pressOn(tab, screen.what, hasMovedFrom(way, screen));
      return;
    case 'chooser':
      await choose(way, screen);
      return;
    case 'person':
      await handOver(way, screen.needs);
      return;
    case 'refused':
    case 'unknown-account':
    case 'closed':
    case 'arrived':
      throw await signInStopped(way.order, screen, null);
  }
}

/** Whether the tab shows another screen by now. */
function hasMovedFrom({ order }: Way, screen: SignInScreen): () => Promise<true | null> {
  return async () => {
    const shown = await order.look();
    return shown !== null && screenKey(shown) !== screenKey(screen) ? true : null;
  };
}

async function passPassword(way: Way, { is, at }: { is: 'password' | 'form'; at: SignInPlace }): Promise<void> {
  const { tab, account } = way.order;
  if (account.password === null) {
    await handOver(way, 'provider');
    return;
  }
  if (is === 'form') {
    const username = await find(tab, at.username);
    await username.locator.fill(account.username, { timeout: tab.patience, signal: tab.signal });
  } else {
    await requireOwnAccount(way.order, at, way.typed);
  }
  await requireNoOther(way.order, at);
  way.typed = true;
  way.by = 'password';
  way.watch?.stop();
  way.watch = at.refusal === null ? await watchForRefusal(tab, at) : null;
  await way.endWatch();
  way.endWatch = await submitPassword(
    tab,
    { field: at.password, submit: at.submit },
    account.password,
    account.onSubmit,
  );
}

async function passCode(way: Way, at: SignInPlace): Promise<void> {
  const { tab, account } = way.order;
  if (account.codes === null || account.password === null || at.code === null) {
    await handOver(way, 'code');
    return;
  }
  for (let tries = 0; tries < CODES; tries += 1) {
    const secret = await account.codes.next(tab, way.clock.now);
    const own = { secret, origins: account.password.origins };
    way.answers.awaits(sightOf(secret));
    const outcome = await submitCode(tab, { field: at.code, submit: at.codeSubmit }, own);
    if (outcome === 'unanswered') way.unanswered = at;
    if (outcome === 'unanswered' || outcome === 'put-off' || (outcome === 'sent' && !(await comesAgain(way, at))))
      return;
  }
  throw codeRefused(account, at);
}

/** Whether a form that went away comes back instead of the next: where the page comes slowly there is nothing for a while. */
async function comesAgain({ order }: Way, at: SignInPlace): Promise<boolean> {
  const screen = await until(order.tab, order.tab.patience, order.look);
  return screen?.is === 'code' && screen.at.name === at.name;
}

/** The row that shows the user name is pressed, else the way to none of them; what shows neither is a person's. */
async function choose(way: Way, screen: SignInScreen & { is: 'chooser' }): Promise<void> {
  const { tab, account } = way.order;
  const { another } = screen;
  const own = { name: 'sign-in.account', ladder: [{ by: 'text', texts: [account.username] }] } as const;
  const row = await until(tab, tab.patience, async () => {
    for (const each of [own, another]) if ((await seen(tab, each)) !== null) return each;
    return null;
  });
  if (row === null) await handOver(way, 'chooser');
  else await pressOn(tab, row, hasMovedFrom(way, screen));
}

/** With somebody before the window it goes on once they have done it; without, it stops here. */
async function handOver(way: Way, need: PersonNeed): Promise<void> {
  const { person, tab } = way.order;
  if (person === null) throw await signInStopped(way.order, { is: 'person', needs: need }, null);
  way.asked = need;
  way.by = 'person';
  way.end = Math.max(way.end, performance.now() + person.patience);
  person.tell(requestText(way.order, need));
  await showNotice(tab.page, requestText(way.order, need));
}
