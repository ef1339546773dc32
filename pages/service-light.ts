import type { Locator } from 'playwright';

/** The Service Light: green is active; at grey only the vendor's support can activate the connector (docs/facts.md, window). */
export type ServiceLight = 'green' | 'grey' | 'unknown';

/** Reads the light that belongs to its label: from its words, its attributes, or its colour. */
export async function readServiceLight(label: Locator): Promise<ServiceLight> {
  const { words, colours } = await label.evaluate((element) => {
    // The light stands behind its label, or inside it; how it is drawn is unknown.
    const scope =
      element.children.length > 0 ? [element] : [element.nextElementSibling ?? element.parentElement ?? element];
    const parts = scope.flatMap((each) => [each, ...each.querySelectorAll('*')]).slice(0, 12);
    const attributes = ['class', 'title', 'alt', 'aria-label', 'src', 'data-status', 'data-state'];
    return {
      words: parts
        .flatMap((part) => [...attributes.map((name) => part.getAttribute(name) ?? ''), part.textContent])
        .join(' ')
        .replace(/service[ -]?light/gi, ' '),
      colours: parts.flatMap((part) => {
        // A light is small; the grey of a panel or a field says nothing.
        if (part.getBoundingClientRect().width > 40) return [];
        const style = getComputedStyle(part);
        // A sign has its colour from its text; where that is the text's around it, it says nothing.
        const isSign = /^[●⬤○◉◯■◆]$/.test(part.textContent.trim());
        const around = part.parentElement === null ? '' : getComputedStyle(part.parentElement).color;
        const sign = isSign && style.color !== around ? style.color : '';
        return [style.backgroundColor, part instanceof SVGElement ? style.fill : '', sign];
      }),
    };
  });
  if (/⚪|⚫|🔘|gr[ae]y|inactive|not active|disabled|\boff\b/i.test(words)) return 'grey';
  if (/🟢|green|\bactive|enabled|\bon\b/i.test(words)) return 'green';
  return colours.map(lightOfColour).find((light) => light !== 'unknown') ?? 'unknown';
}

function lightOfColour(colour: string): ServiceLight {
  const [red, green, blue, alpha = 1] = (/^rgba?\(([^)]*)\)$/.exec(colour)?.[1] ?? '').split(/[ ,/]+/).map(Number);
  if (red === undefined || green === undefined || blue === undefined || alpha === 0) return 'unknown';
  if (green > red + 40 && green > blue + 40) return 'green';
  const spread = Math.max(red, green, blue) - Math.min(red, green, blue);
  return spread < 16 && green > 90 && green < 215 ? 'grey' : 'unknown';
}
