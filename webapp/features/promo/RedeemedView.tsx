import type { RedeemOutput } from '../../../shared/schemas/promo.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { BigCoin } from '../../ui/BigCoin.tsx';
import { MainAction } from '../../ui/BottomActions.tsx';
import { CountUp } from '../../ui/CountUp.tsx';
import { Rays } from '../../ui/Rays.tsx';

/** What the code has given. */
export function RedeemedView({ given, onDone }: { given: RedeemOutput; onDone: () => void }) {
  const t = useText('promo');
  const f = useFormat();
  const coins = given.kind === 'bonus_coins';
  const until = given.until ? t('until', { date: f.date(given.until) }) : t('forGood');
  const gift = (): string => {
    switch (given.kind) {
      case 'bonus_coins':
        return t('coins');
      case 'free_operations':
        return t('operations', { count: given.value });
      case 'free_trainings':
        return t('trainings', { count: given.value });
      case 'free_access':
        return t('access', { until });
      case 'plan_days':
        return t('planDays', { until });
      case 'topup_discount':
        return t('discount', { percent: f.discount(given.value) });
    }
  };
  return (
    <div role="status" className="center">
      <div className="checkout-strike">
        <Rays blue={!coins} />
        <span className="strike">
          <BigCoin size={124} />
        </span>
      </div>
      {coins && (
        <p className="checkout-amount num">
          <CountUp value={given.value} from={0} format={f.signedCoins} />
        </p>
      )}
      <p className="h2 promo-gift">{gift()}</p>
      <p className="sub t2">{t('worked', { code: given.code })}</p>
      <MainAction text={t('common:actions.done')} onClick={onDone} />
    </div>
  );
}
