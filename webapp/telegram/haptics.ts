import { hapticFeedback } from '@telegram-apps/sdk-react';

/** A press of a primary button (`light`), a sheet that snaps (`soft`). Silent before 6.1. */
export function impact(style: 'light' | 'soft' | 'medium'): void {
  hapticFeedback.impactOccurred.ifAvailable(style);
}

/** A result: reward, refusal, or a destructive question on open. */
export function notify(kind: 'success' | 'error' | 'warning'): void {
  hapticFeedback.notificationOccurred.ifAvailable(kind);
}

/** Another chip, segment, pack, radio or switch was chosen. */
export function selectionChanged(): void {
  hapticFeedback.selectionChanged.ifAvailable();
}
