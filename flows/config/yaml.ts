import { parseDocument } from 'yaml';

/**
 * What a text in YAML or JSON says; nothing written in it gives `null`. What is neither is told by its place alone: whatever
 * stands there may be a secret.
 */
export function readYaml(text: string): { readonly value: unknown } | { readonly fault: string } {
  const document = parseDocument(text);
  const [wrong] = [...document.errors, ...document.warnings];
  const place = wrong?.linePos?.[0];
  if (wrong !== undefined) {
    const where = place === undefined ? '' : ` at line ${place.line}, column ${place.col}`;
    if (wrong.code === 'DUPLICATE_KEY')
      return { fault: `what stands${where} stands above already: put the new lines in place of the old ones` };
    return { fault: `what is written${where} is neither YAML nor JSON: look at the indentation and the quotes there` };
  }
  try {
    return { value: document.toJS() as unknown };
  } catch {
    // The library says what it is by its name, which may be a secret's beginning.
    return { fault: 'something in it begins with *, and leads nowhere, or back again and again: put it in quotes' };
  }
}
