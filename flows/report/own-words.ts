import { type Places, byPlace } from '../config/places.js';
import { type Named, sameSettings } from './in-shell.js';

/** What a run says, by the names that settings have in the file of targets, and with commands that lead to the same target. */
export function inOwnWords(text: string, { places, ...named }: Named & { readonly places: Places }): string {
  return byPlace(text, places).replace(
    /connector-swap login --account (?:service|admin)/g,
    (command) => `${command}${sameSettings(named)}`,
  );
}
