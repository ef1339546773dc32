/** What the lines that are new since the connectivity test was pressed say of it. Its texts are unknown (docs/facts.md). */
export type TestSighting =
  | { readonly is: 'passed'; readonly text: string }
  | { readonly is: 'failed'; readonly text: string }
  | { readonly is: 'running'; readonly text: string }
  | { readonly is: 'nothing' };

const NO_FAULT = /\b(?:no|0|zero|without(?: any)?)\s+(?:errors?|failures?|problems?)\b/gi;
const FAILED =
  /\b(?:fail(?:ed|ure|s)?|errors?|unauthori[sz]ed|forbidden|denied|refused|unable|cannot|could not|couldn['’]t|timed out|time-?out|invalid|not connected|unreachable|unsuccessful)\b|\b(?:40[1347]|50[0234])\b(?!\s*m?s\b)/i;
/** The last are keys of what serverInfo answers (docs/facts.md, who am I), where that is shown as it came. */
const PASSED =
  /\b(?:success(?:ful(?:ly)?)?|succeeded|pass(?:ed)?|connected|established|reachable|ok|200|deploymentType|versionNumbers|serverTitle)\b/i;
const NOT_PASSED = new RegExp(
  String.raw`(?:\b(?:not|never|no)|n['’]t)\s+(?:\S+\s+){0,3}?(?:${PASSED.source}|connection|response|answer)`,
  'i',
);
const RUNNING =
  /\b(?:testing|running|in progress|please wait|pending|checking|connecting|started|queued)\b|(?:…|\.\.\.)\s*$/i;
/** What asks, or goes on, says no more of success than that it is looked for. */
const ASKING = /\b(?:whether|if)\b|(?:…|\.\.\.)\s*$/i;

/** Reads the test's state off its new lines: a failure outweighs a success, and either outweighs that it is running. */
export function classifyTest(lines: readonly string[]): TestSighting {
  const texts = lines.map((line) => ({ line, text: line.replace(NO_FAULT, '') }));
  const match = (pattern: RegExp): string | undefined => texts.find(({ text }) => pattern.test(text))?.line;
  const failed = match(FAILED) ?? match(NOT_PASSED);
  if (failed !== undefined) return { is: 'failed', text: failed };
  const passed =
    texts.find(({ text }) => PASSED.test(text) && !ASKING.test(text))?.line ??
    texts.find(({ line, text }) => line !== text)?.line;
  if (passed !== undefined) return { is: 'passed', text: passed };
  const running = match(RUNNING);
  return running === undefined ? { is: 'nothing' } : { is: 'running', text: running };
}
