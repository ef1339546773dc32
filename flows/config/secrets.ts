import { Secret } from '../../pages/secret.js';
import { readCommand, withoutNewline } from './command.js';
import { readSecretFile } from './files.js';

/** Shorter ones could not be told from ordinary text, and so not be kept out of it. */
export const SHORTEST = 6;

/** A secret that was given in one of its forms, or what is wrong with it. No word of it repeats the value. */
export type SecretSetting =
  | { readonly is: 'given'; readonly secret: Secret }
  | { readonly is: 'missing' }
  | { readonly is: 'wrong'; readonly why: string };

/** Reads a secret, as `readSecret` does. */
export type SecretReader = typeof readSecret;

/**
 * A reader that asks for each secret once, however many targets share it: the command that prints it may open a vault.
 */
export function readingOnce(): SecretReader {
  const known = new Map<string, Promise<SecretSetting>>();
  return async (name, settings) => {
    const forms = formsOf(name).map((form) => settings.get(form) ?? null);
    const [, side = null, what = name] = /^(JIRA|ALIGN)_(.*)$/.exec(name) ?? [];
    // A command may go by whose secret it is to print.
    const key = JSON.stringify([...forms, what, side === null ? null : (settings.get(`${side}_USERNAME`) ?? null)]);
    const reading = known.get(key) ?? readSecret(name, settings);
    known.set(key, reading);
    return await reading;
  };
}

function formsOf(name: string): readonly string[] {
  return [name, `${name}_FILE`, `${name}_COMMAND`];
}

/** Reads the secret `name` from `name`, `name_FILE` or `name_COMMAND`; two forms of one secret are an error. */
export async function readSecret(name: string, settings: ReadonlyMap<string, string>): Promise<SecretSetting> {
  const forms = formsOf(name).filter((form) => settings.has(form));
  const [form, ...others] = forms;
  if (form === undefined) return { is: 'missing' };
  if (others.length > 0) return wrong(`${forms.join(' and ')} are both set: give the secret in one form only.`);
  const given = settings.get(form) ?? '';
  const value =
    form === name
      ? given
      : form.endsWith('_FILE')
        ? await fromFile(form, given)
        : await fromCommand(form, given, settings);
  if (typeof value !== 'string') return value;
  if (value.length < SHORTEST)
    return wrong(
      `${form}: a secret needs at least ${SHORTEST} characters; a shorter one could not be kept out of logs safely.`,
    );
  return { is: 'given', secret: new Secret(value) };
}

async function fromFile(form: string, path: string): Promise<string | SecretSetting> {
  const file = await readSecretFile(form, path);
  return file.is === 'wrong' ? file : withoutNewline(file.bytes.toString());
}

async function fromCommand(
  form: string,
  line: string,
  settings: ReadonlyMap<string, string>,
): Promise<string | SecretSetting> {
  const printed = await readCommand(form, line, Object.fromEntries(settings));
  return printed.is === 'printed' ? printed.text : wrong(printed.why);
}

function wrong(why: string): { readonly is: 'wrong'; readonly why: string } {
  return { is: 'wrong', why };
}
