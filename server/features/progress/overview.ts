/** What the progress screen shows. */
import { defaultXp } from '../../../shared/catalog/rewards.ts';
import type { ProgressOutput, Badge as ShownBadge } from '../../../shared/schemas/progress.ts';
import type { AppContext } from '../../app/context.ts';
import { DomainError } from '../../core/errors.ts';
import * as ledger from '../../ledger/index.ts';
import { type BadgeModel, listBadgesFor } from '../catalog/lookup.ts';
import { levelProgressOf, roadAround } from './levels.ts';
import { isCounted } from './metrics.ts';
import * as statements from './progressStatements.ts';

/** Level, road, badges and figures of a person. */
export async function readProgress(app: AppContext, userId: number): Promise<ProgressOutput> {
  const [catalog, [row], badges, spent] = await Promise.all([
    app.catalog.read(),
    app.db.query(statements.readProgress, [userId]),
    listBadgesFor(app.db, userId),
    ledger.sumOf(app.db, userId, 'coins', ['generation_charge', 'generation_refund']),
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
      perDay: row.days,
    },
  };
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
