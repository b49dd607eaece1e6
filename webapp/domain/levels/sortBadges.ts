import { COIN } from '../../../shared/coins.ts';
import type { Badge } from '../../../shared/schemas/progress.ts';

/** The progress of a badge, 0 to 1. */
export function nearness({ progress, threshold }: Badge): number {
  return threshold > 0 ? progress / threshold : 0;
}

/** The newest earned ones first, then the locked ones, the nearest first. */
export function earnedFirst(badges: readonly Badge[]): Badge[] {
  return [...badges].sort((a, b) => {
    if (a.earnedAt && b.earnedAt) {
      return b.earnedAt.localeCompare(a.earnedAt);
    }
    return Number(Boolean(b.earnedAt)) - Number(Boolean(a.earnedAt)) || nearness(b) - nearness(a);
  });
}

/** From here on a badge is close. */
const CLOSE = 0.5;

/** Locked ones with at least half of the progress, the nearest first. */
export function closeTo(badges: readonly Badge[]): Badge[] {
  return badges
    .filter((badge) => !badge.earnedAt && nearness(badge) >= CLOSE)
    .sort((a, b) => nearness(b) - nearness(a));
}

/** The progress of a badge and its threshold, in people's units: coins are stored in hundredths. */
export function shownProgress({ metric, progress, threshold }: Badge) {
  const unit = metric === 'topup_coins' ? COIN : 1;
  return { progress: progress / unit, threshold: threshold / unit };
}
