/**
 * The dashboard: figures of a period beside those of the period before. Days and hours that are over come
 * from what a job keeps; the last hours of a day that is still running are counted from their rows, and so is
 * the last part of its match in the period before, up to the same time of day.
 */
import type { z } from 'zod';
import type {
  AdminOverview,
  Figure,
  overviewInput,
} from '../../../shared/schemas/adminOverview.ts';
import type { AppContext } from '../../app/context.ts';
import { countOpenAlerts } from '../alerts/service.ts';
import { readAudit } from '../audit/service.ts';
import {
  type ActiveSpan,
  dayOf,
  type Figures,
  readActive,
  readCountedAt,
  readPayers,
  readSums,
  readSumsUntil,
  sums as sumNames,
} from '../figures/lookup.ts';
import { countOpenPayments } from '../payments/lookup.ts';
import * as breakdowns from './overviewBreakdowns.ts';
import { readPerDay, readRetention } from './overviewDays.ts';
import { type Period, periodOf } from './overviewPeriod.ts';
import * as statements from './overviewStatements.ts';

const isCurrency = (currency: string) => (key: string) => key.endsWith(`:${currency}`);
const net = (figures: Figures, currency: string) =>
  figures.sum('paid', isCurrency(currency)) - figures.sum('returned', isCurrency(currency));

/** What comes from the sums of one span. */
function figuresOf(sums: Figures) {
  return {
    newUsers: sums.sum('new_people'),
    firstPayers: sums.sum('first_payers'),
    revenueStars: net(sums, 'XTR'),
    revenueKopecks: net(sums, 'RUB'),
    returnedStars: sums.sum('returned', isCurrency('XTR')),
    returnedKopecks: sums.sum('returned', isCurrency('RUB')),
    works: sums.sum('works', (outcome) => outcome === 'succeeded'),
    failedWorks: sums.sum('works', (outcome) => outcome === 'failed'),
    coinsIssued: sums.sum('coins', (kind) => !breakdowns.isSpent(kind)),
    // What people spent is negative in their balances.
    coinsSpent: 0 - sums.sum('coins', breakdowns.isSpent),
  };
}

/** Every name of `now` beside the same of `before`. */
function beside<Names extends Record<string, number>>(now: Names, before: Names) {
  return Object.fromEntries(
    Object.entries(now).map(([name, value]) => [name, { value, before: before[name] ?? 0 }]),
  ) as { [Name in keyof Names]: Figure };
}

/** Codes are shown without those of the period before. */
const comparedSums = sumNames.filter((name) => name !== 'promo_uses' && name !== 'promo_paid');

async function readActivePeople(app: AppContext, { now, before }: Period) {
  const figure = async (days: ActiveSpan): Promise<Figure> => {
    const [value, earlier] = await Promise.all([
      readActive(app, now.to, days),
      readActive(app, before.to, days),
    ]);
    return { value, before: earlier };
  };
  const [day, week, month] = await Promise.all([figure(1), figure(7), figure(30)]);
  return { day, week, month };
}

/**
 * Active people are those with any movement in their ledger. Coins issued are net of what was taken back,
 * coins spent net of what failed; money is net of what was given back in the same period.
 */
export async function getOverview(
  app: AppContext,
  input: z.infer<typeof overviewInput>,
): Promise<AdminOverview> {
  const now = app.now();
  const period = periodOf(input, now);
  const today = readSumsUntil(app, dayOf(now), now);
  const activePeople = readActivePeople(app, period);
  const [
    sums,
    sumsBefore,
    payers,
    payersBefore,
    active,
    perDay,
    retention,
    [queue],
    open,
    alerts,
    audit,
    catalog,
    counted,
  ] = await Promise.all([
    readSums(app, period.now, { today }),
    readSums(app, period.before, { figures: comparedSums }),
    readPayers(app, period.now),
    readPayers(app, period.before),
    activePeople,
    readPerDay(app, period, { today, activeAtEnd: activePeople.then(({ day }) => day.value) }),
    readRetention(app, today),
    app.db.query(statements.readQueue),
    countOpenPayments(app.db),
    countOpenAlerts(app.db),
    readAudit(app.db),
    app.catalog.read(),
    readCountedAt(app, period.now.to),
  ]);
  const activeUsers =
    period.days >= 30 ? active.month : period.days >= 7 ? active.week : active.day;
  return {
    from: period.now.from,
    to: period.now.to,
    countedAt: counted?.toISOString() ?? null,
    ...beside(figuresOf(sums), figuresOf(sumsBefore)),
    activeUsers,
    active,
    payers: { value: payers, before: payersBefore },
    revenue: breakdowns.revenueOf(sums, sumsBefore),
    generations: breakdowns.generationsOf(sums, catalog.models),
    coins: breakdowns.coinsOf(sums),
    funnel: beside(breakdowns.funnelOf(sums), breakdowns.funnelOf(sumsBefore)),
    referrals: beside(breakdowns.referralsOf(sums), breakdowns.referralsOf(sumsBefore)),
    promo: breakdowns.promoOf(sums),
    retention,
    alerts,
    queue: {
      queued: queue?.queued ?? 0,
      running: queue?.running ?? 0,
      oldestSeconds: Math.max(0, queue?.oldest_seconds ?? 0),
    },
    openPayments: open,
    ...audit,
    perDay,
  };
}
