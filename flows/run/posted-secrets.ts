import type { Request } from 'playwright';

import { isSecretCookie } from '../session/cookies.js';

/** Fields that a page posts of its own: tokens against forged requests, and the connector's Consumer Key. */
const FIELD = /xsrf|csrf|atl_token|__state|viewstate|verificationtoken|authenticity_token|^txtoack|consumer_?key/i;

/** What a request posts that is a secret though no person typed it. An error page may show all of it again. */
export function postedSecrets(request: Request): readonly string[] {
  const posted = request.postData();
  return posted === null
    ? []
    : fieldsOf(posted)
        .filter(([name, value]) => FIELD.test(name) && isSecretCookie(value))
        .map(([, value]) => value);
}

/** A form's fields, or those of a JSON object. */
function fieldsOf(posted: string): readonly (readonly [name: string, value: string])[] {
  if (!posted.trimStart().startsWith('{')) return [...new URLSearchParams(posted)];
  try {
    const data: unknown = JSON.parse(posted);
    return Object.entries(data as object).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as const] : [],
    );
  } catch {
    return [];
  }
}
