import { catalogue } from '../../pages/controls/catalogue.js';
import { consent } from '../../pages/controls/jira.js';
import type { Control } from '../../pages/controls/control.js';
import { SwapError } from '../../pages/errors.js';
import { distance } from '../config/misspelt.js';
import { kindOf } from './words.js';

/** How many names are told to whoever has mistyped one. */
const NAMED = 3;

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
      `Likeliest: ${likeliest(name.trim()).join(', ')}. docs/controls.schema.json has them all.`,
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

function likeliest(name: string): readonly string[] {
  const last = (text: string): string => text.split('.').at(-1) ?? text;
  const steps = (known: string): number => Math.min(distance(name, known), distance(last(name), last(known)) + 1);
  return catalogue
    .filter((control) => kindOf(control.name) !== 'none')
    .map((control) => ({ name: control.name, steps: steps(control.name) }))
    .sort((a, b) => a.steps - b.steps)
    .slice(0, NAMED)
    .map((each) => each.name);
}

function unteachable(message: string, hint: string): SwapError {
  return new SwapError('usage', message, hint);
}
