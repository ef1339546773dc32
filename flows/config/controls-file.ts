import { createHash } from 'node:crypto';

import { catalogue, everyControl } from '../../pages/controls/catalogue.js';
import { type Sought, rungName } from '../../pages/controls/control.js';
import type { Override, Overrides } from '../../pages/controls/overrides.js';
import type * as z from '../zod.js';
import { labelsAtFault, labelsGivenTwice } from './controls-labels.js';
import { type ControlsFileContent, ENTRY_WORDS, type Entry, controlsFileSchema } from './controls-schema.js';
import { readPrivateFile } from './files.js';
import { likelyNames } from './likely-names.js';
import { readYaml } from './yaml.js';

/** A file that says where controls are to be found, once it was read. */
export interface ControlsFile {
  readonly path: string;
  /** SHA-256 of what it says, whatever its spacing and comments. */
  readonly hash: string;
  readonly overrides: Overrides;
  /** Time-outs in seconds, by the names of their settings. */
  readonly timeouts: Readonly<Record<string, string>>;
  /** What it says of each control and of the way, in words. */
  readonly says: Readonly<Record<string, string>>;
  /** What it may say nothing of unless a person has agreed: a press, a secret or a proof could hang on any control. */
  readonly toAgree: readonly string[];
}

/**
 * Reads the file that says where controls are to be found, in YAML or JSON. Whoever can write it could lead a press astray, so it
 * is refused where others than its owner can. Gives `null` where it can't be read or is wrong.
 */
export async function readControlsFile(path: string, problems: string[]): Promise<ControlsFile | null> {
  const problem = (what: string): null => {
    problems.push(`CONTROLS_FILE: ${what}.`);
    return null;
  };
  const file = await readPrivateFile(path);
  switch (file.is) {
    case 'missing':
      return problem('there is no such file');
    case 'refused':
      return problem(`the file is refused, since ${file.why}`);
    case 'read':
      return understand(path, file.bytes.toString(), problem);
  }
}

/** What a controls file would say that had this text; `null` where that is wrong. */
export function controlsFileOf(path: string, text: string, problems: string[]): ControlsFile | null {
  return understand(path, text, (what) => {
    problems.push(`${path}: ${what}.`);
    return null;
  });
}

function understand(path: string, text: string, problem: (what: string) => null): ControlsFile | null {
  const written = readYaml(text);
  if ('fault' in written) return problem(written.fault);
  const read = controlsFileSchema.safeParse(written.value ?? {});
  if (read.success) return madeOf(path, read.data, problem);
  for (const issue of read.error.issues) problem(inProse(issue));
  return null;
}

function inProse(issue: z.core.$ZodIssue): string {
  const [first, second] = issue.path;
  const isStep = first === 'navigation' && typeof second === 'number';
  const where = isStep ? `step ${second + 1} of navigation` : issue.path.join(' › ') || 'the file';
  if (issue.code === 'unrecognized_keys') {
    const keys = `“${issue.keys.join('”, “')}”`;
    return issue.path.length === 0
      ? issue.keys.map(unknownControl).join('; ')
      : `${where}: ${keys} is none of ${ENTRY_WORDS.join(', ')}`;
  }
  const own = issue.code === 'invalid_key' ? issue.issues[0] : issue;
  return `${where}: ${(own ?? issue).message}`;
}

function unknownControl(key: string): string {
  if (everyControl.some(({ name }) => name === key))
    return `where ${key} is, is nobody’s to say: the tool recognises it by itself; take that line out`;
  const names = catalogue.map(({ name }) => name);
  const likely = key.includes('.') ? `: likeliest ${likelyNames(key, names).join(', ')}` : '';
  return `there is no control “${key}”${likely}; docs/controls.schema.json has them all`;
}

function madeOf(
  path: string,
  { navigation, timeouts = {}, ...entries }: ControlsFileContent,
  problem: (what: string) => null,
): ControlsFile | null {
  const controls = new Map<string, Override>();
  let isWrong = false;
  for (const control of catalogue) {
    const entry = entryOf(entries, control.name);
    if (entry === undefined) continue;
    const override = overrideOf(entry);
    controls.set(control.name, override);
    for (const fault of labelsAtFault(control, override)) {
      problem(`${control.name}: ${fault}`);
      isWrong = true;
    }
  }
  for (const fault of labelsGivenTwice(controls)) {
    problem(fault);
    isWrong = true;
  }
  const way = navigation === undefined ? null : navigation.map(stepOf);
  for (const step of way?.filter(({ name }) => !catalogue.some((known) => known.name === name)) ?? []) {
    for (const fault of labelsAtFault(step, overrideOf([...step.ladder]))) {
      problem(`navigation: ${fault}`);
      isWrong = true;
    }
  }
  if (isWrong) return null;
  const says = Object.fromEntries([...controls].map(([name, override]) => [name, inWords(override)]));
  return {
    path,
    hash: hashOf({ controls: [...controls].sort(([a], [b]) => (a < b ? -1 : 1)), way, timeouts: sorted(timeouts) }),
    overrides: { controls, navigation: way },
    timeouts,
    says: way === null ? says : { ...says, navigation: way.map(stepName).join(', then ') },
    toAgree: [...controls.keys(), ...(way === null ? [] : ['navigation'])],
  };
}

function entryOf(entries: Readonly<Record<string, Entry | undefined>>, name: string): Entry | undefined {
  return entries[name];
}

function overrideOf(entry: Entry): Override {
  if (Array.isArray(entry)) return { before: entry, keepsKnown: false, after: [], labels: [] };
  const { before = [], after = [], labels = [] } = entry;
  return { before, keepsKnown: true, after, labels };
}

/** A step of the way: a known one by its name, or something else to press. */
function stepOf(step: NonNullable<ControlsFileContent['navigation']>[number], index: number): Sought {
  if (typeof step !== 'string') return { name: `navigation.step-${index + 1}`, ladder: [step] };
  const known = catalogue.find(({ name }) => name === step);
  if (known === undefined) throw new TypeError('The schema lets through a step that is none.');
  return known;
}

function stepName({ name, ladder: [rung] }: Sought): string {
  return catalogue.some((known) => known.name === name) || rung === undefined ? name : rungName(rung);
}

function inWords({ before, keepsKnown, after, labels }: Override): string {
  const ladder = (rungs: Override['before']): string => rungs.map(rungName).join(', then ');
  if (!keepsKnown) return ladder(before);
  return [
    ...(before.length === 0 ? [] : [`first ${ladder(before)}`]),
    ...(labels.length === 0 ? [] : [`called “${labels.join('” or “')}”`]),
    ...(after.length === 0 ? [] : [`last ${ladder(after)}`]),
  ].join('; ');
}

function sorted(record: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}

function hashOf(data: unknown): string {
  return createHash('sha256').update(JSON.stringify(data)).digest('hex');
}
