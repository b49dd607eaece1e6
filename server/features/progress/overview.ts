/** What the progress screen shows. */
import { operationCodes, operationRules } from '../../../shared/catalog/operations.ts';
import { defaultXp } from '../../../shared/catalog/rewards.ts';
import type { ProgressOutput, Badge as ShownBadge } from '../../../shared/schemas/progress.ts';
import type { AppContext } from '../../app/context.ts';
import { DomainError } from '../../core/errors.ts';
import * as ledger from '../../ledger/index.ts';
import { type BadgeModel, listBadgesFor } from '../catalog/lookup.ts';
import { levelProgressOf, roadAround } from './levels.ts';
import { isCounted } from './metrics.ts';
import * as statements from './progressStatements.ts';

const spending = ['generation_charge', 'generation_refund'] as const;
const videoOperations = operationCodes.filter((code) => operationRules[code].result === 'video');
const DAY_MS = 86_400_000;
/** Days of the chart, today's included. */
const WEEK_DAYS = 7;

/** Level, road, badges and figures of a person. */
export async function readProgress(app: AppContext, userId: number): Promise<ProgressOutput> {
  const [catalog, [row], badges, spent, spentByDay] = await Promise.all([
    app.catalog.read(),
    app.db.query(statements.readProgress, [userId, videoOperations]),
    listBadgesFor(app.db, userId),
    ledger.sumOf(app.db, userId, 'coins', spending),
    ledger.sumCoinsByDay(app.db, { userId, kinds: spending, timeZone: 'UTC', ...lastDays(app) }),
  ]);
  if (!row) {
    throw new DomainError('LAUNCH_REQUIRED');
  }
  const { current, next } = levelProgressOf(catalog.levels, row.xp);
  const counters = { ...row.counters, level: current.level };
  return {
    xp: row.xp,
    level: current.level,
    name: current.name,
    from: current.min_xp,
    next: next?.min_xp ?? null,
    streakDays: row.streak_days,
    bestStreakDays: row.best_streak_days,
    road: roadAround(catalog.levels, current).map((level) => ({
      level: level.level,
      name: level.name,
      minXp: level.min_xp,
      coins: level.coins,
      freeOperations: level.free_operations,
    })),
    sources: Object.keys(defaultXp).map((code) => ({
      code,
      xp: catalog.rewards[code as keyof typeof defaultXp],
    })),
    badges: badges.map((badge) => toBadge(badge, counters)),
    stats: {
      images: counters.images ?? 0,
      videos: counters.videos ?? 0,
      coinsSpent: Math.max(0, 0 - spent),
      perDay: row.days.map(({ day, count }) => ({ day, count })),
      week: {
        images: sumOf(row.days, ({ count, videos }) => count - videos),
        videos: sumOf(row.days, ({ videos }) => videos),
        coinsSpent: Math.max(0, 0 - sumOf(spentByDay, ({ total }) => total)),
      },
    },
  };
}

function lastDays({ now }: AppContext): { from: string; to: string } {
  const today = now().getTime();
  const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);
  return { from: dayOf(today - (WEEK_DAYS - 1) * DAY_MS), to: dayOf(today) };
}

function sumOf<Item>(items: readonly Item[], amount: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + amount(item), 0);
}

function toBadge(
  row: BadgeModel,
  counters: NonNullable<statements.ProgressRow['counters']>,
): ShownBadge {
  const { metric } = row.criteria;
  // What is not counted is had or not.
  const threshold = isCounted(metric) ? row.criteria.threshold : 1;
  const own = row.owners?.[0];
  const progress = own ? threshold : Math.min(counters[metric] ?? 0, threshold);
  return {
    code: row.code,
    name: row.name,
    description: row.description,
    icon: row.icon,
    rarity: row.rarity,
    metric,
    xp: row.xp,
    earnedAt: own?.earnedAt.toISOString() ?? null,
    earnedInBot: own?.earnedInBot ?? null,
    progress,
    threshold,
    ownedPercent: row.ownedPercent,
  };
}
