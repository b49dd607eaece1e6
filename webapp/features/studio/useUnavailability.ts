import { providerKeys } from '../../../shared/closedSets.ts';
import type { Unavailability } from '../../../shared/schemas/generation.ts';
import { useMe } from '../../api/useMe.ts';
import { useText } from '../../i18n/useText.ts';

/** Why something can't run, and what would make it run; an admin is told what to do. */
export function useUnavailability() {
  const t = useText('create');
  const isAdmin = useMe()?.role === 'admin';
  return (name: string, { reason, providers }: Unavailability): string => {
    if (!isAdmin || reason === 'not_answering') {
      return t(`unavailability.${reason}`, { name });
    }
    const keys = providers.flatMap((provider) => providerKeys[provider] ?? []);
    return reason === 'not_connected' && keys.length > 0
      ? t('unavailability.keys', { name, keys: keys.join(t('unavailability.or')) })
      : t('unavailability.switchOn', { name });
  };
}
