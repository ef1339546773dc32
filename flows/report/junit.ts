import { DOMImplementation, type Element, XMLSerializer } from '@xmldom/xmldom';

import { printable } from './printable.js';
import type { Result, Step } from './result.js';
import { runTimes } from './run-times.js';
import { targetName } from './target-name.js';

/** How a test case ended that did not pass. */
interface Ending {
  readonly tag: 'failure' | 'error' | 'skipped';
  readonly message: string;
  /** The code of the error, and all that is said of it. */
  readonly details: { readonly type: string; readonly text: string } | null;
}

interface TestCase {
  readonly name: string;
  readonly durationMs: number;
  /** `null` where it passed. */
  readonly ending: Ending | null;
}

/** The test case after the steps: whether the command came to what it is for. */
const OUTCOME = 'Outcome';

/** Exit codes that say that the target is not as it should be. With every other one the run could not look, or was not let. */
const FAILURES: readonly number[] = [4, 5, 6, 7, 8];

/** Results as JUnit's XML: a suite for each target, a test case for each of its steps and one for what it came to. */
export function junitText(results: readonly Result[]): string {
  const document = new DOMImplementation().createDocument(null, 'testsuites', null);
  const root = document.documentElement;
  if (root === null) throw new TypeError('A document that was made with a root has none.');
  const suites = results.map((result) => ({ result, cases: casesOf(result), times: runTimes(result, new Date()) }));
  setAttributes(root, {
    name: 'connector-swap',
    ...counts(suites.flatMap(({ cases }) => cases)),
    time: seconds(suites.reduce((sum, { times }) => sum + times.durationMs, 0)),
  });
  for (const { result, cases, times } of suites) {
    const suite = child(root, 'testsuite', {
      name: targetName(result),
      ...counts(cases),
      skipped: count(cases, 'skipped'),
      time: seconds(times.durationMs),
      timestamp: times.startedAt.toISOString().slice(0, 'YYYY-MM-DDTHH:MM:SS'.length),
    });
    const properties = child(suite, 'properties', {});
    for (const [name, value] of propertiesOf(result)) child(properties, 'property', { name, value });
    for (const each of cases) addCase(suite, each, targetName(result));
  }
  const xml = new XMLSerializer().serializeToString(document, { requireWellFormed: true });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xml}\n`;
}

function addCase(suite: Element, { name, durationMs, ending }: TestCase, classname: string): void {
  const element = child(suite, 'testcase', { name, classname, time: seconds(durationMs) });
  if (ending === null) return;
  const { tag, message, details } = ending;
  child(element, tag, { message, ...(details === null ? {} : { type: details.type }) }, details?.text);
}

/** A step that failed and did not end the run was done again; the one that ended it says why, and the outcome was not reached. */
function casesOf(result: Result): readonly TestCase[] {
  const { steps, outcome } = result;
  const stopped = outcome === 'stopped' ? steps.findLastIndex(({ status }) => status === 'failed') : -1;
  const outcomeEnding =
    stopped === -1 ? endingOf(result) : skipped(`Not reached: “${steps[stopped]?.name ?? ''}” ended the run.`);
  return [
    ...steps.map((step, index) => ({
      ...{ name: step.name, durationMs: step.durationMs },
      ending: index === stopped ? endingOf(result) : stepEnding(step),
    })),
    { name: OUTCOME, durationMs: 0, ending: outcomeEnding },
  ];
}

function stepEnding({ status }: Step): Ending | null {
  switch (status) {
    case 'passed':
      return null;
    case 'failed':
      return skipped('It failed, and the run went on.');
    case 'skipped':
      return skipped('There was nothing to do.');
  }
}

function skipped(message: string): Ending {
  return { tag: 'skipped', message, details: null };
}

function endingOf({ error, exitCode }: Result): Ending | null {
  if (exitCode === 0) return null;
  const { code, message, hint } = error ?? { code: 'internal', message: 'No reason was recorded.', hint: '' };
  return {
    tag: FAILURES.includes(exitCode) ? 'failure' : 'error',
    message,
    details: { type: code, text: `${code} (exit code ${exitCode})\n${message}\n${hint}` },
  };
}

function propertiesOf(result: Result): readonly (readonly [name: string, value: string])[] {
  const { runId, command, outcome, verdict, exitCode, connector, identity } = result;
  const all: readonly (readonly [name: string, value: string | null | undefined])[] = [
    ['run', runId],
    ['command', command],
    ['outcome', outcome],
    ['verdict', verdict],
    ['exit-code', String(exitCode)],
    ['connector', connector?.name],
    ['account', connector?.after.account?.name],
    ...(identity?.proofs ?? []).map(({ kind, status, detail }) => [`proof.${kind}`, `${status}: ${detail}`] as const),
  ];
  return all.flatMap(([name, value]) => (value === null || value === undefined ? [] : [[name, value] as const]));
}

function counts(cases: readonly TestCase[]): Readonly<Record<'tests' | 'failures' | 'errors', string>> {
  return { tests: String(cases.length), failures: count(cases, 'failure'), errors: count(cases, 'error') };
}

function count(cases: readonly TestCase[], tag: Ending['tag']): string {
  return String(cases.filter(({ ending }) => ending?.tag === tag).length);
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

function child(parent: Element, tag: string, attributes: Readonly<Record<string, string>>, text?: string): Element {
  const document = parent.ownerDocument;
  if (document === null) throw new TypeError('An element that was made in a document belongs to none.');
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  if (text !== undefined) element.appendChild(document.createTextNode(printable(text)));
  // A line for each, for whoever reads it.
  parent.appendChild(document.createTextNode('\n'));
  parent.appendChild(element);
  return element;
}

/** The library escapes what XML gives a meaning; what XML forbids at all is written out. */
function setAttributes(element: Element, attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, printable(value));
}
