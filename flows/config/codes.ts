import type { Secret } from '../../pages/secret.js';
import type { SecretReader } from './secrets.js';
import type { CodeSource } from './target.js';

/** Where an account's one-time codes come from: `X_TOTP_SECRET` in one of its forms, or `X_TOTP_COMMAND`; mostly nowhere. */
export async function readCodes(
  account: 'JIRA' | 'ALIGN',
  settings: ReadonlyMap<string, string>,
  read: SecretReader,
  problems: string[],
): Promise<CodeSource | null> {
  const command = `${account}_TOTP_COMMAND`;
  const line = settings.get(command);
  const setting = `${account}_TOTP_SECRET`;
  const seed = await read(setting, settings);
  switch (seed.is) {
    case 'wrong':
      problems.push(seed.why);
      return null;
    case 'missing':
      return line === undefined
        ? null
        : { is: 'command', setting: command, line, environment: Object.fromEntries(settings) };
    case 'given': {
      // Loaded where it is needed: most settings have no seed.
      const { seedProblem } = await import('../one-time-codes.js');
      const problem = seedProblem(seed.secret);
      if (problem !== null) problems.push(`${setting}: ${problem}.`);
      if (line !== undefined) problems.push(`${setting} and ${command} are both set: give one.`);
      return { is: 'seed', setting, seed: seed.secret };
    }
  }
}

/** The seed that must be kept out of every report. */
export function seedOf(codes: CodeSource | null): Secret | null {
  return codes?.is === 'seed' ? codes.seed : null;
}
