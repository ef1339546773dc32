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

/** The names at the beginning of lines that assign nothing: dotenv passes over these in silence. */
export function unassigned(text: string): readonly string[] {
  const rest = withPlainBreaks(text).replaceAll(ASSIGNMENT, '');
  return [...rest.matchAll(/^[^\S\n]*(?<name>[\w.-]+)(?![^\s])/gm)].flatMap(({ groups = {} }) => groups['name'] ?? []);
}

function withPlainBreaks(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
