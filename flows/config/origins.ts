/** True for the addresses of this very machine: 127/8, ::1, `localhost` and what ends in `.localhost`. */
export function isLoopback(url: URL): boolean {
  const host = url.hostname.toLowerCase().replace(/\.$/, '');
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/** What is wrong with the origins of one target together, by the names of their variables; `null` where nothing is. */
export function originsProblem(origins: readonly { readonly variable: string; readonly url: URL }[]): string | null {
  const loopback = origins.filter(({ url }) => isLoopback(url));
  const distinct = (some: typeof origins): string[] => [...new Set(some.map(({ variable }) => variable))];
  const names = (some: typeof origins): string => distinct(some).join(', ');
  if (loopback.length > 0 && loopback.length < origins.length) {
    const others = origins.filter(({ url }) => !isLoopback(url));
    const [isOneHere, isOneThere] = [distinct(loopback).length === 1, distinct(others).length === 1];
    return `${names(loopback)} ${isOneHere ? 'leads' : 'lead'} to this machine, ${names(others)} ${isOneThere ? 'does' : 'do'} not: a target is either all of this machine or none of it.`;
  }
  const plain = origins.filter(({ url }) => url.protocol !== 'https:');
  if (loopback.length === 0 && plain.length > 0) return `${names(plain)}: must begin with https://.`;
  return null;
}
