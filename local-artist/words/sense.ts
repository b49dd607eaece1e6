/** What a word means by the words around it. */
import type { Subject } from './subjectWords.ts';

const garment =
  /^(sweater|dress|coat|jacket|shirt|t?shirt|blouse|scarf|suit|hoodie|свитер|плать|куртк|рубаш|пальто|шарф|костюм|блуз|футболк|худи)/;
const behind = /^(background|backdrop|wall|фон|стен[аеуы])/;
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
  /** Words that have had their say: neither a mood nor a place is read from them again. */
  spent: ReadonlySet<number>;
}

/** Colours that are said of clothes, of the background or of an edge, and not of the whole picture. */
export function sortColours<Colour>(
  words: readonly string[],
  colours: readonly ColourUse<Colour>[],
): SortedColours<Colour> {
  const spent = new Set<number>();
  let [clothes, backdrop]: [Colour | null, Colour | null] = [null, null];
  for (const { key, from, to } of colours) {
    const noun = [to, to + 1].find((i) =>
      [garment, behind, edge].some((kind) => kind.test(words[i] ?? '')),
    );
    if (noun === undefined) {
      continue;
    }
    const name = words[noun] ?? '';
    if (garment.test(name)) {
      clothes ??= key;
    } else if (behind.test(name)) {
      backdrop ??= key;
    }
    for (let i = shade.test(words[from - 1] ?? '') ? from - 1 : from; i <= noun; i++) {
      spent.add(i);
    }
  }
  return { clothes, backdrop, spent };
}

/** "The camera circles around" is how it is filmed, and no camera on a table. */
export function isFilming(words: readonly string[], at: number): boolean {
  return (
    /^(camera|камер)/.test(words[at] ?? '') &&
    [-3, -2, -1, 1, 2, 3].some((step) => filming.test(words[at + step] ?? ''))
  );
}

const sitters: readonly Subject[] = [
  'man',
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

/** "Portrait of a man" shows one person: a portrait of somebody is nobody else. */
export function isGenre(word: string, others: readonly Subject[]): boolean {
  return /^(portrait|портрет)/.test(word) && others.some((other) => sitters.includes(other));
}
