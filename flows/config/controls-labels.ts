import { type PressControl, type Sought, wholeText } from '../../pages/controls/control.js';
import { everyControl } from '../../pages/controls/catalogue.js';
import { type Override, wordsOf } from '../../pages/controls/overrides.js';
import { forbiddenIn, isPressControl, sendsOff } from '../../pages/controls/written.js';

/**
 * What is wrong with the words that a file gives for a control, a clause each. What is written on a button tells what its press
 * does: a word that belongs to another control, or to what is never pressed, is nobody's to give.
 */
export function labelsAtFault(control: Sought, override: Override): readonly string[] {
  return wordsOf(override).flatMap((word) => {
    const owner = ownerOf(word);
    if (forbiddenIn([word]) !== undefined) return [`“${word}” is written on what is never pressed`];
    if (owner !== undefined && owner.name !== control.name) return [`“${word}” is written on ${owner.name}`];
    if (sendsOff(control.name, word)) return [`“${word}” is written on what saves or sends something off`];
    if (!isPressControl(control) || control.mustName === undefined) return [];
    return word.toLowerCase().includes(control.mustName.toLowerCase())
      ? []
      : [`“${word}” does not name ${control.mustName}, as what is written there always does`];
  });
}

/** What is wrong with words that a file gives for two controls whose presses change something, a clause each. */
export function labelsGivenTwice(controls: ReadonlyMap<string, Override>): readonly string[] {
  const owners = new Map<string, string>();
  const faults: string[] = [];
  for (const [name, override] of controls) {
    if (!everyControl.some((control) => control.name === name && isPressControl(control))) continue;
    for (const word of new Set(wordsOf(override))) {
      const owner = owners.get(word.toLowerCase());
      if (owner !== undefined && owner !== name) faults.push(`${name}: “${word}” is given for ${owner} too`);
      owners.set(word.toLowerCase(), name);
    }
  }
  return faults;
}

/** The control whose press changes something on which this is written. */
function ownerOf(word: string): PressControl | undefined {
  return everyControl.filter(isPressControl).find(({ labels }) => wholeText(labels).test(word));
}
