import { stderr } from 'node:process';

import { SwapError } from '../../pages/errors.js';

/**
 * Asks somebody at the terminal for a yes; whoever presses Enter alone says no.
 * @throws SwapError `interrupted` where they leave the question.
 */
export async function confirmed(message: string): Promise<boolean> {
  const { confirm, isCancel } = await import('@clack/prompts');
  const answer = await confirm({ message, initialValue: false, output: stderr });
  if (isCancel(answer))
    throw new SwapError('interrupted', 'Nothing was begun.', 'Run the same command again to be asked again.');
  return answer;
}
