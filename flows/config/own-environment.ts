/** What programs need to start and to show a window, and nothing that could be a secret. */
export const PASSED_ON: readonly string[] = [
  'PATH',
  'HOME',
  'LANG',
  'LC_ALL',
  'TZ',
  'TMPDIR',
  'TEMP',
  'TMP',
  'DISPLAY',
  'XAUTHORITY',
  'WAYLAND_DISPLAY',
  'XDG_RUNTIME_DIR',
  'DBUS_SESSION_BUS_ADDRESS',
  'SystemRoot',
  'LOCALAPPDATA',
  'USERPROFILE',
  'ProgramFiles',
];

/** What libraries of the tool itself go by: where Playwright's browsers lie, and whether colours are wanted. */
const KEPT = [
  ...PASSED_ON,
  'PLAYWRIGHT_BROWSERS_PATH',
  'XDG_CACHE_HOME',
  'NO_COLOR',
  'FORCE_COLOR',
  'TERM',
  'COLORTERM',
];

/** Variables by which Playwright writes down what it does, passwords that it types included, or shows it to others. */
const RECORDING = ['DEBUG', 'DEBUG_FILE', 'PWDEBUG', 'PLAYWRIGHT_DASHBOARD', 'SELENIUM_REMOTE_URL'];

/**
 * Takes the environment that the command was started with, and leaves of it what libraries need: the video encoder inherits
 * what is there, and Playwright would obey what is meant for it. Called before Playwright is loaded.
 */
export function takeEnvironment(env: Record<string, string | undefined>): Record<string, string | undefined> {
  const taken = { ...env };
  for (const name of Object.keys(env)) if (!KEPT.includes(name)) Reflect.deleteProperty(env, name);
  return taken;
}

/** A sentence for each variable that would have had something recorded. */
export function ignoredRecorders(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  return recordersIn(environment).map(
    (name) => `${name} is ignored: Playwright would write down or show what is typed.`,
  );
}

/** The variables in an environment by which Playwright would record. */
export function recordersIn(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  return RECORDING.filter((name) => {
    const value = environment[name] ?? '';
    // Other programs go by DEBUG too.
    return name === 'DEBUG' ? /(^|[\s,])(\*|pw)/.test(value) : !['', '0', 'false'].includes(value);
  });
}
