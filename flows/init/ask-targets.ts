import type { Surroundings } from '../commands/options.js';
import { checkTargets } from '../config/fleet.js';
import { type TargetsFile, targetsName, targetsOf } from '../config/targets-file.js';
import { type Asked, isAskedAgain } from './ask-settings.js';
import { type Interview, goThrough, settingsIn } from './interview.js';
import { accountOf, answersOf, siteOf, targetIn } from './target-answers.js';
import { askText, choose } from './prompts.js';
import { targetsText } from './targets-text.js';
import { ALIGN_ACCOUNT, ALIGN_SITE, CONNECTOR, JIRA_ACCOUNT, JIRA_SITE } from './topics.js';

/** Stands for a variable that is not set yet, while the rest is checked: it passes as a password and as the key of codes. */
const NOT_YET_SET = 'ABCDEFGHIJKLMNOP';

/** Asks for what a file of targets needs, until it is right. */
export async function askTargets({ environment }: Surroundings): Promise<Asked> {
  for (;;) {
    const file: TargetsFile = { accounts: {}, jira: {}, align: {}, targets: {} };
    do await askTarget(file, environment);
    while (await isAnotherWanted());
    const text = targetsText(file);
    const unset = variablesOf(file).filter((name) => (environment[name] ?? '') === '');
    const problems = await problemsOf(text, unset, environment);
    if (problems.length === 0 || !(await isAskedAgain(problems, 'from the first'))) return { text, byHand: [], unset };
  }
}

/** A connector with its sites and their accounts, of which some may be in the file already. */
async function askTarget(file: TargetsFile, environment: Surroundings['environment']): Promise<void> {
  const interview: Interview = { answers: new Map(), file: 'targets', environment };
  const jira = await askSite('jira', file, interview);
  const align = await askSite('align', file, interview);
  await goThrough(CONNECTOR, interview);
  const suggested = slug(interview.answers.get('CONNECTOR'));
  const name = await askName('this target', 'For --target, and in what is reported.', suggested, file.targets);
  file.targets[name] = targetIn(interview.answers, jira, align);
}

const SITES = {
  jira: { what: 'Jira site', site: JIRA_SITE, account: JIRA_ACCOUNT, side: 'JIRA', suggested: 'service' },
  align: { what: 'Jira Align', site: ALIGN_SITE, account: ALIGN_ACCOUNT, side: 'ALIGN', suggested: 'admin' },
} as const;

/** The name of the site: one that is in the file, or another, which is asked for. */
async function askSite(kind: 'jira' | 'align', file: TargetsFile, interview: Interview): Promise<string> {
  const { what, site, side } = SITES[kind];
  const known = Object.keys(file[kind]);
  const chosen = await askKnown(`Which ${what} is it?`, known, (name) => file[kind][name]?.url ?? '');
  if (chosen !== null) {
    for (const [name, value] of answersOf(side, file, chosen)) interview.answers.set(name, value);
    return chosen;
  }
  await goThrough(site, interview);
  const account = await askAccount(kind, file, interview);
  const host = new URL(String(interview.answers.get(`${side}_URL`))).hostname;
  const name = await askName(`this ${what}`, 'Targets refer to it by that name.', slug(host.split('.')[0]), file[kind]);
  Object.assign(file[kind], { [name]: siteOf(side, interview.answers, account) });
  return name;
}

/** The name of the account: one that is in the file, or another, which is asked for. */
async function askAccount(kind: 'jira' | 'align', file: TargetsFile, interview: Interview): Promise<string> {
  const { account, side, suggested } = SITES[kind];
  const sites: Readonly<Record<string, { readonly account: string }>> = file[kind];
  const known = [...new Set(Object.values(sites).map((site) => site.account))];
  const title = kind === 'jira' ? 'Who is its service account?' : 'Who is its Super Admin?';
  const chosen = await askKnown(title, known, (name) => file.accounts[name]?.username ?? '');
  if (chosen !== null) return chosen;
  await goThrough(account, interview);
  const name = await askName('this account', 'Sites refer to it by that name.', suggested, file.accounts);
  file.accounts[name] = accountOf(side, interview.answers);
  return name;
}

async function askKnown(
  title: string,
  known: readonly string[],
  told: (name: string) => string,
): Promise<string | null> {
  if (known.length === 0) return null;
  const another = '';
  const chosen = await choose({ title, why: 'What is in the file already is referred to.' }, [
    ...known.map((name) => ({ value: name, label: name, hint: told(name) })),
    { value: another, label: 'Another' },
  ]);
  return chosen === another ? null : chosen;
}

async function askName(what: string, why: string, suggested: string, taken: object): Promise<string> {
  const initial = Object.hasOwn(taken, suggested) ? `${suggested}-${Object.keys(taken).length + 1}` : suggested;
  return await askText(
    { title: `A name for ${what}`, why },
    (text) => {
      const read = targetsName.safeParse(text);
      if (!read.success) return `The name ${read.error.issues.map(({ message }) => message).join('; ')}.`;
      return Object.hasOwn(taken, text) ? 'That name is taken.' : null;
    },
    { initial },
  );
}

async function isAnotherWanted(): Promise<boolean> {
  const what = await choose({ title: 'Another connector?', why: 'On the same sites, or on others.' }, [
    { value: 'no', label: 'No, that is all' },
    { value: 'yes', label: 'Yes' },
  ]);
  return what === 'yes';
}

/** What a swap of all targets would say of the file. Whoever signs in by hand will have done so by then. */
async function problemsOf(
  text: string,
  unset: readonly string[],
  environment: Surroundings['environment'],
): Promise<readonly string[]> {
  const problems: string[] = [];
  const file = targetsOf(text, problems);
  if (file === null) return problems;
  const settings = new Map([...settingsIn(environment), ...unset.map((name) => [name, NOT_YET_SET] as const)]);
  const kept = { service: true, admin: true };
  const sources = { command: 'swap', environment: {}, envFile: null, directory: null, kept } as const;
  await checkTargets(file, Object.keys(file.targets), settings, sources, problems);
  return [...new Set(problems)];
}

/** The variables that hold the secrets of the accounts, and the key of the sessions of those that have none. */
function variablesOf({ accounts }: TargetsFile): readonly string[] {
  const all = Object.values(accounts);
  const named = all
    .flatMap(({ password, totpSecret }) => [password, totpSecret])
    .flatMap((each) => (each !== undefined && 'env' in each ? [each.env] : []));
  return [...new Set([...named, ...(all.some(({ password }) => password === undefined) ? ['SESSION_KEY'] : [])])];
}

/** Letters, digits and dashes of a name. */
function slug(name: unknown): string {
  const text = typeof name === 'string' ? name : '';
  return (
    text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'main'
  );
}
