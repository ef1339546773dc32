import { byPlace } from '../config/places.js';
import type { Configuration } from '../config/target.js';
import { withSameSettings } from './in-shell.js';

/** What a run says, by the names that settings have in the file of targets, and with commands that lead to the same target. */
export function inOwnWords(
  text: string,
  {
    places,
    envFile,
    target,
  }: Pick<Configuration, 'places' | 'envFile'> & { readonly target: { readonly name: string | null } },
): string {
  return withSameSettings(byPlace(text, places), { envFile, target: target.name });
}
