/** Figures of a span of days: stored ones, and today's up to now. */
import { col, fn, literal, Op } from 'sequelize';
import type { AppContext } from '../../app/context.ts';
import { computed } from '../../db/computed.ts';
import { type ActiveSpan, countActive, countPayers } from './count.ts';
import { dayOf, daysBetween, plusDays, startOf } from './days.ts';
import { DailyFigure } from './models.ts';
import { type Counted, type FigureName, sums } from './names.ts';
import { readActiveToday, readSumsUntil } from './running.ts';

/** Days in UTC, both ends inclusive; `until` ends within the last one. */
export interface Span {
  from: string;
  to: string;
  /** The last day counts up to this moment; null: all of it. */
  until: Date | null;
}

/** Figures by name and key; missing ones are 0. */
export class Figures {
  readonly #values = new Map<string, Map<string, number>>();

  constructor(counted: readonly Counted[]) {
    for (const { figure, key, value } of counted) {
      const keys = this.#values.get(figure) ?? new Map<string, number>();
      keys.set(key, (keys.get(key) ?? 0) + value);
      this.#values.set(figure, keys);
    }
  }

  /** The value of one key. */
  get(figure: FigureName, key: string): number {
    return this.#values.get(figure)?.get(key) ?? 0;
  }

  /** The sum over the selected keys; over all by default. */
  sum(figure: FigureName, isWanted: (key: string) => boolean = () => true): number {
    let total = 0;
    for (const [key, value] of this.#values.get(figure) ?? []) {
      total += isWanted(key) ? value : 0;
    }
    return total;
  }

  entries(figure: FigureName): [key: string, value: number][] {
    return [...(this.#values.get(figure) ?? [])];
  }
}

/**
 * The sums of a span: whole days as they are stored, a partial last day by its hours.
 * @param options `today`: the sums of the partial day, if they were read already; `figures`: which ones are
 *   needed, all by default.
 */
export async function readSums(
  app: AppContext,
  { from, to, until }: Span,
  { today, figures = sums }: { today?: Promise<Counted[]>; figures?: readonly FigureName[] } = {},
): Promise<Figures> {
  const lastWhole = until === null ? to : plusDays(to, -1);
  const [stored, cut] = await Promise.all([
    lastWhole < from
      ? []
      : app.db.of(DailyFigure).findAll({
          attributes: ['figure', 'key', [fn('sum', col('value')), 'total']],
          where: { figure: [...figures], day: { [Op.between]: [from, lastWhole] } },
          group: ['figure', 'key'],
        }),
    until === null ? [] : (today ?? readSumsUntil(app, to, until)),
  ]);
  const added = stored.map((row) => ({
    figure: row.figure,
    key: row.key,
    value: Number(computed<string | number>(row, 'total')),
  }));
  return new Figures([...added, ...cut]);
}

/** Some figures of each stored day. */
export async function readDays(
  app: AppContext,
  from: string,
  to: string,
  figures: readonly FigureName[],
): Promise<Map<string, Figures>> {
  const rows = await app.db.of(DailyFigure).findAll({
    where: { figure: [...figures], day: { [Op.between]: [from, to] } },
    raw: true,
  });
  const days = Map.groupBy(rows, ({ day }) => day);
  return new Map([...days].map(([day, ofDay]) => [day, new Figures(ofDay)]));
}

/**
 * People who were active in this many days, this one included: as stored, which is some minutes old for
 * today; counted now where it was never stored.
 */
export async function readActive(app: AppContext, day: string, days: ActiveSpan): Promise<number> {
  if (days === 1 && day === dayOf(app.now())) {
    return await readActiveToday(app, day);
  }
  const stored = await app.db
    .of(DailyFigure)
    .findOne({ where: { day, figure: 'active', key: String(days) } });
  return stored?.value ?? (await countActive(app.db, day, days));
}

/**
 * Different people who paid in a span: the payers of each day who had not paid earlier in the span, including a
 * partial last day. If a day was never counted, all are counted from their charges.
 */
export async function readPayers(app: AppContext, { from, to, until }: Span): Promise<number> {
  const lastWhole = until === null ? to : plusDays(to, -1);
  const [whole, cut] = await Promise.all([
    lastWhole < from ? 0 : readPayersOfDays(app, from, lastWhole),
    until === null ? 0 : countPayers(app.db, startOf(to), until, startOf(from)),
  ]);
  return whole + cut;
}

async function readPayersOfDays(app: AppContext, from: string, to: string): Promise<number> {
  const gap = `cast(coalesce(nullif(key, ''), '0') as integer)`;
  const [row] = await app.db.of(DailyFigure).findAll({
    attributes: [
      [literal(`count(*) filter (where figure = 'counted_at')`), 'counted'],
      [literal(`count(*) filter (where figure = 'payers' and ${gap} = 0)`), 'marked'],
      [
        literal(
          `coalesce(sum(value) filter (where figure = 'payers' and ${gap} > day - cast(:from as date)), 0)`,
        ),
        'people',
      ],
    ],
    where: { figure: ['payers', 'counted_at'], day: { [Op.between]: [from, to] } },
    replacements: { from },
  });
  const days = daysBetween(from, to).length;
  const read = (name: string) => (row ? Number(computed<string | number>(row, name)) : 0);
  return read('counted') === days && read('marked') === days
    ? read('people')
    : await countPayers(app.db, startOf(from), startOf(plusDays(to, 1)));
}

/** When the figures of a day were counted last; null: never. */
export async function readCountedAt(app: AppContext, day: string): Promise<Date | null> {
  const mark = await app.db.of(DailyFigure).findOne({ where: { day, figure: 'counted_at' } });
  return mark && new Date(mark.value * 1000);
}
