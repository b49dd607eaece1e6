/** The figures of the first admin page, each beside the same figure of the period before. */
import type { z } from 'zod';
import type { AdminOverview, overviewInput } from '../../../shared/schemas/admin.ts';
import type { AppContext } from '../../app/context.ts';
import * as ledger from '../../ledger/index.ts';
import { readAudit } from '../audit/check.ts';
import { countOpenPayments } from '../payments/lookup.ts';
import { countNewPeople } from '../users/lookup.ts';
import * as statements from './overviewStatements.ts';

type Period = z.infer<typeof overviewInput>['period'];

const daysOf: Record<Period, number> = { today: 1, week: 7, month: 30 };
const MIN_CHART_DAYS = 7;

interface Span {
  from: Date;
  to: Date;
}

/** All figures of one span of time. */
async function readFigures(app: AppContext, { from, to }: Span) {
  const [newUsers, [revenue], [works], active, accounts] = await Promise.all([
    countNewPeople(app.db, from, to),
    app.db.query(statements.sumRevenue, [from, to]),
    app.db.query(statements.countWorks, [from, to]),
    ledger.countPeopleMoved(app.db, from, to),
    ledger.sumByAccount(app.db, 'coins', from, to),
  ]);
  const sum = (spent: boolean) =>
    accounts
      .filter(({ account }) => (account === 'spend') === spent)
      .reduce((total, account) => total + account.total, 0);
  return {
    newUsers,
    activeUsers: active,
    revenueStars: revenue?.stars ?? 0,
    revenueKopecks: revenue?.kopecks ?? 0,
    works: works?.succeeded ?? 0,
    failedWorks: works?.failed ?? 0,
    coinsIssued: sum(false),
    // What people spent is negative in their balances.
    coinsSpent: 0 - sum(true),
  };
}

/**
 * Active people are those with any movement in their ledger. Coins issued are net of what was taken
 * back, coins spent net of what failed; money is net of refunds.
 */
export async function getOverview(
  app: AppContext,
  { period, timeZone }: z.infer<typeof overviewInput>,
): Promise<AdminOverview> {
  const days = daysOf[period];
  const to = app.now();
  const [bounds] = await app.db.query(statements.readBounds, [to, timeZone, days]);
  if (!bounds) {
    throw new Error('the bounds of a period could not be computed');
  }
  const chartDays = Math.max(days, MIN_CHART_DAYS);
  const [now, before, [queue], openPayments, audit, perDay] = await Promise.all([
    readFigures(app, { from: bounds.from_now, to }),
    readFigures(app, { from: bounds.from_before, to: bounds.to_before }),
    app.db.query(statements.readQueue),
    countOpenPayments(app.db),
    readAudit(app.db),
    app.db.query(statements.readDays, [to, timeZone, chartDays]),
  ]);
  const figure = (name: keyof typeof now) => ({ value: now[name], before: before[name] });
  return {
    newUsers: figure('newUsers'),
    activeUsers: figure('activeUsers'),
    revenueStars: figure('revenueStars'),
    revenueKopecks: figure('revenueKopecks'),
    works: figure('works'),
    failedWorks: figure('failedWorks'),
    coinsIssued: figure('coinsIssued'),
    coinsSpent: figure('coinsSpent'),
    queue: {
      queued: queue?.queued ?? 0,
      running: queue?.running ?? 0,
      oldestSeconds: Math.max(0, queue?.oldest_seconds ?? 0),
    },
    openPayments: openPayments,
    ...audit,
    perDay,
  };
}
