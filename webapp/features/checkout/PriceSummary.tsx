import type { PaymentQuote } from '../../../shared/schemas/payments.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';

/** Full price, discount, total. */
export function PriceSummary({ quote, name }: { quote: PaymentQuote | undefined; name: string }) {
  const t = useText('topup');
  const f = useFormat();
  if (!quote) {
    return (
      <div className="sum" aria-busy="true">
        <Skeleton height={18} />
        <Skeleton height={22} />
      </div>
    );
  }
  const { amount, fullAmount, currency, promoCode } = quote;
  const bare = (value: number) => (currency === 'XTR' ? f.amount(value) : f.roubles(value));
  const saved = fullAmount - amount;
  return (
    <div className="sum" aria-live="polite">
      <div>
        <span>{name}</span>
        <span>{f.money(fullAmount, currency)}</span>
      </div>
      {saved > 0 && (
        <div className="ok">
          <span>{promoCode ?? t('promo.label')}</span>
          <span>{f.money(-saved, currency)}</span>
        </div>
      )}
      <div className="tot">
        <span>{t('total')}</span>
        <span>
          {saved > 0 && <del>{bare(fullAmount)}</del>}
          {f.money(amount, currency)}
        </span>
      </div>
    </div>
  );
}
