import type { PromoPreview } from '../../../shared/schemas/promo.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';

/** What a code gives, before it is redeemed: in a sentence, and on the button. */
export function usePromoText() {
  const t = useText('promo');
  const f = useFormat();
  const gift = ({ kind, value }: PromoPreview): string => {
    switch (kind) {
      case 'bonus_coins':
        return t('gives.coins', { amount: f.coinsInWords(value) });
      case 'topup_discount':
        return t('gives.discount', { percent: f.discount(value) });
      case 'free_operations':
        return t('gives.operations', { count: value });
      case 'free_trainings':
        return t('gives.trainings', { count: value });
      case 'free_access':
        return value === 0 ? t('gives.accessForGood') : t('gives.access', { count: value });
      case 'plan_days':
        return t('gives.planDays', { count: value });
    }
  };
  const take = ({ kind, value }: PromoPreview): string => {
    switch (kind) {
      case 'bonus_coins':
        return t('take.coins', { amount: f.coinsInWords(value, 'accusative') });
      case 'topup_discount':
        return t('toTopUp');
      case 'free_operations':
        return t('take.operations', { count: value });
      case 'free_trainings':
        return t('take.trainings', { count: value });
      case 'free_access':
        return t('take.access');
      case 'plan_days':
        return t('take.planDays', { count: value });
    }
  };
  return { gift, take };
}
