/** From here on a status says that a site, or a gateway before it, does not work at the moment. */
const SERVER_ERRORS = 500;

/** The status by which a site asks to be left alone for a while. */
export const TOO_MANY_REQUESTS = 429;

/** Whether a status says that a site is out of order, and nothing of what was asked for. */
export function isOutOfOrder(status: number): boolean {
  return status >= SERVER_ERRORS || status === TOO_MANY_REQUESTS;
}
