/**
 * Figures of a day up to a time of day: stored hours, and the rest counted from the rows. So reading today costs
 * no more in the evening than in the morning.
 */
import { Op } from 'sequelize';
import type { AppContext } from '../../app/context.ts';
import * as ledger from '../../ledger/index.ts';
import { countSums } from './count.ts';
import { HOUR_MS, hourOf, plusDays, startOf } from './days.ts';
import { HourlyFigure } from './models.ts';
import { type Counted, type FigureName, sums } from './names.ts';

/** A stored hour is used when it was counted this long after its end, since works ordered in it may still end. */
const SUMS_SETTLE_MS = 30 * 60_000;
/** The same for movements, which never change: longer than any transaction takes. */
const MOVES_SETTLE_MS = 2 * 60_000;

interface Kept {
  /** The end of the stored hours. */
  upTo: Date;
  figures: Counted[];
}

/** The stored hours from the beginning of a day to a moment that can be used, without gaps. */
async function readHours(
  app: AppContext,
  day: string,
  until: Date,
  { figures, settleMs }: { figures: readonly FigureName[]; settleMs: number },
): Promise<Kept> {
  const from = startOf(day);
  const rows = await app.db.of(HourlyFigure).findAll({
    where: {
      figure: [...figures, 'counted_at'],
      hour: { [Op.gte]: from, [Op.lt]: hourOf(until) },
    },
    raw: true,
  });
  const isSettled = ({ figure, hour, value }: HourlyFigure) =>
    figure === 'counted_at' && value * 1000 >= hour.getTime() + HOUR_MS + settleMs;
  const settled = new Set(rows.filter(isSettled).map(({ hour }) => hour.getTime()));
  let end = from.getTime();
  while (settled.has(end)) {
    end += HOUR_MS;
  }
  const stored = rows.filter(({ figure, hour }) => figure !== 'counted_at' && hour.getTime() < end);
  return { upTo: new Date(end), figures: stored };
}

/** The sums of a day up to a moment. */
export async function readSumsUntil(app: AppContext, day: string, until: Date): Promise<Counted[]> {
  const wanted = { figures: sums, settleMs: SUMS_SETTLE_MS };
  const { upTo, figures } = await readHours(app, day, until, wanted);
  const rest = upTo < until ? await countSums(app.db, upTo, until) : [];
  return [...figures, ...rest];
}

/** People who have been active today. */
export async function readActiveToday(app: AppContext, today: string): Promise<number> {
  const wanted = { figures: ['active'] as const, settleMs: MOVES_SETTLE_MS };
  const { upTo, figures } = await readHours(app, today, app.now(), wanted);
  const end = startOf(plusDays(today, 1));
  const others = await ledger.countActivePeople(app.db, upTo, end, startOf(today));
  return figures.reduce((people, { value }) => people + value, others);
}
