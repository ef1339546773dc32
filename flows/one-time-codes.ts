import { Secret as Seed, TOTP, URI } from 'otpauth';

import { SwapError } from '../pages/errors.js';
import type { OneTimeCodes } from '../pages/one-time-codes.js';
import { Secret } from '../pages/secret.js';
import { until } from '../pages/until.js';
import { readCommand } from './config/command.js';
import type { CodeSource } from './config/target.js';

/** Milliseconds between two looks whether there is another code: a command may ask a vault each time. */
const PACE = 2_000;

/** Milliseconds after which a source must have another code: a half minute, and what clocks differ by. */
const NEXT_CODE = 40_000;

/**
 * The codes of an account, one after the other and never the same twice, nor one that is in `used`: several targets of one
 * command may sign the same account in at several sites within half a minute. `learn` is told each before it is typed, so
 * that it stands in no report.
 */
export function oneTimeCodes(source: CodeSource, used: Set<string>, learn: (code: Secret) => void): OneTimeCodes {
  const fresh = (code: string): Secret | null => {
    if (used.has(code)) return null;
    used.add(code);
    const secret = new Secret(code);
    learn(secret);
    return secret;
  };
  return {
    next: async (tab, now) => {
      const give = giver(source);
      const code = await until(tab, NEXT_CODE, async () => fresh(await give(now())), PACE);
      if (code !== null) return code;
      throw new SwapError(
        'sign-in-refused',
        `${source.setting} gave the code that was used already for ${NEXT_CODE / 1000} s.`,
        'A code is good once. Look whether its clock stands still.',
      );
    },
  };
}

/**
 * Asks a source for a code once, which nothing is done with.
 * @throws SwapError `configuration` where it gives none.
 */
export async function tryCodes(source: CodeSource): Promise<void> {
  await giver(source)(Date.now());
}

/** What is wrong with a seed, in words that do not repeat it; `null` where nothing is. */
export function seedProblem(seed: Secret): string | null {
  try {
    generator(seed);
    return null;
  } catch {
    return 'is neither a key in base32 nor an otpauth:// address of codes by time';
  }
}

function generator(seed: Secret): (timestamp: number) => string {
  const text = seed.reveal().trim();
  const totp = text.startsWith('otpauth:') ? URI.parse(text) : new TOTP({ secret: Seed.fromBase32(plain(text)) });
  if (!(totp instanceof TOTP)) throw new TypeError('Codes by counter change with each use.');
  return (timestamp) => totp.generate({ timestamp });
}

/** Keys are shown in groups, in small letters and with signs that fill them up. */
function plain(key: string): string {
  return key.replace(/[\s-]/g, '').replace(/=+$/, '').toUpperCase();
}

/** What gives the code of a moment. */
function giver(source: CodeSource): (timestamp: number) => Promise<string> {
  if (source.is === 'command') return async () => await fromCommand(source);
  const generate = generator(source.seed);
  return (timestamp) => Promise.resolve(generate(timestamp));
}

async function fromCommand(source: CodeSource & { is: 'command' }): Promise<string> {
  const printed = await readCommand(source.setting, source.line, source.environment);
  const code = printed.is === 'printed' ? printed.text.trim() : '';
  if (/^\d{6,8}$/.test(code)) return code;
  throw new SwapError(
    'configuration',
    printed.is === 'failed'
      ? printed.why
      : `${source.setting}: the command printed something that is no code of six to eight digits.`,
    'Run the command by hand and look whether it prints the code alone.',
  );
}
