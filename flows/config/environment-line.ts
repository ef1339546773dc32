/**
 * A value as a settings file holds it, read alike by dotenv and `sh`: neither knows how to write every character. `null` where
 * no quotes of theirs hold it both.
 */
export function quoted(value: string): string | null {
  // A backslash at the end would take the closing quote with it, for one of the two.
  if (/[\n\r\0]|\\$/.test(value)) return null;
  if (!value.includes("'")) return `'${value}'`;
  return /["$`\\]/.test(value) ? null : `"${value}"`;
}

/**
 * A setting as a line of such a file.
 * @throws TypeError where the value can't stand there.
 */
export function environmentLine(name: string, value: string): string {
  const right = quoted(value);
  if (right === null) throw new TypeError(`The value of ${name} can’t stand in a settings file.`);
  return `${name}=${right}`;
}
