import { SwapError } from '../../pages/errors.js';
import { loadFleet } from '../config/fleet.js';
import { type Sources, checkConfiguration } from '../config/load.js';
import type { CodeSource, Configuration } from '../config/target.js';
import { tryCodes } from '../one-time-codes.js';
import { type Checked, type Tell, ok, problem, tellInOwnWords, warning } from './check.js';

/**
 * Reads the settings as a run would, with every secret in them, and tells all that is wrong at once; `target` is one of the
 * targets file. Gives `null` where something is.
 */
export async function examineSettings(
  sources: Sources,
  target: string | null,
  given: Tell,
): Promise<Configuration | null> {
  const configuration = await read(sources, target, given);
  if (configuration === null) return null;
  const tell = tellInOwnWords(given, configuration);
  const { jira, align, connector, name } = configuration.target;
  const whose = name === null ? '' : `target ${name}: `;
  const what = align === null ? 'a verification of Jira alone at' : `“${connector ?? ''}” at ${align.url.host} and`;
  tell(ok('settings', `${whose}complete, for ${what} ${jira.url.host}`));
  if (align === null)
    tell(
      warning(
        'settings',
        'a swap is not possible with these settings',
        'It needs ALIGN_URL with what belongs to it, and CONNECTOR.',
      ),
    );
  for (const each of configuration.warnings)
    tell(warning('settings', each, 'Mend it, or leave it if you know why it is so.'));
  const { controls } = configuration;
  if (controls !== null) tell(ok('controls file', `says where to find ${Object.keys(controls.says).join(', ')}`));
  tell(ok('secrets', secretsIn(configuration)));
  for (const codes of [jira.codes, align?.codes ?? null]) await examineCodes(codes, tell);
  return configuration;
}

async function read(sources: Sources, target: string | null, tell: Tell): Promise<Configuration | null> {
  // What to do is the same for each, and said once.
  const refuse = (lines: readonly string[], hint: string): null => {
    for (const [index, message] of lines.entries()) {
      const told = problem('settings', { code: 'configuration', message, hint });
      tell(index === lines.length - 1 ? told : { ...told, check: { ...told.check, hint: null } });
    }
    return null;
  };
  try {
    if (target !== null) {
      const [configuration] = await loadFleet(sources, { is: 'named', names: [target] }, () => true);
      return configuration ?? null;
    }
    const checked = await checkConfiguration(sources);
    if (checked.is === 'right') return checked.configuration;
    return refuse([...checked.problems, ...checked.meant], `${checked.mend} Nothing else was looked at.`);
  } catch (error) {
    if (!(error instanceof SwapError)) throw error;
    // Its first line counts the others.
    const [, ...lines] = error.message.split('\n').map((line) => line.trim());
    if (lines.length > 0) return refuse(lines, error.hint);
    tell(problem('settings', error));
    return null;
  }
}

/** The secrets that were read: each was resolved, from its file or by its command where it has one. */
function secretsIn({ target: { jira, align }, sessions, browser, notify }: Configuration): string {
  const secrets = [
    ['JIRA_PASSWORD', jira.password],
    ['ALIGN_PASSWORD', align?.password ?? null],
    ['JIRA_TOTP_SECRET', jira.codes?.is === 'seed' ? jira.codes.seed : null],
    ['ALIGN_TOTP_SECRET', align?.codes?.is === 'seed' ? align.codes.seed : null],
    ['SESSION_KEY', sessions.key],
    ['the password of the proxy', browser.proxy?.password ?? null],
    ['CLIENT_CERTIFICATE_PASSPHRASE', browser.clientCertificate?.passphrase ?? null],
    ['BROWSER_WS_ENDPOINT', browser.remote?.endpoint ?? null],
    ['NOTIFY_URL', notify?.url ?? null],
  ] as const;
  const given = secrets.flatMap(([name, secret]) => (secret === null ? [] : [name]));
  const kept = [
    ...(jira.password === null ? ['JIRA_PASSWORD'] : []),
    ...(align?.password === null ? ['ALIGN_PASSWORD'] : []),
  ];
  const spared = kept.length === 0 ? '' : `; a kept session stands for ${kept.join(' and ')}`;
  return `${given.length === 0 ? 'none is needed' : `could be read: ${given.join(', ')}`}${spared}`;
}

/** A command is run once, as at a sign-in; the code that it prints is used for nothing. */
async function examineCodes(codes: CodeSource | null, tell: Tell): Promise<void> {
  if (codes?.is !== 'command') return;
  tell(await codesOf(codes));
}

async function codesOf(codes: CodeSource): Promise<Checked> {
  try {
    await tryCodes(codes);
    return ok('secrets', `${codes.setting} printed a code`);
  } catch (error) {
    if (error instanceof SwapError) return problem('secrets', error);
    throw error;
  }
}
