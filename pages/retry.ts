/** Why an address could not be read: the line failed, with the browser's own reason, or the site answered with a status. */
export type ReadFailure =
  | { readonly is: 'line'; readonly reason: string }
  /** `retryAfter`: the seconds that the site asks to be left alone; `null` where it does not say. */
  | { readonly is: 'status'; readonly status: number; readonly retryAfter: number | null };

/** Milliseconds before each new try: three in all, so that a site that is down is told of within seconds. */
const BACK_OFF = [250, 750, 2_000];

/** Milliseconds that a site may ask for at the most: who wants longer is told of, not waited for. */
const LONGEST = 10_000;

/** Too many requests, and a server or a gateway before it that does not work at the moment. */
const PASSING = [429, 500, 502, 503, 504];

/** A line that broke, or a server that is just starting; a name or a certificate that is wrong stays wrong. */
const BROKEN =
  /^ERR_(CONNECTION_(RESET|REFUSED|CLOSED|ABORTED)|EMPTY_RESPONSE|CONTENT_LENGTH_MISMATCH|INCOMPLETE_CHUNKED_ENCODING|INVALID_HTTP_RESPONSE|NETWORK_CHANGED|SOCKET_NOT_CONNECTED|HTTP2_\w+|TOO_MANY_REDIRECTS|FAILED)$/;

/**
 * Milliseconds to wait before what is only read is read again, after its `tries`-th reading failed; `null` where it is not
 * read again. Never asked for what changes a site.
 */
export function pauseBeforeRetry(failure: ReadFailure, tries: number): number | null {
  const backOff = BACK_OFF[tries - 1] ?? null;
  if (backOff === null) return null;
  switch (failure.is) {
    case 'line':
      return BROKEN.test(failure.reason) ? backOff : null;
    case 'status': {
      if (!PASSING.includes(failure.status)) return null;
      const asked = (failure.retryAfter ?? 0) * 1_000;
      return asked > LONGEST ? null : Math.max(backOff, asked);
    }
  }
}

/** The seconds of a `Retry-After`; `null` where there is none, or one that names a date. */
export function retryAfter(header: string | null): number | null {
  return header !== null && /^\s*\d{1,6}\s*$/.test(header) ? Number(header) : null;
}
