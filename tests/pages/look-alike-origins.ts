/** The genuine sign-in's origin, in a browser in which every name leads to the test's server. */
export const GENUINE = 'http://id.atlassian.example';

/** An address, and whether the browser is at the genuine origin once it has opened it. */
export interface Spelling {
  readonly address: string;
  readonly isGenuine: boolean;
}

/** Letters of other alphabets that look like ours. */
const HOMOGRAPHS: Readonly<Record<string, string>> = {
  a: 'а',
  c: 'с',
  d: 'ԁ',
  e: 'е',
  i: 'і',
  l: 'ⅼ',
  m: 'м',
  n: 'ո',
  p: 'р',
  s: 'ѕ',
  t: 'т',
  x: 'х',
};

const WORDS = ['login', 'secure', 'sso', 'auth', 'www', 'id', 'account', 'my'] as const;
const ENDINGS = ['example', 'test', 'invalid', 'localhost', 'example.test', 'co.example'] as const;

/** Addresses that mean another origin, by what they do to the genuine name: each kind in turn, with what the numbers choose. */
const ASTRAY: readonly ((choose: Choose) => string)[] = [
  (choose) => `http://id.atlassian.example:${choose(10_000) + 10_100}`,
  (choose) => `http://${choose(WORDS)}${choose(100)}.id.atlassian.example`,
  (choose) => `http://id.atlassian.example.${choose(WORDS)}${choose(100)}.${choose(ENDINGS)}`,
  () => 'http://atlassian.example',
  (choose) => `http://${choose(WORDS)}-id.atlassian.example`,
  (choose) => `http://id.atlassian-${choose(WORDS)}.example`,
  (choose) => `http://id.atlassian.${choose(['test', 'invalid', 'localhost', 'examples', 'exampl'])}`,
  (choose) => `http://id.atlassian.example@${choose(WORDS)}${choose(100)}.${choose(ENDINGS)}`,
  (choose) => `http://id.atlassian.example:80@${choose(WORDS)}${choose(100)}.${choose(ENDINGS)}`,
  (choose) => `http://id.atlassian.example%2F@${choose(WORDS)}${choose(100)}.${choose(ENDINGS)}`,
  (choose) => `http://${choose(WORDS)}${choose(100)}.${choose(ENDINGS)}/id.atlassian.example`,
  (choose) => `http://${choose(WORDS)}${choose(100)}.${choose(ENDINGS)}\\@id.atlassian.example`,
  (choose) => `http://${choose(WORDS)}${choose(100)}.${choose(ENDINGS)}?@id.atlassian.example`,
  (choose) => `http://${choose(WORDS)}${choose(100)}.${choose(ENDINGS)}#@id.atlassian.example`,
  (choose) => `http://${withHomograph(choose)}`,
  (choose) => `http://${withOneMore(choose)}`,
  (choose) => `http://${withOneLess(choose)}`,
  (choose) => `http://id.atlassian.example.${choose(['', ':8081', ':8443'])}`,
  (choose) => `http://id${choose(['-', '--', '_', 'x'])}atlassian.example`,
  (choose) =>
    `http://${choose(['127.1', '127.0.0.1', '[::1]', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]', '127.0.0.2', 'localhost'])}:${choose(10_000) + 10_100}`,
];

/** Addresses that only spell the genuine origin in another way. */
const SPELT: readonly ((choose: Choose) => string)[] = [
  (choose) => `http://${'id.atlassian.example'.replace(/./g, (c) => (choose(2) === 0 ? c : c.toUpperCase()))}`,
  (choose) => `http://${choose(WORDS)}${choose(100)}@id.atlassian.example`,
  (choose) => `http://${choose(WORDS)}.example:80@id.atlassian.example`,
  () => 'http://id.atlassian.example:80',
  () => 'http://id.atlassian.example:0080',
  (choose) => `HTTP://id.atlassian.example/${choose(WORDS)}?to=http://other.example`,
  (choose) => `http://${'id.atlassian.example'.replace(/./g, (c) => (choose(3) === 0 ? percent(c) : c))}`,
  (choose) => `http://id${choose(['。', '．', '｡'])}atlassian.example`,
  (choose) => `http://${'id.atlassian.example'.replace(/./g, (c) => (choose(3) === 0 ? wide(c) : c))}`,
  () => 'http://id.atlas\u00adsian.example',
  () => 'http:\\\\id.atlassian.example',
];

/** A number below another, or one of several things. */
interface Choose {
  (below: number): number;
  (of: readonly string[]): string;
}

/** As many addresses of each kind, always the same ones and each once. */
export function spellings(astray: number, spelt: number): readonly Spelling[] {
  const choose = chooser(20_260_131);
  const make = (kinds: readonly ((choose: Choose) => string)[], count: number): string[] => {
    const made = new Set<string>();
    for (let turn = 0; made.size < count; turn += 1) made.add(kinds[turn % kinds.length]?.(choose) ?? '');
    return [...made];
  };
  return [
    ...make(ASTRAY, astray).map((address) => ({ address, isGenuine: false })),
    ...make(SPELT, spelt).map((address) => ({ address, isGenuine: true })),
  ];
}

function withHomograph(choose: Choose): string {
  const name = 'id.atlassian.example';
  const places = Array.from(name).flatMap((letter, place) => (letter in HOMOGRAPHS ? [place] : []));
  const place = places[choose(places.length)] ?? 0;
  return `${name.slice(0, place)}${HOMOGRAPHS[name.charAt(place)] ?? ''}${name.slice(place + 1)}`;
}

function withOneMore(choose: Choose): string {
  const place = choose('id.atlassian'.length - 1) + 1;
  return `${'id.atlassian'.slice(0, place)}${choose(['0', 'q', 'z', '1'])}${'id.atlassian'.slice(place)}.example`;
}

function withOneLess(choose: Choose): string {
  const place = choose('atlassian'.length);
  return `id.${'atlassian'.slice(0, place)}${'atlassian'.slice(place + 1)}.example`;
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

/** The same character as wide as a Chinese one. */
function wide(character: string): string {
  return character === '.' ? character : String.fromCharCode(character.charCodeAt(0) + 0xfee0);
}

/** Numbers that look random and are the same each time (a linear congruential generator with the constants of Numerical Recipes). */
function chooser(seed: number): Choose {
  let state = seed;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  function choose(below: number): number;
  function choose(of: readonly string[]): string;
  function choose(of: number | readonly string[]): number | string {
    return typeof of === 'number' ? next(of) : (of[next(of.length)] ?? '');
  }
  return choose;
}
