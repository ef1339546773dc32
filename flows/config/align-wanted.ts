import type { Sources } from './load.js';

/** Jira Align's site, its account, and each form of the password. */
const OF_ALIGN = [
  'ALIGN_URL',
  'ALIGN_USERNAME',
  'ALIGN_PASSWORD',
  'ALIGN_PASSWORD_FILE',
  'ALIGN_PASSWORD_COMMAND',
] as const;

/**
 * Whether Jira Align is looked at: a sign-in by hand is about one account, a verification without all three settings about Jira
 * alone, and who has set a part of it wants to hear of the rest.
 */
export function isAlignWanted(
  { command, login, isAlignNamed }: Sources,
  settings: ReadonlyMap<string, string>,
  isKept: boolean,
): boolean {
  switch (command) {
    case 'swap':
      return true;
    case 'login':
      return login?.account === 'admin';
    case 'verify':
      return isAlignNamed ?? isAlignGiven(settings, isKept);
    case 'doctor':
      return (
        isAlignNamed ?? (!settings.has('JIRA_URL') || [...OF_ALIGN, 'CONNECTOR'].some((name) => settings.has(name)))
      );
  }
}

/** A kept session stands for the password. */
function isAlignGiven(settings: ReadonlyMap<string, string>, isKept: boolean): boolean {
  const [url, username, ...passwords] = OF_ALIGN;
  return settings.has(url) && settings.has(username) && (isKept || passwords.some((form) => settings.has(form)));
}
