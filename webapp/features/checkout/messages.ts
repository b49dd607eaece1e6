import { useQuery } from '@tanstack/react-query';
import type { Payment } from '../../../shared/schemas/payments.ts';
import { useTRPC } from '../../api/client.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';

/** Names what is bought: "500 coins", "Plan “Month”", "100 credits". */
export function useItemName() {
  const t = useText('plans');
  const f = useFormat();
  const trpc = useTRPC();
  const plans = useQuery(trpc.plans.list.queryOptions()).data?.plans ?? [];
  return ({ item, coins, credits }: Pick<Payment, 'item' | 'coins' | 'credits'>): string => {
    if (item.type !== 'plan') {
      return f.coinsInWords(coins);
    }
    if (credits > 0) {
      return f.counted(credits, 'credit');
    }
    // A plan that is not sold any more is missing here.
    const kind = plans.find(({ code }) => code === item.code)?.kind;
    return kind ? t('quoted', { name: t(`kinds.${kind}`) }) : t('plan');
  };
}
