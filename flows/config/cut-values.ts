/** An assignment as dotenv reads it: what is in quotes is whole, and anything else ends at the first `#`. */
const ASSIGNMENT =
  /^\s*(?:export\s+)?(?<name>[\w.-]+)(?:\s*=\s*?|:\s+?)(?:\s*'(?:\\'|[^'])*'|\s*"(?:\\"|[^"])*"|\s*`(?:\\`|[^`])*`|(?<bare>[^#\r\n]*))[^\S\n]*(?<comment>#.*)?$/gm;

/** The settings in the text of a settings file whose value goes on after a `#` without blank before it: dotenv would leave that out. */
export function cutValues(text: string): readonly string[] {
  return [...withPlainBreaks(text).matchAll(ASSIGNMENT)].flatMap(({ groups = {} }) => {
    const { name = '', bare, comment } = groups;
    return bare !== undefined && !/\s$/.test(bare) && comment !== undefined ? [name] : [];
  });
}

/** A line that assigns nothing. By itself `export NAME` is shell for what another line assigns. */
const NO_ASSIGNMENT = /^[^\S\n]*(?:export[^\S\n]+(?=[^\s]+[^\S\n]+[^\s#]))?(?<name>[\w.-]+)(?![\w.-])/gm;

/** The names, each once, at the beginning of lines that assign nothing: dotenv passes over these in silence. */
export function unassigned(text: string): readonly string[] {
  const rest = withPlainBreaks(text).replaceAll(ASSIGNMENT, '');
  return [...new Set([...rest.matchAll(NO_ASSIGNMENT)].flatMap(({ groups = {} }) => groups['name'] ?? []))];
}

function withPlainBreaks(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
