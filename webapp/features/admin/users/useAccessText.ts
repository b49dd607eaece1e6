import type { AdminUserCard } from '../../../../shared/schemas/admin.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { useAdminText } from '../texts/useAdminText.ts';

/** "No", "Forever", "To 12 Dec". */
export function useAccessText(): (access: AdminUserCard['freeAccess']) => string {
  const t = useAdminText();
  const f = useFormat();
  return (access) => {
    if (access === null) {
      return t('card.accessNone');
    }
    return access.until === null
      ? t('card.accessForever')
      : t('card.accessUntil', { date: f.shortDate(access.until) });
  };
}
