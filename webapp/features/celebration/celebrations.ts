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

/** The same reward may be reported by an answer and by a live event: it is celebrated once. */
const SAME_WITHIN_MS = 15_000;

/** For this long a new work is visible before anything covers it. */
const LOOK_MS = 2000;

const waiting: Celebration[] = [];
/** Screens on which a new work is about to appear, or is being viewed. */
let holders = 0;
/** One has been opened and is not rendered yet. */
let isOpening = false;
const recent = new Map<string, number>();

/**
 * Celebrates now, or as soon as no sheet is open; one after another.
 * @param first before queued ones: the answer to a tap comes before its consequences.
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

/**
 * Nothing is celebrated while the person waits for a work and views it first.
 * @returns a function that ends this, a moment after the work is visible.
 */
export function holdCelebrations(): () => void {
  holders += 1;
  return () =>
    setTimeout(() => {
      holders -= 1;
      showNextCelebration();
    }, LOOK_MS);
}

/** A screen that has shown this reward itself calls this; the live event is then not announced. */
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
  if (openSheets().length === 0 && holders === 0) {
    const next = waiting.shift();
    if (next) {
      isOpening = true;
      openSheet('celebration', { event: next });
    }
  }
  tellPage();
}

/** A celebration is visible. */
export function celebrationDrawn(): void {
  isOpening = false;
  tellPage();
}

/** For code that drives the page: a celebration is coming. */
function tellPage(): void {
  document.documentElement.toggleAttribute('data-celebrates', isOpening || waiting.length > 0);
}
