import * as z from '../zod.js';
import type { Problems } from './settings.js';

const url = z.string().transform((text, context) => {
  const parsed = URL.canParse(text) ? new URL(text) : null;
  if (parsed === null || !/^https?:$/.test(parsed.protocol))
    return refuse(context, 'is not an address that begins with https://');
  if (parsed.username !== '' || parsed.password !== '') return refuse(context, 'must hold no user name or password');
  if (parsed.search !== '' || parsed.hash !== '') return refuse(context, 'must end with the path, without ? or #');
  return parsed;
});

const origins = z.string().transform((text, context) => {
  const found = text
    .split(/[\s,]+/)
    .filter((each) => each !== '')
    .map((each) => (URL.canParse(each) ? new URL(each) : null));
  const urls = found.filter(
    (each) =>
      each !== null &&
      /^https?:$/.test(each.protocol) &&
      each.pathname === '/' &&
      each.username === '' &&
      each.search === '',
  );
  return urls.length === found.length
    ? urls.filter((each) => each !== null)
    : refuse(context, 'is not a list of origins, as https://sso.example.com');
});

/** What is said of a time-out that is none. */
export const NO_SECONDS = 'is not a number of seconds between 0 and 86400';

/** A time-out in seconds, wherever it is given. */
export function secondsIn(given: string | number, context: z.RefinementCtx): number {
  const value = Number(given);
  return value > 0 && value <= 86_400 ? value : refuse(context, NO_SECONDS);
}

const seconds = (standard: number): z.ZodDefault<z.ZodPipe<z.ZodString, z.ZodTransform<number, string>>> =>
  z
    .string()
    .transform((text, context) => secondsIn(text, context) * 1_000)
    .default(standard * 1_000);

const projects = z.string().transform((text, context) => {
  const keys = text.split(/[\s,]+/).filter((each) => each !== '');
  return keys.every((key) => /^[A-Za-z][A-Za-z0-9_]*$/.test(key))
    ? keys.map((key) => key.toUpperCase())
    : refuse(context, 'is not a list of project keys, as OPS, WEB');
});

const text = z.string().trim().min(1, 'is blank');

/** The variables that are no secret, as they may stand in the environment or in the settings file. Time-outs become milliseconds. */
export const variables = z.object({
  JIRA_URL: url.optional(),
  JIRA_USERNAME: text.optional(),
  ALIGN_URL: url.optional(),
  ALIGN_USERNAME: text.optional(),
  CONNECTOR: text.optional(),
  ALIGN_SIGN_IN: z
    .enum(['manual', 'atlassian', 'saml'], { error: 'is none of manual, atlassian, saml' })
    .default('manual'),
  JIRA_ACCOUNT_ID: text.optional(),
  APPLICATION: text.optional(),
  CANARY_ISSUE: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_]*-\d+$/, 'is not an issue key, as OPS-12')
    .optional(),
  CANARY_FIELD: text.optional(),
  ATLASSIAN_ID_URL: url.optional(),
  JIRA_SIGN_IN_ORIGINS: origins.default([]),
  ALIGN_SIGN_IN_ORIGINS: origins.default([]),
  BROWSER_CHANNEL: text.optional(),
  BROWSER_PATH: text.optional(),
  CLIENT_CERTIFICATE_FILE: text.optional(),
  CLIENT_CERTIFICATE_KEY_FILE: text.optional(),
  CLIENT_CERTIFICATE_ORIGINS: origins.optional(),
  ARTIFACTS_DIR: text.default('artifacts'),
  LOCK_DIR: text.optional(),
  CONTROLS_FILE: text.optional(),
  TARGETS_FILE: text.optional(),
  JIRA_PROJECTS: projects.default([]),
  SESSION_DIR: text.optional(),
  TIMEOUT_SIGN_IN: seconds(90),
  TIMEOUT_REQUEST_TOKEN: seconds(120),
  TIMEOUT_LABEL: seconds(120),
  TIMEOUT_CONNECTIVITY: seconds(120),
  TIMEOUT_ATTRIBUTION: seconds(30),
  TIMEOUT_ACTION: seconds(15),
  TIMEOUT_RUN: seconds(900),
  TIMEOUT_PERSON: seconds(300),
  JIRA_TOTP_COMMAND: text.optional(),
  ALIGN_TOTP_COMMAND: text.optional(),
});

/** The variables after they were read. */
export type Variables = z.infer<typeof variables>;

/** Each variable by itself, so that what is wrong with one does not hide what is wrong with the others together. */
export function readVariables(settings: ReadonlyMap<string, string>, problems: Problems): Partial<Variables> {
  const read: Partial<Variables> = {};
  for (const [name, schema] of Object.entries(variables.shape)) {
    const result = schema.safeParse(settings.get(name));
    if (result.success) Object.assign(read, { [name]: result.data });
    else problems.push(`${name}: ${result.error.issues.map(({ message }) => message).join('; ')}.`);
  }
  return read;
}

/** What is needed and not there is a problem. */
export function need(settings: ReadonlyMap<string, string>, names: readonly string[], problems: Problems): void {
  for (const name of names) if (!settings.has(name)) problems.push(`${name}: is not set.`);
}

function refuse(context: z.RefinementCtx, message: string): never {
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}
