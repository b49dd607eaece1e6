/** What is counted for badges, and the badges themselves; what a badge brings is in experience.ts. */

import type { AppContext } from '../../app/context.ts';
import type { Tx } from '../../db/database.ts';
import type { Badge } from '../catalog/lookup.ts';
import { notify } from '../notifications/service.ts';
import { type CountedMetric, type Counts, listCounts, metricModes } from './metrics.ts';
import { UserBadge, UserCounter } from './models.ts';
import * as statements from './progressStatements.ts';
import type { Recipient } from './recipient.ts';

const reachModes = Object.entries(metricModes)
  .filter(([, mode]) => mode === 'reach')
  .map(([metric]) => metric);

/** Counts, and gives the badges whose threshold is reached. @returns the badges that are new. */
export async function count(
  app: AppContext,
  tx: Tx,
  who: Recipient,
  counts: Counts,
): Promise<Badge[]> {
  const listed = listCounts(counts);
  if (listed.length === 0) {
    return [];
  }
  const { badges } = await app.catalog.read();
  const rows = await tx.query(statements.count, [
    who.userId,
    listed.map(({ metric }) => metric),
    listed.map(({ value }) => value),
    reachModes,
  ]);
  const values = new Map<string, number>(rows.map(({ metric, value }) => [metric, value]));
  const reached = badges.filter(
    ({ criteria }) => (values.get(criteria.metric) ?? 0) >= criteria.threshold,
  );
  return give(app, tx, who, reached, {});
}

/** The value of one counter; null when nothing was counted yet. */
export async function readCounter(
  tx: Tx,
  userId: number,
  metric: CountedMetric,
): Promise<number | null> {
  const row = await tx.of(UserCounter).findOne({ where: { userId, metric } });
  return row?.value ?? null;
}

/** @returns those of the badges that the person did not have. Most often there are none: one read. */
async function insertBadges(
  tx: Tx,
  { userId, botName }: Recipient,
  badges: readonly Badge[],
  metadata: Record<string, unknown>,
): Promise<Badge[]> {
  const userBadges = tx.of(UserBadge);
  const owned = await userBadges.findAll({
    where: { userId, badge: badges.map(({ code }) => code) },
  });
  const codes = new Set(owned.map(({ badge }) => badge));
  const awarded: Badge[] = [];
  for (const badge of badges.filter(({ code }) => !codes.has(code))) {
    const values = { userId, badge: badge.code, earnedInBot: botName, metadata };
    if (await userBadges.createUnlessExists(values)) {
      awarded.push(badge);
    }
  }
  return awarded;
}

/**
 * Awards badges and notifies the person.
 * @returns those that the person did not have before.
 */
export async function give(
  app: AppContext,
  tx: Tx,
  who: Recipient,
  badges: readonly Badge[],
  metadata: Record<string, unknown>,
): Promise<Badge[]> {
  if (badges.length === 0) {
    return [];
  }
  const awarded = await insertBadges(tx, who, badges, metadata);
  for (const { code, name, icon, rarity, xp } of awarded) {
    app.live.publish(tx, who.userId, { type: 'badge', code, name, icon, rarity });
    await notify(app, tx, {
      userId: who.userId,
      botName: who.botName,
      key: `${who.userId}:${code}`,
      message: { kind: 'badge_earned', name, xp },
    });
  }
  return awarded;
}
