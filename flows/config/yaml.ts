import { YAMLParseError, parse } from 'yaml';

/**
 * What a text in YAML or JSON says; nothing written in it gives `null`. What is none is told by its place alone: whatever stands
 * there may be a secret.
 */
export function readYaml(text: string): { readonly value: unknown } | { readonly fault: string } {
  try {
    return { value: parse(text) as unknown };
  } catch (error) {
    const place = error instanceof YAMLParseError ? error.linePos?.[0] : undefined;
    const where = place === undefined ? '' : ` at line ${place.line}, column ${place.col}`;
    return { fault: `what is written${where} is neither YAML nor JSON: look at the indentation and the quotes there` };
  }
}
