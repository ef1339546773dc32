/** What leads a command to the same settings: the file of settings and the target that the command line named. */
export interface Named {
  readonly envFile: string | null;
  readonly target: string | null;
}

/** A path or a name as a shell takes it. */
export function inShell(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The options that lead a command to the same settings and the same target, each after a space. */
export function sameSettings({ envFile, target }: Named): string {
  const options = [
    ...(envFile === null ? [] : ['--env-file', envFile]),
    ...(target === null ? [] : ['--target', target]),
  ];
  return options.map((option) => ` ${inShell(option)}`).join('');
}

/** A text in which each command that it names leads to the same settings, unless it does: by itself it may find another connector's in .env. */
export function withSameSettings(text: string, named: Named): string {
  return text.replace(/`(connector-swap (?:swap|verify|login|doctor)\b[^`]*)`/g, (_, line: string) => {
    const isTold = / --(?:env-file|target) /.test(line);
    return `\`${line}${isTold ? '' : sameSettings(named)}\``;
  });
}

/** The command that takes away a lock of this folder, wherever the settings are that name the folder. */
export function unlockCommandLine(folder: string, key: string): string {
  return `LOCK_DIR=${inShell(folder)} connector-swap unlock ${key}`;
}
