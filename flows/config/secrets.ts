import { execFile } from 'node:child_process';

import { Secret } from '../../pages/secret.js';
import { readSecretFile } from './files.js';
import { splitWords } from './words.js';

/** Shorter ones could not be told from ordinary text, and so not be kept out of it. */
const SHORTEST = 6;

/** Milliseconds that a command may take to print a secret: some ask a vault over the network. */
const COMMAND_PATIENCE = 30_000;

/** What a command is not told: the tool's own secrets. What it needs for its vault it gets. */
const OWN_SECRETS = ['JIRA_PASSWORD', 'ALIGN_PASSWORD', 'PROXY_URL', 'CLIENT_CERTIFICATE_PASSPHRASE'];

/** A secret that was given in one of its forms, or what is wrong with it. No word of it repeats the value. */
export type SecretSetting =
  | { readonly is: 'given'; readonly secret: Secret }
  | { readonly is: 'missing' }
  | { readonly is: 'wrong'; readonly why: string };

/** Reads the secret `name` from `name`, `name_FILE` or `name_COMMAND`; two forms of one secret are an error. */
export async function readSecret(name: string, settings: ReadonlyMap<string, string>): Promise<SecretSetting> {
  const forms = [name, `${name}_FILE`, `${name}_COMMAND`].filter((form) => settings.has(form));
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

/** The command is run without a shell. What it prints is never repeated, not even where it fails. */
async function fromCommand(
  form: string,
  line: string,
  settings: ReadonlyMap<string, string>,
): Promise<string | SecretSetting> {
  const [program, ...args] = splitWords(line) ?? [];
  if (program === undefined) return wrong(`${form}: is neither a JSON array of words nor words with closed quotes.`);
  const environment = Object.fromEntries([...settings].filter(([name]) => !OWN_SECRETS.includes(name)));
  return await new Promise((done) => {
    execFile(
      program,
      args,
      { env: environment, timeout: COMMAND_PATIENCE, maxBuffer: 64 * 1024, windowsHide: true },
      (error, stdout) => {
        if (error === null) done(withoutNewline(stdout));
        else if (error.killed)
          done(wrong(`${form}: the command did not end within ${COMMAND_PATIENCE / 1000} s, or printed too much.`));
        else
          done(
            wrong(
              `${form}: the command failed (${typeof error.code === 'string' ? error.code : `exit code ${String(error.code)}`}).`,
            ),
          );
      },
    );
  });
}

function withoutNewline(text: string): string {
  return text.replace(/\r?\n$/, '');
}

function wrong(why: string): { readonly is: 'wrong'; readonly why: string } {
  return { is: 'wrong', why };
}
