import { stderr, stdin } from 'node:process';

import { SwapError } from '../../pages/errors.js';
import type { Agreement } from '../config/agreed-controls.js';
import { printable } from '../report/printable.js';
import { confirmed } from './confirm.js';
import type { RunOptions } from './options.js';

/** Who agrees to a controls file: the command line, by its hash, else somebody at the terminal. */
export function agreementOf({ acceptControls = [], json }: Pick<RunOptions, 'acceptControls' | 'json'>): Agreement {
  const isAttended = stdin.isTTY && stderr.isTTY && json !== true;
  return { accepted: acceptControls, ask: isAttended ? ask : null };
}

/** @throws SwapError `usage` where the answer is no, `interrupted` where there is none. */
const ask: NonNullable<Agreement['ask']> = async ({ path, says, toAgree }) => {
  const lines = toAgree.map((name) => `  ${name}: ${says[name] ?? ''}`);
  const message = printable(
    `${path} says where controls are, which is where a run presses and types:\n${lines.join('\n')}\nIs that what you mean?`,
  );
  if (await confirmed(message)) return true;
  throw new SwapError('usage', 'Nothing was begun.', 'Mend the file that CONTROLS_FILE names, or unset it.');
};
