import { hashText } from '../random.ts';
import { companyOf, type NamedSubject, thingsOf } from './company.ts';
import { companyWords, type Detail, detailWords, occasionWords } from './detailWords.ts';
import {
  type ColourWord,
  type CountWord,
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
import { colourBehind, isFilming, isGenre, sortColours } from './sense.ts';
import { type Place, placeWords, type Subject, subjectWords } from './subjectWords.ts';

/** What a prompt asks for, as far as the artist understands it. */
export interface Brief {
  subjects: NamedSubject[];
  /** What the people wear and do. */
  details: Detail[];
  places: Place[];
  /** Colours of the whole picture. */
  colours: ColourWord[];
  /** The colours of clothes and of the background. */
  clothes: ColourWord | null;
  backdrop: ColourWord | null;
  moods: Mood[];
  hour: Hour | null;
  season: Season | null;
  weather: Weather[];
  style: Style | null;
  shot: Shot | null;
  /** Decides what the prompt leaves open. */
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
const findDetails = compileTable(detailWords);
const findCompany = compileTable(companyWords);
const findOccasions = compileTable(occasionWords);

/** How many words may stand between a colour or a number and the thing it belongs to. */
const REACH = 2;
const MAX_SUBJECTS = 5;

const plurals = new Set(
  'шары шаров птицы птиц рыбки бабочки цветы тюльпаны подсолнухи ромашки пингвины медузы пальмы деревья паруса коты кошки котята собаки щенки яхты облака розы birds balloons butterflies flowers tulips sunflowers penguins palms trees boats sailboats cats kittens dogs puppies clouds roses foxes bears wolves'.split(
    ' ',
  ),
);

function isPlural(word: string): boolean {
  return plurals.has(word);
}

const loose: readonly Subject[] = ['flower', 'rose', 'tulip'];

/** The last match just before the word that does not belong to another word yet; marks it as taken. */
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

/** A colour that follows its noun: "the car is red", "машина красного цвета". */
function takeBehind(
  words: readonly string[],
  colours: readonly Found<ColourWord>[],
  to: number,
  taken: Set<number>,
  isLast: boolean,
): ColourWord | undefined {
  const behind = colours.find(
    ({ from, to: end }) => !taken.has(from) && colourBehind(words, to, from, end, isLast),
  );
  if (behind !== undefined) {
    taken.add(behind.from);
  }
  return behind?.key;
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
 * The subjects to draw, each with its colour and number.
 * @param takenColours receives the positions of the colours that belong to a subject.
 * @param takenCounts the same of the numbers; those of groups of people are in it already.
 */
function readSubjects(
  words: readonly string[],
  free: readonly string[],
  colours: readonly Found<ColourWord>[],
  takenColours: Set<number>,
  counts: readonly Found<CountWord>[],
  takenCounts: Set<number>,
): NamedSubject[] {
  const colourAt = new Set(colours.filter((c) => c.to > c.from).map((c) => c.from));
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
    const colour =
      takeNear(colours, from, takenColours) ??
      takeBehind(words, colours, to, takenColours, named === all.at(-1)) ??
      null;
    const several = isPlural(words[to - 1] ?? '') ? 3 : 1;
    const count = Number(takeNear(counts, from, takenCounts) ?? several);
    if (subjects.length < MAX_SUBJECTS && !subjects.some((s) => s.subject === subject)) {
      subjects.push({ subject, count, colour });
    }
  }
  const inVase = subjects.some((s) => s.subject === 'bouquet');
  return inVase ? subjects.filter((s) => !loose.includes(s.subject)) : subjects;
}

/** The hour at which the sky has this colour. */
const hourOfSky: Partial<Record<ColourWord, Hour>> = {
  blue: 'day',
  teal: 'day',
  red: 'sunset',
  orange: 'sunset',
  gold: 'sunset',
  pink: 'dawn',
  black: 'night',
};

/** Reads a prompt in Russian or English. */
export function readPrompt(prompt: string): Brief {
  const all = tokenise(prompt);
  const [details, company, occasions] = [findDetails(all), findCompany(all), findOccasions(all)];
  const said = [...details, ...company, ...occasions];
  // Matched words are not matched again: the "day" of a birthday is no time of day.
  const words = all.map((word, i) =>
    said.some(({ from, to }) => from <= i && i < to) ? '' : word,
  );
  const unique = <T>(items: readonly { key: T }[]) => [...new Set(items.map(({ key }) => key))];
  const styles = findStyles(words);
  // A word that names a style ("oil painting", "геометрический") is not matched again.
  const unstyled = words.map((word, i) =>
    styles.some((s) => s.from <= i && i < s.to) ? '' : word,
  );
  const { clothes, backdrop, sky, spent } = sortColours(words, findColours(unstyled));
  const free = unstyled.map((word, i) => (spent.has(i) ? '' : word));
  const colours = findColours(free);
  const takenColours = new Set<number>();
  const counts = findCounts(words);
  const takenCounts = new Set<number>();
  const people = companyOf(company, counts, findSubjects(free), takenCounts);
  const named = readSubjects(words, free, colours, takenColours, counts, takenCounts);
  const withLaptop: NamedSubject[] = details.some(({ key }) => key === 'laptop')
    ? [{ subject: 'laptop', count: 1, colour: null }]
    : [];
  const isPersonNamed = named.some(({ subject }) => subject === 'portrait' || subject === 'man');
  const extra = [...(isPersonNamed ? [] : people), ...thingsOf(unique(occasions), named)];
  const subjects = [...named, ...extra, ...withLaptop].slice(0, MAX_SUBJECTS);
  const wintry = subjects.some((s) => s.subject === 'penguin');
  return {
    subjects,
    details: unique(details),
    places: unique(findPlaces(free)),
    colours: unique(colours.filter((c) => !takenColours.has(c.from))),
    clothes,
    backdrop,
    moods: unique(findMoods(words.map((word, i) => (spent.has(i) ? '' : word)))),
    hour: findHours(words)[0]?.key ?? (sky && hourOfSky[sky]) ?? null,
    season: findSeasons(words)[0]?.key ?? (wintry ? 'winter' : null),
    weather: unique(findWeather(words)),
    style: styles[0]?.key ?? null,
    shot: findShots(words)[0]?.key ?? null,
    hash: hashText(all.join(' ')),
  };
}
