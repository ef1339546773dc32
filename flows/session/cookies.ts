import type { BrowserContext } from 'playwright';

import * as z from '../zod.js';
import type { SessionPlace } from './place.js';

/** A cookie as a kept session holds it. */
export const cookieSchema = z.object({
  name: z.string(),
  value: z.string(),
  domain: z.string(),
  path: z.string(),
  /** Seconds since 1970; -1 where it lasts as long as the browser. */
  expires: z.number(),
  httpOnly: z.boolean(),
  secure: z.boolean(),
  sameSite: z.enum(['Strict', 'Lax', 'None']),
  partitionKey: z.string().optional(),
});

/** One cookie. */
export type Cookie = z.infer<typeof cookieSchema>;

/** The cookies that the browser would send to the sites of a session, and no others: an identity provider's stay behind. */
export async function cookiesOf(context: BrowserContext, { sites }: SessionPlace): Promise<readonly Cookie[]> {
  const cookies = await context.cookies(sites.map(({ href }) => href));
  return cookies.map((cookie) => cookieSchema.parse(cookie));
}

/** Gives a browser the cookies of a session, before it opens the first page of these sites. */
export async function giveCookies(context: BrowserContext, cookies: readonly Cookie[]): Promise<void> {
  await context.addCookies(
    cookies.map(({ partitionKey, ...cookie }) => ({
      ...cookie,
      ...(partitionKey === undefined ? {} : { partitionKey }),
    })),
  );
}

/**
 * True for a cookie's value that is a secret: short or wordlike ones are preferences, and would blacken ordinary text. One
 * random token in fifty has no digit, but capitals in the middle of it.
 */
export function isSecretCookie(value: string): boolean {
  return value.length >= 12 && (/\d/.test(value) || (value.length >= 20 && /[a-z].*[A-Z]/.test(value)));
}
