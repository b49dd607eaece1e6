import type { Rarity } from '../../../shared/catalog/badges.ts';
import type { RewardKind } from '../../../shared/closedSets.ts';
import type { Localized } from '../../../shared/schemas/primitives.ts';
import { openSheets } from '../../ui/navigation/history.ts';
import { openSheet } from '../../ui/navigation/sheets.ts';

export type Celebration =
  | { type: 'level'; level: number; name: Localized; totalXp: number }
  | { type: 'badge'; code: string; name: Localized; icon: string; rarity: Rarity }
  /** Coins in hundredths. */
  | { type: 'reward'; kind: RewardKind; coins: number }
  | { type: 'webinar'; startsAt: string; calendarUrl: string | null; coins: number };

/** The same thing may be told by an answer and by a live event: it is celebrated once. */
const SAME_WITHIN_MS = 15_000;

const waiting: Celebration[] = [];
const recent = new Map<string, number>();

/**
 * Celebrates now, or as soon as no sheet is open; one after another.
 * @param first before what waits already: the answer to a tap comes before what followed from it.
 */
export function celebrate(event: Celebration, { first = false } = {}): void {
  const key = JSON.stringify(event);
  const last = recent.get(key) ?? 0;
  if (Date.now() - last < SAME_WITHIN_MS) {
    return;
  }
  recent.set(key, Date.now());
  waiting.splice(first ? 0 : waiting.length, 0, event);
  showNextCelebration();
}

/** A screen that has shown this reward itself says so; the live event is then silent. */
export function celebrated(event: Celebration): void {
  const key = JSON.stringify(event);
  recent.set(key, Date.now());
  const early = waiting.findIndex((one) => JSON.stringify(one) === key);
  if (early >= 0) {
    waiting.splice(early, 1);
  }
}

/** Called when the sheets change. */
export function showNextCelebration(): void {
  if (openSheets().length === 0) {
    const next = waiting.shift();
    if (next) {
      openSheet('celebration', { event: next });
    }
  }
}
