import type { Values } from '../../../../shared/records/fields.ts';
import type { AdminRecord } from '../../../../shared/schemas/adminRecords.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { useWebinarText } from './texts.ts';

const MINUTE_MS = 60_000;

export function isOver({ startsAt, durationMinutes }: Values): boolean {
  return Date.parse(String(startsAt)) + Number(durationMinutes) * MINUTE_MS <= Date.now();
}

/** How many are registered and on the waiting list, and whether it is over or cancelled. */
export function useStandingText() {
  const t = useWebinarText();
  const f = useFormat();
  return ({ values, facts }: AdminRecord): string => {
    const registered = f.number(Number(facts.registered));
    const waiting = f.number(Number(facts.waiting));
    const places =
      values.capacity === null
        ? t('standing', { registered, waiting })
        : t('standingOf', { registered, waiting, capacity: f.number(Number(values.capacity)) });
    const state = values.active === false ? t('off') : isOver(values) ? t('over') : null;
    return [state, places].filter(Boolean).join(' · ');
  };
}
