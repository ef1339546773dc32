import { SwapError } from '../../pages/errors.js';

/** An error that nobody foresaw, as one that is told. */
export function bug(error: unknown): SwapError {
  const said = error instanceof Error ? `${error.name}: ${error.message}` : 'an error';
  return new SwapError('internal', `Unexpected: ${said}`, 'This is a bug: please report the command and the version.');
}
