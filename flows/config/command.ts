import { type ExecFileException, execFile } from 'node:child_process';
import process from 'node:process';

import { splitWords } from './words.js';

/** Milliseconds that a command may take to print a secret: some ask a vault over the network. */
const PATIENCE = 30_000;

/** What a command is not told: the tool's own secrets. What it needs for its vault it gets. */
const OWN_SECRETS = [
  'JIRA_PASSWORD',
  'ALIGN_PASSWORD',
  'JIRA_TOTP_SECRET',
  'ALIGN_TOTP_SECRET',
  'SESSION_KEY',
  'CLIENT_CERTIFICATE_PASSPHRASE',
  'PROXY_URL',
  'NOTIFY_URL',
  'BROWSER_WS_ENDPOINT',
];

/** What a command printed, or why it failed; the words repeat nothing that it printed. */
export type Printed =
  { readonly is: 'printed'; readonly text: string } | { readonly is: 'failed'; readonly why: string };

/** Runs the command that the setting `name` holds, without a shell, and gives what it printed less one newline at the end. */
export async function readCommand(
  name: string,
  line: string,
  settings: Readonly<Record<string, string>>,
): Promise<Printed> {
  const [program, ...args] = splitWords(line) ?? [];
  if (program === undefined)
    return { is: 'failed', why: `${name}: is neither a JSON array of words nor words with closed quotes.` };
  const environment = Object.fromEntries(Object.entries(settings).filter(([each]) => !OWN_SECRETS.includes(each)));
  const options = { env: environment, timeout: PATIENCE, maxBuffer: 64 * 1024, windowsHide: true };
  return await new Promise((done) => {
    const child = execFile(program, args, options, (error, stdout) => {
      process.off('exit', end);
      if (error === null) {
        done({ is: 'printed', text: withoutNewline(stdout) });
        return;
      }
      done({ is: 'failed', why: `${name}: ${whyFailed(error)}.` });
    });
    const end = (): void => void child.kill();
    process.on('exit', end);
  });
}

function whyFailed({ code, killed, signal }: ExecFileException): string {
  if (killed === true) return `the command did not end within ${PATIENCE / 1000} s, or printed too much`;
  switch (code) {
    case 'ENOENT':
      return 'its first word is no program that can be found: give the full path, or a name on PATH';
    case 'EACCES':
      return 'its first word is no program that this user may run';
    case null:
    case undefined:
      return `the command was ended by ${signal ?? 'something unknown'}`;
    default:
      return `the command failed (${typeof code === 'string' ? code : `exit code ${code}`})`;
  }
}

/** A file or a command ends its text with one newline that is not part of the secret. */
export function withoutNewline(text: string): string {
  return text.replace(/\r?\n$/, '');
}
