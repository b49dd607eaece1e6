/** The meaning of words in their context. */
import type { Subject } from './subjectWords.ts';

const garment =
  /^(sweater|dress|coat|jacket|shirt|t?shirt|blouse|scarf|suit|hoodie|свитер|плать|куртк|рубаш|пальто|шарф|костюм|блуз|футболк|худи)/;
const behind = /^(background|backdrop|wall|фон|стен[аеуы])/;
const above = /^(sky|skies|неб[оае])/;
const edge = /^(outline|border|frame|обводк|контур|рамк|кайм)/;
const filming =
  /^(move|moving|circl|pan|zoom|fl[yi]|flight|track|slid|glid|rotat|turn|look|smil|follow|rise|rising|approach|slow|двиг|движ|обле|облё|нае[зх]|отъе|медлен|лет|плыв|скольз|прибли|вращ|круж|повора|оборач|смотр|улыб)/;
const shade = /^(dark|light|deep|pale|bright|soft|plain|темн|светл|ярк|бледн|мягк|однотонн)/;

export interface ColourUse<Colour> {
  key: Colour;
  from: number;
  to: number;
}

export interface SortedColours<Colour> {
  clothes: Colour | null;
  backdrop: Colour | null;
  sky: Colour | null;
  /** Words that were matched: they are not matched again as a mood or a place. */
  spent: ReadonlySet<number>;
}

type Part = 'clothes' | 'backdrop' | 'sky' | 'edge';

const parts: readonly (readonly [Part, RegExp])[] = [
  ['clothes', garment],
  ['backdrop', behind],
  ['sky', above],
  ['edge', edge],
];

/** The part of the picture that a noun names, for a colour before it. */
function partOf(word: string | undefined): Part | undefined {
  return parts.find(([, pattern]) => pattern.test(word ?? ''))?.[0];
}

/** Separates the colours of clothes, background, sky and edge from those of the whole picture. */
export function sortColours<Colour>(
  words: readonly string[],
  colours: readonly ColourUse<Colour>[],
): SortedColours<Colour> {
  const spent = new Set<number>();
  const said = new Map<Part, Colour>();
  for (const { key, from, to } of colours) {
    const noun = [to, to + 1].find((i) => partOf(words[i]) !== undefined);
    const part = noun === undefined ? undefined : partOf(words[noun]);
    if (noun === undefined || part === undefined) {
      continue;
    }
    if (!said.has(part)) {
      said.set(part, key);
    }
    for (let i = shade.test(words[from - 1] ?? '') ? from - 1 : from; i <= noun; i++) {
      spent.add(i);
    }
  }
  const of = (part: Part) => said.get(part) ?? null;
  return { clothes: of('clothes'), backdrop: of('backdrop'), sky: of('sky'), spent };
}

const links = new Set(['is', 'are', 'was', 'in', 'of', 'цвета', 'это']);

/**
 * Whether the colour at `from` … `end` belongs to the subject that ends at `to`: "the car is red", "машина
 * красного цвета", and at the end of a prompt "машина красная".
 */
export function colourBehind(
  words: readonly string[],
  to: number,
  from: number,
  end: number,
  isLast: boolean,
): boolean {
  const next = words[end] ?? '';
  if (from === to) {
    return /^цвет/.test(next) || (isLast && next === '' && words.length === end);
  }
  return (
    from === to + 1 &&
    links.has(words[to] ?? '') &&
    (next === '' || !/^[a-zа-я]/.test(next) || isLast)
  );
}

/** In "the camera circles around" the camera is no subject. */
export function isFilming(words: readonly string[], at: number): boolean {
  return (
    /^(camera|камер)/.test(words[at] ?? '') &&
    [-3, -2, -1, 1, 2, 3].some((step) => filming.test(words[at + step] ?? ''))
  );
}

const sitters: readonly Subject[] = [
  'man',
  'child',
  'astronaut',
  'robot',
  'fox',
  'wolf',
  'cat',
  'dog',
  'bear',
  'panda',
  'tiger',
  'lion',
  'rabbit',
  'deer',
  'owl',
  'dragon',
];

/** "Portrait of a man" is one person: there "portrait" is no further subject. */
export function isGenre(word: string, others: readonly Subject[]): boolean {
  return /^(portrait|портрет)/.test(word) && others.some((other) => sitters.includes(other));
}
