import type { Level } from '../catalogue/catalogue.ts';

/** Where somebody with this much XP stands. */
export interface Standing {
  current: Level;
  /** Null on the last level. */
  next: Level | null;
}

/**
 * Finds the level of an amount of XP.
 * @param levels in ascending order, the first from 0 XP.
 */
export function standingOf(levels: readonly Level[], xp: number): Standing {
  const index = levels.findLastIndex((level) => level.min_xp <= xp);
  const current = levels[Math.max(index, 0)];
  if (!current) {
    throw new Error('there are no levels');
  }
  return { current, next: levels[Math.max(index, 0) + 1] ?? null };
}
