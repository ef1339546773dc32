import { catalogue } from '../../pages/controls/catalogue.js';
import { consent } from '../../pages/controls/jira.js';
import type { Control } from '../../pages/controls/control.js';
import { SwapError } from '../../pages/errors.js';
import { likelyNames } from '../config/likely-names.js';
import { kindOf } from './words.js';

const TAUGHT = catalogue.filter(({ name }) => kindOf(name) !== 'none').map(({ name }) => name);

/**
 * The control of this name, which somebody can point at.
 * @throws SwapError `usage` where there is none, or nobody may or can point at it.
 */
export function teachable(name: string): Control {
  const control = catalogue.find((each) => each.name === name.trim());
  if (name.trim() === consent.deny.name)
    throw unteachable(`What is recognised as ${name} is nobody’s to choose.`, 'It is never pressed.');
  if (control === undefined)
    throw unteachable(
      `There is no control “${name}”.`,
      `Likeliest: ${likelyNames(name.trim(), TAUGHT).join(', ')}. docs/controls.schema.json has them all.`,
    );
  if (control.screen === consent.allow.screen)
    throw unteachable(
      `${control.name} lies on ${control.screen}, which only a swap reaches.`,
      'A swap that stops there says what could be it, with the lines for CONTROLS_FILE.',
    );
  if (kindOf(control.name) === 'none')
    throw unteachable(
      `${control.name} is nothing that is pressed or filled in: it can’t be pointed at.`,
      'Say in CONTROLS_FILE where it is (docs/controls.md).',
    );
  return control;
}

function unteachable(message: string, hint: string): SwapError {
  return new SwapError('usage', message, hint);
}
