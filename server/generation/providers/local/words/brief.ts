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
import { compileTable, tokenise } from './match.ts';
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

/** Reads a prompt in Russian or English. */
export function readPrompt(prompt: string): Brief {
  const words = tokenise(prompt);
  const unique = <T>(items: readonly { key: T }[]) => [...new Set(items.map(({ key }) => key))];
  const styles = findStyles(words);
  // A word that names a style ("oil painting", "геометрический") names nothing else.
  const free = words.map((word, i) => (styles.some((s) => s.from <= i && i < s.to) ? '' : word));
  const colours = findColours(free);
  const colourAt = new Set(colours.filter((c) => c.to > c.from).map((c) => c.from));
  const named = findSubjects(free).filter(({ from, to, key }) => {
    const isColour = to - from === 1 && colourAt.has(from);
    return !isColour || (key === 'orange' && words[from] === 'oranges');
  });
  const counts = findCounts(words);
  const used = new Set<number>();
  const subjects: NamedSubject[] = [];
  for (const { key: subject, from, to } of named) {
    const near = ({ to }: { to: number }) => to <= from && from - to <= REACH;
    const colour = colours.filter((c) => near(c) && !used.has(c.from)).at(-1) ?? null;
    const count = counts.filter((c) => near(c) && !used.has(c.from + 1000)).at(-1);
    if (colour !== null) {
      used.add(colour.from);
    }
    if (count !== undefined) {
      used.add(count.from + 1000);
    }
    const several = count === undefined && isPlural(words[to - 1] ?? '') ? 3 : 1;
    if (subjects.length < MOST_SUBJECTS && !subjects.some((s) => s.subject === subject)) {
      subjects.push({ subject, count: Number(count?.key ?? several), colour: colour?.key ?? null });
    }
  }
  const inVase = subjects.some((s) => s.subject === 'bouquet');
  const loose: readonly Subject[] = ['flower', 'rose', 'tulip'];
  return {
    subjects: inVase ? subjects.filter((s) => !loose.includes(s.subject)) : subjects,
    places: unique(findPlaces(free)),
    colours: unique(colours.filter((c) => !used.has(c.from))),
    moods: unique(findMoods(words)),
    hour: findHours(words)[0]?.key ?? null,
    season:
      findSeasons(words)[0]?.key ??
      (subjects.some((s) => s.subject === 'penguin') ? 'winter' : null),
    weather: unique(findWeather(words)),
    style: styles[0]?.key ?? null,
    shot: findShots(words)[0]?.key ?? null,
    hash: hashText(words.join(' ')),
  };
}
