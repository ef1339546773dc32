/** An address as it may be written down: origin and path only, since queries carry tokens, verifiers and codes. */
export function address(url: string | URL): string {
  const text = String(url);
  if (!URL.canParse(text)) return '(no address)';
  const parsed = new URL(text);
  return parsed.origin === 'null' ? `${parsed.protocol}${parsed.pathname}` : `${parsed.origin}${parsed.pathname}`;
}

/** The origin of an address, or `null` where it has none, as a blank page. */
export function originOf(url: string): string | null {
  const origin = URL.canParse(url) ? new URL(url).origin : 'null';
  return origin === 'null' ? null : origin;
}

/** The address of `path` below a site's own address, which may itself have a path (Self-Hosted, Data Center). */
export function below(site: URL, path: string): URL {
  return new URL(`${site.pathname.replace(/\/+$/, '')}${path}`, site.origin);
}
