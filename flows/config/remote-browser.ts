import { Secret } from '../../pages/secret.js';
import { isSecretCookie } from '../session/cookies.js';
import type { Sources } from './load.js';
import { isLoopback } from './origins.js';
import { SHORTEST, readSecret } from './secrets.js';
import type { RemoteBrowser } from './target.js';
import type { Variables } from './variables.js';

const NAME = 'BROWSER_WS_ENDPOINT';

/**
 * Reads where a pool of remote browsers is. `null` where none is given, or where `problems` got what is wrong with it. The
 * address is a secret itself: who has it can use the browsers.
 */
export async function readRemoteBrowser(
  sources: Sources,
  read: Partial<Variables>,
  settings: ReadonlyMap<string, string>,
  problems: string[],
): Promise<RemoteBrowser | null> {
  const setting = await (sources.read ?? readSecret)(NAME, settings);
  if (setting.is === 'missing') return null;
  if (setting.is === 'wrong') {
    problems.push(setting.why);
    return null;
  }
  const text = setting.secret.reveal();
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^wss?:$/.test(url.protocol))
    problems.push(`${NAME}: is not an address that begins with wss://.`);
  else if (url.hash !== '') problems.push(`${NAME}: must hold no #.`);
  else if (url.password !== '' && url.password.length < SHORTEST)
    problems.push(
      `${NAME}: its password needs at least ${SHORTEST} characters; a shorter one could not be kept out of logs safely.`,
    );
  else if (url.protocol === 'ws:' && !isLoopback(url))
    problems.push(`${NAME}: must begin with wss://, unless it leads to this machine: passwords go that way.`);
  problems.push(...notTogether(sources, read));
  if (url === null) return null;
  if (!isLoopback(url)) problems.push(...outOfReach(read));
  return { endpoint: new Secret(url.href), origin: url.origin, secrets: secretParts(url) };
}

/** What a remote browser can't do, or could not do safely. */
function notTogether({ command, login, headed, record }: Sources, read: Partial<Variables>): readonly string[] {
  const launched = (['BROWSER_PATH', 'BROWSER_CHANNEL'] as const).filter((name) => read[name] !== undefined);
  return [
    ...launched.map((name) => `${NAME} and ${name} are both set: give one.`),
    ...(read.CLIENT_CERTIFICATE_FILE === undefined
      ? []
      : [
          `${NAME} and CLIENT_CERTIFICATE_FILE are both set: the certificate's key would leave this machine, and the sites' own certificates could not be checked.`,
        ]),
    ...(headed === true ? [`${NAME}: --headed shows a window, and nobody sits before a remote browser.`] : []),
    ...(command === 'login' && login?.forget !== true
      ? [`${NAME}: login needs a window, and nobody sits before a remote browser. Set it to nothing for login.`]
      : []),
    ...(record === true
      ? [`${NAME}: --record would lack pages that close by themselves, as Jira's consent: leave one of the two out.`]
      : []),
  ];
}

/** What is on this machine alone a browser on another one would look for on its own. */
function outOfReach(read: Partial<Variables>): readonly string[] {
  const here = (['JIRA_URL', 'ALIGN_URL'] as const).filter((name) => {
    const url = read[name];
    return url !== undefined && isLoopback(url);
  });
  const leads = here.length === 1 ? 'leads' : 'lead';
  return here.length === 0
    ? []
    : [`${NAME} leads to another machine, whose browser can't reach this one, where ${here.join(' and ')} ${leads}.`];
}

/**
 * What of the address lets one in. Its origin is said, and words as `/playwright` or `browser=chromium` are ordinary ones; a token
 * looks as one in a cookie does.
 */
function secretParts({ password, pathname, search, searchParams }: URL): readonly Secret[] {
  const tokens = [pathname + search, ...pathname.split('/'), ...searchParams.values()].filter(isSecretCookie);
  const named = [...searchParams].flatMap(([name, value]) => (/token|key|secret|auth/i.test(name) ? [value] : []));
  const all = [password, ...named, ...tokens].filter((part) => part.length >= SHORTEST);
  return [...new Set(all)].map((part) => new Secret(part));
}
