/**
 * XP and its consequences. XP raises the level; every level passed pays its reward, once per person; a level
 * may earn a badge; a badge brings XP again. The chain is followed to its end in the same transaction, under
 * the lock of the person's wallets.
 */

import type { AppContext } from '../../app/context.ts';
import type { Tx } from '../../db/database.ts';
import * as ledger from '../../ledger/index.ts';
import type { Badge, CatalogSnapshot, Level } from '../catalog/lookup.ts';
import { notify } from '../notifications/service.ts';
import { count, readCounter } from './counters.ts';
import { levelProgressOf, levelsPassed } from './levels.ts';
import { type Recipient, toFact } from './recipient.ts';

type XpMovement = Extract<ledger.Movement, { kind: 'xp_gain' | 'badge_reward' }>;

/** Where the first of the movements began and where the last one ended. */
export interface Gain {
  xpBefore: number;
  xpAfter: number;
  /** Nothing changed: the first movement had been posted before. */
  replayed: boolean;
}

/** Posts XP and follows the chain. All wallets of the person are locked first. */
export async function gainXp(
  app: AppContext,
  tx: Tx,
  who: Recipient,
  movements: readonly XpMovement[],
): Promise<Gain> {
  const catalog = await app.catalog.read();
  const { xp } = await ledger.lockBalances(tx, who.userId);
  const gain: Gain = { xpBefore: xp, xpAfter: xp, replayed: false };
  const before = levelProgressOf(catalog.levels, xp).current.level;
  let level = before;
  // Grows during the iteration: badges of levels bring XP of their own.
  const waiting = [...movements];
  for (const movement of waiting) {
    const { entry, replayed } = await ledger.post(tx, movement);
    if (replayed && movement === movements[0]) {
      const xpAfter = await ledger.readSettled(tx, entry);
      return { xpBefore: entry.balance_before, xpAfter, replayed };
    }
    gain.xpAfter = Math.max(gain.xpAfter, entry.balance_after);
    const reached = levelProgressOf(catalog.levels, gain.xpAfter).current.level;
    if (reached > level) {
      waiting.push(...(await rise(app, tx, who, catalog, level, reached)));
      level = reached;
    }
  }
  if (level > before) {
    const { name } = levelProgressOf(catalog.levels, gain.xpAfter).current;
    const event = { oldLevel: before, newLevel: level, totalXp: gain.xpAfter, name };
    app.live.publish(tx, who.userId, { type: 'level', ...event });
    await notify(app, tx, {
      userId: who.userId,
      botName: who.botName,
      key: `${who.userId}:${level}`,
      message: { kind: 'level_reached', level, name },
    });
  }
  app.live.publish(tx, who.userId, { type: 'balance' });
  return gain;
}

/** The movements of what badges bring. */
export function toMovements(who: Recipient, badges: readonly Badge[]): XpMovement[] {
  return badges
    .filter(({ xp }) => xp > 0)
    .map(({ code, xp }) => ({
      ...toFact(who),
      kind: 'badge_reward',
      badge: code,
      amount: xp,
    }));
}

/** Pays for the levels that were never reached before. @returns what their badges bring. */
async function rise(
  app: AppContext,
  tx: Tx,
  who: Recipient,
  { levels }: CatalogSnapshot,
  from: number,
  to: number,
): Promise<XpMovement[]> {
  const highest = (await readCounter(tx, who.userId, 'level')) ?? from;
  const rewards = levelsPassed(levels, highest, to).flatMap((level) => rewardsOf(who, level));
  await ledger.postAll(tx, rewards);
  for (const { amount, asset } of rewards) {
    if (asset === 'coins') {
      app.live.publish(tx, who.userId, { type: 'reward', kind: 'level_reward', amount });
    }
  }
  return toMovements(who, await count(app, tx, who, { level: to }));
}

type LevelReward = Extract<ledger.Movement, { kind: 'level_reward' }>;

function rewardsOf(who: Recipient, { level, coins, free_operations }: Level): LevelReward[] {
  const fact = { ...toFact(who), kind: 'level_reward', level } as const;
  const rewards: LevelReward[] = [
    { ...fact, asset: 'coins', amount: coins },
    { ...fact, asset: 'free_operations', amount: free_operations },
  ];
  return rewards.filter(({ amount }) => amount > 0);
}
