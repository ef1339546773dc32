/**
 * The words of a command line, as a `*_COMMAND` setting gives it: a JSON array, or words that quotes keep together. Nothing
 * is expanded and no shell is asked. `null` where a quote is not closed, or where the array holds anything but strings.
 */
export function splitWords(text: string): readonly string[] | null {
  const trimmed = text.trim();
  if (trimmed.startsWith('[')) return jsonWords(trimmed);
  const words: string[] = [];
  const pattern = /\s*((?:[^\s"']+|"[^"]*"|'[^']*')+)/gy;
  for (let at = 0; at < trimmed.length; at = pattern.lastIndex) {
    pattern.lastIndex = at;
    const word = pattern.exec(trimmed)?.[1];
    if (word === undefined) return null;
    words.push(word.replace(/"([^"]*)"|'([^']*)'/g, (_, double?: string, single?: string) => double ?? single ?? ''));
  }
  return words.length > 0 ? words : null;
}

function jsonWords(text: string): readonly string[] | null {
  try {
    const words: unknown = JSON.parse(text);
    const isWords = Array.isArray(words) && words.length > 0 && words.every((word) => typeof word === 'string');
    return isWords ? words : null;
  } catch {
    return null;
  }
}
