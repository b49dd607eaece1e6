/** What the dashboard shows day by day and week by week. */
import type { AdminOverview } from '../../../shared/schemas/adminOverview.ts';
import type { AppContext } from '../../app/context.ts';
import type { Counted } from '../figures/lookup.ts';
import {
  dayOf,
  daysBetween,
  earlierOf,
  Figures,
  mondayOf,
  plusDays,
  readDays,
} from '../figures/lookup.ts';
import type { Period } from './overviewPeriod.ts';

const MIN_CHART_DAYS = 7;
const RETENTION_WEEKS = 8;

/** The days of the period, and of the week before where it is shorter. */
export async function readPerDay(
  app: AppContext,
  { now }: Period,
  { today, activeAtEnd }: { today: Promise<Counted[]>; activeAtEnd: Promise<number> },
): Promise<AdminOverview['perDay']> {
  const week = plusDays(now.to, 1 - MIN_CHART_DAYS);
  const from = earlierOf(now.from, week);
  const [stored, cut, activeOnLast] = await Promise.all([
    readDays(app, from, now.to, ['paid', 'returned', 'works', 'new_people', 'active']),
    now.until === null ? null : today,
    activeAtEnd,
  ]);
  return daysBetween(from, now.to).map((day) => {
    const figures = day === now.to && cut ? new Figures(cut) : (stored.get(day) ?? new Figures([]));
    const money = (currency: string) => {
      const isIn = (key: string) => key.endsWith(`:${currency}`);
      return figures.sum('paid', isIn) - figures.sum('returned', isIn);
    };
    return {
      day,
      stars: money('XTR'),
      kopecks: money('RUB'),
      works: figures.sum('works', (outcome) => outcome === 'succeeded'),
      failed: figures.sum('works', (outcome) => outcome === 'failed'),
      users: figures.sum('new_people'),
      active: day === now.to ? activeOnLast : figures.sum('active', (key) => key === '1'),
    };
  });
}

/** Newcomers of the last weeks, and how many of them were active in each week since they came. */
export async function readRetention(
  app: AppContext,
  counted: Promise<Counted[]>,
): Promise<AdminOverview['retention']> {
  const today = dayOf(app.now());
  const last = mondayOf(today);
  const from = plusDays(last, -7 * (RETENTION_WEEKS - 1));
  const [stored, launchedToday] = await Promise.all([
    readDays(app, from, today, ['launched', 'retained']),
    counted,
  ]);
  const launchedOn = (day: string) =>
    day === today
      ? new Figures(launchedToday).sum('launched')
      : (stored.get(day)?.sum('launched') ?? 0);
  const weeks = Array.from({ length: RETENTION_WEEKS }, (_, n) => plusDays(from, 7 * n));
  return weeks.map((week) => ({
    week,
    people: daysBetween(week, plusDays(week, 6)).reduce((sum, day) => sum + launchedOn(day), 0),
    active: weeks
      .filter((later) => later >= week)
      .map((later) => stored.get(later)?.sum('retained', (cohort) => cohort === week) ?? 0),
  }));
}
