import { useFormat } from '../../../i18n/useFormat.ts';
import { useWebinarText } from '../webinars/texts.ts';
import { type AuditLogEntry, readAttendance } from './values.ts';

/** Whose attendance was marked, and at which webinar. */
export function useWebinarEntry() {
  const t = useWebinarText();
  const f = useFormat();

  const title = (entry: AuditLogEntry): string | null => {
    const found = readAttendance(entry);
    const words = found?.attended ? 'log.came' : 'log.absent';
    return found && t(words, { count: found.changed, number: f.number(found.changed) });
  };

  const details = (entry: AuditLogEntry): string | null => {
    const found = readAttendance(entry);
    return found && [found.title, entry.reason].filter(Boolean).join(': ');
  };
  return { title, details };
}
