import type { Level } from '../catalog/lookup.ts';

/** The level of a person with this much XP. */
export interface Standing {
  current: Level;
  /** Null on the last level. */
  next: Level | null;
}

/**
 * Finds the level of an amount of XP.
 * @param levels in ascending order, the first from 0 XP.
 */
export function levelProgressOf(levels: readonly Level[], xp: number): Standing {
  const index = Math.max(
    levels.findLastIndex((level) => level.min_xp <= xp),
    0,
  );
  const current = levels[index];
  if (!current) {
    throw new Error('there are no levels');
  }
  return { current, next: levels[index + 1] ?? null };
}

/** The levels above `from` up to `to`, in ascending order. */
export function levelsPassed(levels: readonly Level[], from: number, to: number): Level[] {
  return levels.filter(({ level }) => level > from && level <= to);
}

/** The part of the road that the app shows: two levels back and three ahead. */
export function roadAround(levels: readonly Level[], current: Level): Level[] {
  const index = levels.indexOf(current);
  return levels.slice(Math.max(index - 2, 0), index + 4);
}
