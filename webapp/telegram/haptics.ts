import { call } from './host.ts';

const METHOD = 'web_app_trigger_haptic_feedback';

/** A press of a primary button (`light`), a sheet that snaps (`soft`). Silent before 6.1. */
export function impact(style: 'light' | 'soft' | 'medium'): void {
  call(METHOD, { type: 'impact', impact_style: style });
}

/** A result: reward, refusal, or a destructive question on open. */
export function notify(kind: 'success' | 'error' | 'warning'): void {
  call(METHOD, { type: 'notification', notification_type: kind });
}

/** Another chip, segment, pack, radio or switch was chosen. */
export function selectionChanged(): void {
  call(METHOD, { type: 'selection_change' });
}
