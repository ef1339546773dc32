/** Wordings under which the screen names the application; more are possible (docs/facts.md, consent). */
const APPLICATION = [
  /\bthe application (.+?) would like\b/im,
  /(?:^|[.:]\s)(.+?) is requesting access to\b/im,
  /\ballow (.+?) to (?:access|have)\b/im,
];

/** The application that the consent screen names, where its wording is a known one. */
export function applicationIn(text: string): string | null {
  for (const wording of APPLICATION) {
    const name = wording
      .exec(text)?.[1]
      ?.trim()
      .replace(/^["“'‘„«‹]|["”'’“»›]$/g, '');
    if (name !== undefined && name !== '') return name;
  }
  return null;
}

/** True where the text names exactly this: as whole words, since one name may be the beginning of another. */
export function names(text: string, name: string): boolean {
  return wholeName(name).test(text);
}

/** The text without a name that may hold another: “Jira Align” stands in “Jira Align Service”. */
export function withoutName(text: string, name: string): string {
  return text.replaceAll(wholeName(name), ' ');
}

function wholeName(name: string): RegExp {
  const escaped = name
    .trim()
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\s+/g, '\\s+');
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'gu');
}
