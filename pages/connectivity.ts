/** What the lines that are new since the connectivity test was pressed say of it. Its texts are unknown (docs/facts.md). */
export type TestSighting =
  | { readonly is: 'passed'; readonly text: string }
  | { readonly is: 'failed'; readonly text: string }
  | { readonly is: 'running'; readonly text: string }
  | { readonly is: 'nothing' };

const NO_FAULT = /\b(?:no|0|zero|without(?: any)?)\s+(?:errors?|failures?|problems?)\b/gi;
const FAILED =
  /\b(?:fail(?:ed|ure|s)?|errors?|unauthori[sz]ed|forbidden|denied|refused|unable|cannot|could not|couldn['’]t|timed out|time-?out|invalid|not connected|unreachable|unsuccessful|without success)\b|\b(?:success\w*|connected|reachable|ok)"?\s*[:=]\s*"?(?:false|no|0)\b|\b(?:40[1347]|50[0234])\b(?!\s*m?s\b)/i;
/** The last are keys of what serverInfo answers (docs/facts.md, who am I), where that is shown as it came. */
const PASSED =
  /\b(?:success(?:ful(?:ly)?)?|succeeded|passed|^pass\b[.!]?$|connected|connection(?: is| was)?:? established|reachable|ok|200|deploymentType|versionNumbers|serverTitle)\b/i;
const NOT_PASSED = new RegExp(
  String.raw`(?:\b(?:not|never|no)|n['’]t)\s+(?:[^\s.!?;,]+\s+){0,3}?(?:${PASSED.source}|(?:connection|respon\w*|answer\w*)\b)(?!\s+(?:problem|issue|body|failure|error|needed))`,
  'i',
);
const RUNNING =
  /\b(?:testing|running|in progress|please wait|pending|checking|connecting|started|queued|yet)\b|(?:…|\.\.\.)\s*$/i;
const NOT_YET = /\bnot (?:yet connected|connected yet)\b/gi;
/** What asks for success, waits for it, or tells it of something else, is none. */
const NOT_ITS_OWN = new RegExp(
  String.raw`\b(?:whether|if|until|waiting|retrying|queued|started|submitted|running|last sync\w*|checking)\b[^:…]*?${PASSED.source}|\blast (?:\w+ )?sync\w*\b.*|success\w* (?:queued|started|submitted|sent|saved|updated)|\b(?:saved|updated) success|(?:…|\.\.\.)\s*$`,
  'i',
);

/** Reads the test's state off its new lines: a failure outweighs a success, and either outweighs that it is running. */
export function classifyTest(lines: readonly string[]): TestSighting {
  const texts = lines
    .flatMap((line) => line.split(/(?<=[.!?;])\s+/).map((sentence) => ({ line, sentence })))
    // What was some time ago is counted on by the page, and is new each minute.
    .filter(({ sentence }) => !/\b(?:minute|hour|day|week|month|year)s? ago\b/i.test(sentence))
    .map(({ line, sentence }) => ({ line, sentence, text: sentence.replace(NO_FAULT, '') }));
  const failed = texts.find(
    ({ text }) =>
      FAILED.test(text.replace(NOT_YET, '')) || (!/\b(?:yet|if|needed)\b/i.test(text) && NOT_PASSED.test(text)),
  );
  if (failed !== undefined) return { is: 'failed', text: failed.line };
  const passed = texts.find(
    ({ sentence, text }) =>
      !NOT_ITS_OWN.test(text) &&
      !/\byet\b/i.test(text) &&
      (PASSED.test(text) || (sentence !== text && !RUNNING.test(text))),
  );
  if (passed !== undefined) return { is: 'passed', text: passed.line };
  const running = texts.find(({ text }) => RUNNING.test(text));
  return running === undefined ? { is: 'nothing' } : { is: 'running', text: running.line };
}
