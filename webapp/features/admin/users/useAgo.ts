import { useFormat } from '../../../i18n/useFormat.ts';
import { useAdminText } from '../texts/useAdminText.ts';

const MINUTE = 60_000;

/** A short relative time for a column: `2 min`, `5 h`, `yesterday`, `16 Nov`. */
export function useAgo(): (when: string) => string {
  const t = useAdminText();
  const f = useFormat();
  return (when) => {
    const now = new Date();
    const passed = now.getTime() - new Date(when).getTime();
    if (passed < 2 * MINUTE) {
      return t('users.now');
    }
    if (passed < 12 * 60 * MINUTE) {
      return f.duration(passed / 1000);
    }
    const day = f.day(when, now);
    return day === f.date(when) ? f.shortDate(when) : day.toLocaleLowerCase(f.language);
  };
}
