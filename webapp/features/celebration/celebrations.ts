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

/** A new work is looked at for so long before anything covers it. */
const LOOK_MS = 2000;

const waiting: Celebration[] = [];
/** Screens on which a new work is about to be seen, or is being looked at. */
let holders = 0;
/** One has been opened and is not drawn yet. */
let isOpening = false;
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

/**
 * Nothing is celebrated while somebody waits for a work and looks at it first.
 * @returns ends it, a moment after the work has come into sight.
 */
export function holdCelebrations(): () => void {
  holders += 1;
  return () =>
    setTimeout(() => {
      holders -= 1;
      showNextCelebration();
    }, LOOK_MS);
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
  if (openSheets().length === 0 && holders === 0) {
    const next = waiting.shift();
    if (next) {
      isOpening = true;
      openSheet('celebration', { event: next });
    }
  }
  tellPage();
}

/** A celebration is on the screen. */
export function celebrationDrawn(): void {
  isOpening = false;
  tellPage();
}

/** For whatever drives the page: something to celebrate is coming. */
function tellPage(): void {
  document.documentElement.toggleAttribute('data-celebrates', isOpening || waiting.length > 0);
}
