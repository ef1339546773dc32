import { byPlace } from '../config/places.js';
import type { Configuration } from '../config/target.js';
import { withSameSettings } from './in-shell.js';
import type { Result } from './result.js';

/** Where a run's settings stand, and which target it is about. */
type Origin = Pick<Configuration, 'places' | 'envFile'> & { readonly target: { readonly name: string | null } };

/**
 * What a run says, by the names that settings have in the file of targets, and with commands that lead to the same target. It is
 * clean of secrets already: what is put in other words is not recognised any more.
 */
export function inOwnWords(text: string, { places, envFile, target }: Origin): string {
  return withSameSettings(byPlace(text, places), { envFile, target: target.name });
}

/** A result whose error and leftovers say it so. */
export function resultInOwnWords(result: Result, origin: Origin): Result {
  const own = (text: string): string => inOwnWords(text, origin);
  const { error, leftovers } = result;
  return {
    ...result,
    leftovers: leftovers.map(({ what, where }) => ({ what: own(what), where })),
    error: error === null ? null : { ...error, message: own(error.message), hint: own(error.hint) },
  };
}
