import { Secret } from '../../pages/secret.js';
import { isLoopback } from './origins.js';
import { readProxy } from './proxy.js';
import { type SecretReader, SHORTEST } from './secrets.js';
import type { Problems, SettingsSources } from './settings.js';
import type { NotifySettings } from './target.js';

const NAME = 'NOTIFY_URL';
const FORMS = [NAME, `${NAME}_FILE`, `${NAME}_COMMAND`];

/**
 * Where a change of verdict is told: a secret, since who knows such an address may write to it, and from the environment alone,
 * never from a file that is copied about with the other settings. `loopback` says whether the target is on this machine.
 */
export async function readNotify(
  { environment }: SettingsSources,
  settings: ReadonlyMap<string, string>,
  read: SecretReader,
  loopback: boolean,
  problems: Problems,
): Promise<NotifySettings | null> {
  const misplaced = misplacedNotify(environment, settings);
  problems.push(...misplaced);
  if (misplaced.length > 0) return null;
  const setting = await read(NAME, settings);
  switch (setting.is) {
    case 'missing':
      return null;
    case 'wrong':
      problems.push(setting.why);
      return null;
    case 'given': {
      const text = setting.secret.reveal();
      const url = URL.canParse(text) ? new URL(text) : null;
      const proxy = await readProxy(settings, url !== null && isLoopback(url), read);
      const problem = url === null ? 'is not an address' : problemOf(url, loopback);
      if (problem !== null) problems.push(`${NAME}: ${problem}.`);
      return problem !== null || proxy.is === 'wrong' ? null : { url: setting.secret, proxy: proxy.proxy };
    }
  }
}

/** A sentence for each form of it that stands in a settings file. */
export function misplacedNotify(
  environment: SettingsSources['environment'],
  settings: ReadonlyMap<string, string>,
): readonly string[] {
  return FORMS.filter((form) => settings.has(form) && environment[form] === undefined).map(
    (form) => `${form}: may be a variable of the environment only, and stands in the settings file.`,
  );
}

function problemOf(url: URL, loopback: boolean): string | null {
  if (url.username !== '' || url.password !== '') return 'must hold no user name or password';
  // Stand-in sites have a receiver beside them.
  if (isLoopback(url)) return loopback && /^https?:$/.test(url.protocol) ? null : 'leads to this machine';
  return url.protocol === 'https:' ? null : 'must begin with https://';
}

/** What of it must stand nowhere: the origin alone opens nothing, and may be that of a site. */
export function secretsOf({ url, proxy }: NotifySettings): readonly Secret[] {
  const { pathname, search } = new URL(url.reveal());
  const path = `${pathname}${search}`;
  return [path.length < SHORTEST ? null : new Secret(path), proxy?.password ?? null].filter((each) => each !== null);
}
