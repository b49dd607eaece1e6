/** The list of people: search, filters and order. */
import { literal, Op, type Order, type WhereOptions } from 'sequelize';
import type { PeopleSort } from '../../../shared/closedSets.ts';
import { type Language, languageFor, languages, readersOf } from '../../../shared/language.ts';
import type { Direction } from '../../../shared/schemas/me.ts';
import { computed } from '../../db/computed.ts';
import type { Reader } from '../../db/repository.ts';
import { User } from './models.ts';

export interface PeopleQuestion {
  /** An id, a Telegram id, a @username or a part of a name, perhaps misspelt; empty for everybody. */
  query: string;
  filter: 'all' | 'paying' | 'plan' | 'blocked' | 'staff';
  direction?: Direction | undefined;
  language?: Language | undefined;
  /** The bot in which they first launched. */
  bot?: string | undefined;
  /** XP from `from`, below `below`; as of the last minute. */
  xp?: { from: number; below: number | null } | undefined;
  sort: PeopleSort;
}

/** Where a page begins: after the person with this value of the order and this id. */
export interface PeoplePlace {
  value: number;
  id: number;
}

/** A moment in microseconds, as PostgreSQL keeps it: a Date would lose the last three digits. */
const MICROSECONDS = 'cast(extract(epoch from "User"."last_seen_at") * 1000000 as bigint)';
const momentOf = (microseconds: number) =>
  literal(`timestamptz 'epoch' + interval '1 microsecond' * ${Math.trunc(microseconds)}`);

interface Sorting {
  /** The attribute that is ordered by, falling. */
  column: string;
  /** Its column, where it is one of the figures; who has none yet is not in such an order. */
  ofFigures: string | null;
  toBound: (value: number) => unknown;
}

const asIs = (value: number) => value;
const sortings: Record<PeopleSort, Sorting> = {
  newest: { column: 'id', ofFigures: null, toBound: asIs },
  seen: { column: 'lastSeenAt', ofFigures: null, toBound: momentOf },
  coins: { column: 'coins', ofFigures: 'coins', toBound: asIs },
  paid_stars: { column: 'paidStars', ofFigures: 'paid_stars', toBound: asIs },
  paid_roubles: { column: 'paidKopecks', ofFigures: 'paid_kopecks', toBound: asIs },
};

const filters: Record<PeopleQuestion['filter'], WhereOptions[]> = {
  all: [],
  paying: [
    literal(`exists (select from payment_charges c
      where c.user_id = "User"."id" and c.status = 'credited')`),
  ],
  plan: [
    literal(`exists (select from user_plans p where p.user_id = "User"."id"
      and p.starts_at <= now() and (p.ends_at is null or p.ends_at > now()))`),
  ],
  blocked: [{ blockedAt: { [Op.ne]: null } }],
  staff: [{ role: { [Op.ne]: 'user' } }],
};

/** Telegram's languages whose readers get this one; the others' readers get the one for all else. */
function speaks(language: Language): WhereOptions {
  const primary = `lower(split_part(replace("User"."language_code", '_', '-'), '-', 1))`;
  const codes = (of: Language) => readersOf[of].map((code) => `'${code}'`).join(', ');
  const others = languages.filter((other) => other !== language).map(codes);
  const isDefault = languageFor(null) === language;
  const byTelegram = isDefault
    ? `coalesce(${primary} not in (${others.join(', ')}), true)`
    : `${primary} in (${codes(language)})`;
  return { [Op.or]: [{ language }, { language: null, [Op.and]: literal(byTelegram) }] };
}

/** Shorter words are similar to too many names. */
const MIN_MISSPELT = 4;
/** The index knows words by three letters. */
const MIN_INDEXED = 3;
/** So many namesakes are looked up; more stand so close that the page is found by walking its order. */
const MAX_NAMESAKES = 1000;
/** Names that are spelt much alike are offered where the words as they are find fewer people; a username, nobody. */
const FEW_FOUND = 20;
const USERNAME = /^@|[\d_]/;

/** Part of the name or the beginning of the username; or the person with this number. */
const isNamed = literal(`(lower("User"."username") like :pattern || '%'
  or strpos(lower("User"."first_name" || ' ' || coalesce("User"."last_name", '')), :words) > 0
  or "User"."id" = cast(:number as bigint) or "User"."telegram_id" = cast(:number as bigint))`);

/** The same, each way by an index of its own. */
const found = literal(`"User"."id" in (
  select u.id from users u where u.id = cast(:number as bigint)
  union all select u.id from users u where u.telegram_id = cast(:number as bigint)
  union all select people_named(:words, :pattern, ${MAX_NAMESAKES + 1})
)`);

const foundAlike = literal(`"User"."id" in (select people_named_like(:words))`);

interface Search {
  where: WhereOptions[];
  replacements: Record<string, string | null>;
}

/** How the people of a query are found: by their ids, or where they are many on the way through the list. */
async function searched(db: Reader, query: string): Promise<Search> {
  const words = query.trim().replace(/^@/, '').toLowerCase();
  if (words === '') {
    return { where: [], replacements: {} };
  }
  const number = /^\d{1,15}$/.test(words) ? words : null;
  const pattern = words.replace(/[\\%_]/g, '\\$&');
  const replacements = { number, words, pattern };
  const idsOf = async (where: WhereOptions) => {
    const people = await db.of(User).findAll({ attributes: ['id'], where, replacements });
    return people.map(({ id }) => id);
  };
  const isIndexed = number !== null || words.length >= MIN_INDEXED;
  const exact = isIndexed ? await idsOf(found) : null;
  if (exact === null || exact.length > MAX_NAMESAKES) {
    return { where: [isNamed], replacements };
  }
  const mayBeMisspelt =
    exact.length < (USERNAME.test(query.trim()) ? 1 : FEW_FOUND) &&
    number === null &&
    words.length >= MIN_MISSPELT &&
    /\p{L}/u.test(words);
  const alike = mayBeMisspelt ? await idsOf(foundAlike) : [];
  return { where: [{ id: [...exact, ...alike] }], replacements: {} };
}

/** Strictly after the place; the first condition alone is what an index can begin at. */
function after({ column, ofFigures, toBound }: Sorting, place: PeoplePlace): WhereOptions {
  const name = ofFigures ? `$figures.${ofFigures}$` : column;
  const bound = toBound(place.value);
  if (column === 'id') {
    return { id: { [Op.lt]: place.id } };
  }
  return {
    [Op.and]: [
      { [name]: { [Op.lte]: bound } },
      { [Op.or]: [{ [name]: { [Op.lt]: bound } }, { id: { [Op.lt]: place.id } }] },
    ],
  };
}

/** A page of people in the order asked for, each with its place. */
export async function listPeople(
  db: Reader,
  question: PeopleQuestion,
  { after: place, limit }: { after: PeoplePlace | null; limit: number },
): Promise<{ person: User; place: PeoplePlace }[]> {
  const { filter, direction, language, bot, xp } = question;
  const sorting = sortings[question.sort];
  const search = await searched(db, question.query);
  const needsFigures = sorting.ofFigures !== null || xp !== undefined;
  const level = xp && {
    '$figures.xp$': { [Op.gte]: xp.from, ...(xp.below !== null && { [Op.lt]: xp.below }) },
  };
  const order: Order = sorting.ofFigures
    ? [
        ['figures', sorting.column, 'DESC'],
        ['figures', 'userId', 'DESC'],
      ]
    : ([
        [sorting.column, 'DESC'],
        ...(sorting.column === 'id' ? [] : [['id', 'DESC'] as const]),
      ] as Order);
  const rows = await db.of(User).findAll({
    attributes: { include: [[literal(MICROSECONDS), 'seenMicroseconds']] },
    where: {
      [Op.and]: [
        ...filters[filter],
        ...search.where,
        ...(direction ? [{ direction }] : []),
        ...(language ? [speaks(language)] : []),
        ...(bot ? [{ firstBot: bot }] : []),
        ...(level ? [level] : []),
        ...(place ? [after(sorting, place)] : []),
      ],
    },
    replacements: search.replacements,
    ...(needsFigures && { include: { association: 'figures', required: true } }),
    order,
    limit,
  });
  return rows.map((person) => ({ person, place: placeOf(person, sorting) }));
}

function placeOf(person: User, { column, ofFigures }: Sorting): PeoplePlace {
  const { id } = person;
  if (column === 'id') {
    return { value: id, id };
  }
  const value = ofFigures
    ? (person.get('figures') as Record<string, number>)[column]
    : computed<number>(person, 'seenMicroseconds');
  return { value: Number(value), id };
}
