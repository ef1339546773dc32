import { Secret } from '../../pages/secret.js';
import type { SecretReader } from './secrets.js';
import type { BrowserSettings } from './target.js';

/** The proxy that the settings name, or what is wrong with it. */
export type ProxySetting =
  { readonly is: 'read'; readonly proxy: BrowserSettings['proxy'] } | { readonly is: 'wrong'; readonly why: string };

/** `PROXY_URL`, else `HTTPS_PROXY` for sites that are not on this machine; each with `NO_PROXY`. */
export async function readProxy(
  settings: ReadonlyMap<string, string>,
  loopback: boolean,
  read: SecretReader,
): Promise<ProxySetting> {
  const own = await read('PROXY_URL', settings);
  if (own.is === 'wrong') return own;
  const bypass = settings.get('NO_PROXY') ?? settings.get('no_proxy') ?? '';
  if (own.is === 'given') return proxyOf('PROXY_URL', own.secret.reveal(), bypass);
  const common = loopback ? undefined : (settings.get('HTTPS_PROXY') ?? settings.get('https_proxy'));
  return common === undefined ? { is: 'read', proxy: null } : proxyOf('HTTPS_PROXY', common, bypass);
}

function proxyOf(variable: string, text: string, bypass: string): ProxySetting {
  if (!/^(?:https?|socks[45]):\/\//i.test(text))
    return { is: 'wrong', why: `${variable}: must begin with http://, https://, socks4:// or socks5://.` };
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.host === '') return { is: 'wrong', why: `${variable}: is not an address.` };
  if (url.protocol.startsWith('socks') && url.username + url.password !== '')
    return {
      is: 'wrong',
      why: `${variable}: the browser can’t give a user name or password to a SOCKS proxy: name one of http or https, or leave them out.`,
    };
  const username = decoded(url.username);
  const password = decoded(url.password);
  if (username === null || password === null)
    return { is: 'wrong', why: `${variable}: in its user name or password a % is not written as %25.` };
  if (password !== '' && password.length < 6)
    return {
      is: 'wrong',
      why: `${variable}: its password is shorter than 6 characters and could not be kept out of logs safely.`,
    };
  return {
    is: 'read',
    proxy: {
      server: `${url.protocol}//${url.host}`,
      username: username === '' ? null : username,
      password: password === '' ? null : new Secret(password),
      bypass,
    },
  };
}

/**
 * Whether an address is reached without the proxy, by the list as the browser reads it: hosts, each with a port where it is
 * meant for that one alone; `.example.com` and `*.example.com` are all below that name, `*` is everything.
 */
export function isBypassed(url: URL, bypass: string): boolean {
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  return bypass
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      const [, host = entry, only = port] = /^(.+?)(?::(\d+))?$/.exec(entry) ?? [];
      if (only !== port) return false;
      return /^[.*]/.test(host) ? url.hostname.endsWith(host.replace(/^\*/, '')) : url.hostname === host;
    });
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
