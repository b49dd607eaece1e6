import { hashText } from '../random.ts';
import {
  type ColourWord,
  colourWords,
  countWords,
  type Hour,
  hourWords,
  type Mood,
  moodWords,
  type Season,
  type Shot,
  type Style,
  seasonWords,
  shotWords,
  styleWords,
  type Weather,
  weatherWords,
} from './lookWords.ts';
import { compileTable, type Found, tokenise } from './match.ts';
import { isFilming, isGenre, sortColours } from './sense.ts';
import { type Place, placeWords, type Subject, subjectWords } from './subjectWords.ts';

export interface NamedSubject {
  subject: Subject;
  /** How many of it, 1–6. */
  count: number;
  colour: ColourWord | null;
}

/** What the artist understood of a prompt. */
export interface Brief {
  subjects: NamedSubject[];
  places: Place[];
  /** Colours of the whole picture. */
  colours: ColourWord[];
  /** Colours said of clothes and of what is behind. */
  clothes: ColourWord | null;
  backdrop: ColourWord | null;
  moods: Mood[];
  hour: Hour | null;
  season: Season | null;
  weather: Weather[];
  style: Style | null;
  shot: Shot | null;
  /** Steers what the words leave open. */
  hash: number;
}

const findSubjects = compileTable(subjectWords);
const findPlaces = compileTable(placeWords);
const findColours = compileTable(colourWords);
const findMoods = compileTable(moodWords);
const findHours = compileTable(hourWords);
const findSeasons = compileTable(seasonWords);
const findWeather = compileTable(weatherWords);
const findStyles = compileTable(styleWords);
const findShots = compileTable(shotWords);
const findCounts = compileTable(countWords);

/** How many words may stand between a colour or a number and the thing it belongs to. */
const REACH = 2;
const MOST_SUBJECTS = 5;

const plurals = new Set(
  'шары шаров птицы птиц рыбки бабочки цветы тюльпаны подсолнухи ромашки пингвины медузы пальмы деревья паруса коты кошки котята собаки щенки яхты облака розы birds balloons butterflies flowers tulips sunflowers penguins palms trees boats sailboats cats kittens dogs puppies clouds roses foxes bears wolves'.split(
    ' ',
  ),
);

function isPlural(word: string): boolean {
  return plurals.has(word);
}

const loose: readonly Subject[] = ['flower', 'rose', 'tulip'];

/** The last of the found that stands just before the word and belongs to nothing yet; takes it. */
function takeNear<Key>(
  found: readonly Found<Key>[],
  word: number,
  taken: Set<number>,
): Key | undefined {
  const nearest = found
    .filter(({ from, to }) => to <= word && word - to <= REACH && !taken.has(from))
    .at(-1);
  if (nearest !== undefined) {
    taken.add(nearest.from);
  }
  return nearest?.key;
}

/** "Orange" alone is a colour, "oranges" are fruit. */
function isThing(
  { key, from, to }: Found<Subject>,
  words: readonly string[],
  colourAt: ReadonlySet<number>,
): boolean {
  const isColour = to - from === 1 && colourAt.has(from);
  return !isColour || (key === 'orange' && words[from] === 'oranges');
}

/**
 * The things to draw, each with the colour and the number said of it.
 * @param takenColours Receives the places of the colours that belong to a thing.
 */
function readSubjects(
  words: readonly string[],
  free: readonly string[],
  colours: readonly Found<ColourWord>[],
  takenColours: Set<number>,
): NamedSubject[] {
  const colourAt = new Set(colours.filter((c) => c.to > c.from).map((c) => c.from));
  const counts = findCounts(words);
  const takenCounts = new Set<number>();
  const subjects: NamedSubject[] = [];
  const all = findSubjects(free).filter(
    (named) => isThing(named, words, colourAt) && !isFilming(words, named.from),
  );
  for (const named of all) {
    const others = all.filter((other) => other !== named).map(({ key }) => key);
    if (isGenre(words[named.from] ?? '', others)) {
      continue;
    }
    const { key: subject, from, to } = named;
    const colour = takeNear(colours, from, takenColours) ?? null;
    const several = isPlural(words[to - 1] ?? '') ? 3 : 1;
    const count = Number(takeNear(counts, from, takenCounts) ?? several);
    if (subjects.length < MOST_SUBJECTS && !subjects.some((s) => s.subject === subject)) {
      subjects.push({ subject, count, colour });
    }
  }
  const inVase = subjects.some((s) => s.subject === 'bouquet');
  return inVase ? subjects.filter((s) => !loose.includes(s.subject)) : subjects;
}

/** Reads a prompt in Russian or English. */
export function readPrompt(prompt: string): Brief {
  const words = tokenise(prompt);
  const unique = <T>(items: readonly { key: T }[]) => [...new Set(items.map(({ key }) => key))];
  const styles = findStyles(words);
  // A word that names a style ("oil painting", "геометрический") names nothing else.
  const unstyled = words.map((word, i) =>
    styles.some((s) => s.from <= i && i < s.to) ? '' : word,
  );
  const { clothes, backdrop, spent } = sortColours(words, findColours(unstyled));
  const free = unstyled.map((word, i) => (spent.has(i) ? '' : word));
  const colours = findColours(free);
  const takenColours = new Set<number>();
  const subjects = readSubjects(words, free, colours, takenColours);
  const wintry = subjects.some((s) => s.subject === 'penguin');
  return {
    subjects,
    places: unique(findPlaces(free)),
    colours: unique(colours.filter((c) => !takenColours.has(c.from))),
    clothes,
    backdrop,
    moods: unique(findMoods(words.map((word, i) => (spent.has(i) ? '' : word)))),
    hour: findHours(words)[0]?.key ?? null,
    season: findSeasons(words)[0]?.key ?? (wintry ? 'winter' : null),
    weather: unique(findWeather(words)),
    style: styles[0]?.key ?? null,
    shot: findShots(words)[0]?.key ?? null,
    hash: hashText(words.join(' ')),
  };
}
