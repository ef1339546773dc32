import * as z from '../zod.js';
import { readPrivateFile } from './files.js';
import { inWords } from './targets-file-words.js';
import { readYaml } from './yaml.js';

const text = z.string().trim().min(1, 'is blank');
const list = z.array(text);

/** A secret never stands in the file: it says where it is. */
const reference = z
  .union([
    z.strictObject({ env: text.describe('The name of an environment variable.') }),
    z.strictObject({ file: text.describe('A file that only its owner can read.') }),
    z.strictObject({ command: list.min(1).describe('A program and its arguments, which prints it; never a shell.') }),
  ])
  .describe('Where a secret is.');

/** Where a secret is. */
export type SecretReference = z.infer<typeof reference>;

const account = z.strictObject({
  username: text,
  password: reference.optional().describe('Not needed where a session is kept (`connector-swap login --target NAME`).'),
  totpSecret: reference.optional().describe('The seed of one-time codes.'),
  totpCommand: list.min(1).optional().describe('A program and its arguments, which prints a one-time code.'),
  accountId: text.optional().describe('Jira’s account id; in a Data Center the key.'),
});

/** An account in the file. */
export type FleetAccount = z.infer<typeof account>;

const jira = z.strictObject({
  url: text,
  account: text.describe('The name of the service account.'),
  atlassianIdUrl: text.optional(),
  signInOrigins: list.optional(),
});

const align = z.strictObject({
  url: text,
  account: text.describe('The name of the Super Admin’s account.'),
  signIn: z.enum(['manual', 'atlassian', 'saml']).optional(),
  signInOrigins: list.optional(),
});

const target = z.strictObject({
  jira: text.describe('The name of its Jira site.'),
  align: text.optional().describe('The name of its Jira Align; without it `verify` looks at Jira alone.'),
  connector: text.optional().describe('The connector’s id or exact name.'),
  application: text.optional().describe('The application that the consent screen must name.'),
  canary: z.strictObject({ issue: text, field: text.optional() }).optional(),
  projects: list.optional(),
});

/** A target in the file. */
export type FleetTarget = z.infer<typeof target>;

/** What sites, accounts and targets may be called. */
export const targetsName = z.string().regex(/^[\w.-]+$/, 'is not a name of letters, digits, dots and dashes');
const named = <T extends z.ZodType>(each: T): z.ZodRecord<z.ZodString, T> => z.record(targetsName, each);

/** The file of targets: sites, accounts and targets, each named once and referred to. */
export const targetsFileSchema = z.strictObject({
  accounts: named(account),
  jira: named(jira),
  align: named(align).default({}),
  targets: named(target),
});

/** The file, once it was read. */
export type TargetsFile = z.infer<typeof targetsFileSchema>;

/** Reads the file of targets, in YAML or JSON. Whoever can write it says where passwords go: others than its owner must not. */
export async function readTargetsFile(path: string, problems: string[]): Promise<TargetsFile | null> {
  const problem = (what: string): null => {
    problems.push(`TARGETS_FILE: ${what}.`);
    return null;
  };
  const file = await readPrivateFile(path);
  switch (file.is) {
    case 'missing':
      return problem('there is no such file');
    case 'refused':
      return problem(`the file is refused, since ${file.why}`);
    case 'read':
      return targetsOf(file.bytes.toString(), problems);
  }
}

/** The targets that the text of such a file holds. */
export function targetsOf(text: string, problems: string[]): TargetsFile | null {
  const problem = (what: string): null => {
    problems.push(`TARGETS_FILE: ${what}.`);
    return null;
  };
  const written = readYaml(text);
  if ('fault' in written) return problem(written.fault);
  const read = targetsFileSchema.safeParse(written.value);
  if (!read.success) {
    for (const issue of read.error.issues) problem(`${issue.path.join('.') || 'the file'}: ${inWords(issue)}`);
    return null;
  }
  for (const dangling of danglingIn(read.data)) problem(dangling);
  return read.data;
}

/** Names that are referred to, and not there. */
function danglingIn({ accounts, jira, align, targets }: TargetsFile): readonly string[] {
  const missing = (where: string, what: string, name: string | undefined, all: object): string[] =>
    name === undefined || Object.hasOwn(all, name)
      ? []
      : [`${where}: there is no ${what} “${name}”; there is ${Object.keys(all).join(', ') || 'none'}`];
  return [
    ...Object.entries(jira).flatMap(([name, site]) =>
      missing(`jira.${name}.account`, 'account', site.account, accounts),
    ),
    ...Object.entries(align).flatMap(([name, site]) =>
      missing(`align.${name}.account`, 'account', site.account, accounts),
    ),
    ...Object.entries(targets).flatMap(([name, each]) => [
      ...missing(`targets.${name}.jira`, 'Jira site', each.jira, jira),
      ...missing(`targets.${name}.align`, 'Jira Align', each.align, align),
    ]),
  ];
}
