import { useEffect, useRef } from 'react';
import { useOnline } from '../../api/online.ts';
import { useMe } from '../../api/useMe.ts';
import { Amount } from '../../domain/coins/Amount.tsx';
import type { PayMethod } from '../../domain/coins/methods.ts';
import { PacksSkeleton } from '../../domain/coins/Pack.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { MainAction } from '../../ui/BottomActions.tsx';
import { QueryError } from '../../ui/QueryError.tsx';
import { CheckoutSheet } from './CheckoutSheet.tsx';
import { MethodChoice } from './MethodChoice.tsx';
import { PackChoice } from './PackChoice.tsx';
import { PriceSummary } from './PriceSummary.tsx';
import { PromoRow } from './PromoRow.tsx';
import './topup.css';
import { CheckoutErrors } from './CheckoutErrors.tsx';
import { useAmount } from './useAmount.ts';
import { useCheckout } from './useCheckout.ts';
import { useMethods } from './useMethods.ts';
import { usePromo } from './usePromo.ts';
import { useQuotes } from './useQuotes.ts';

export interface TopUpSheetProps {
  /** Coins needed, hundredths: the smallest pack that covers them is selected. */
  need?: number;
  /** Applied at once: the code of the link. */
  promoCode?: string;
  /** Called when the coins are credited; the sheet still shows the success. */
  onPaid?: () => void;
}

/** The amount, the promo code, the method; then the outcome. */
export function TopUpSheet({ need, promoCode, onPaid }: TopUpSheetProps) {
  const t = useText('topup');
  const f = useFormat();
  const online = useOnline();
  const me = useMe();
  const { options, methods, method, setMethod } = useMethods();
  const amount = useAmount(options.data, need);
  const promo = usePromo(promoCode);
  const quotes = useQuotes(amount.item, methods, promo.code);
  const usable = promo.usable(quotes);
  const { item } = amount;
  const quoteOf = (provider: PayMethod['provider']) => (item ? quotes.of(provider) : undefined);
  const quote = method && quoteOf(method.provider);
  const checkout = useCheckout();
  usePaidOnce(checkout.stage.name === 'succeeded', onPaid);

  const pay = (by: PayMethod | undefined) => {
    if (by && item) {
      setMethod(by);
      void checkout.pay({ item, method: by, promoCode: usable ?? undefined });
    }
  };
  const ready = quote && amount.ready && !quotes.waiting;
  return (
    <CheckoutSheet
      checkout={checkout}
      title={t('title')}
      aside={me && <Amount coins={me.balance.coins} />}
      methods={methods}
      quoteOf={quoteOf}
      onRetry={pay}
      promoCode={usable}
    >
      <div className="stack topup">
        {options.error && (
          <QueryError error={options.error} onRetry={() => void options.refetch()} />
        )}
        {options.isPending && <PacksSkeleton count={7} />}
        {options.data && (
          <PackChoice options={options.data} amount={amount} currency={method?.currency ?? 'XTR'} />
        )}
        <PromoRow
          code={promo.code}
          percent={promo.percentOf(quote)}
          error={quotes.promoError}
          busy={quotes.waiting}
          onApply={promo.apply}
          onRemove={promo.remove}
        />
        {options.data && (
          <MethodChoice methods={methods} value={method} onChange={setMethod} quoteOf={quoteOf} />
        )}
        {item && <PriceSummary quote={quote} name={quote ? f.coinsInWords(quote.coins) : ''} />}
        <CheckoutErrors quotes={quotes} checkout={checkout} />
        <MainAction
          text={
            ready
              ? t('pay', { amount: f.money(quote.amount, quote.currency, 'accusative') })
              : t('payPlain')
          }
          onClick={() => pay(method)}
          enabled={online && Boolean(ready)}
          progress={checkout.busy}
        />
      </div>
    </CheckoutSheet>
  );
}

function usePaidOnce(paid: boolean, onPaid: (() => void) | undefined): void {
  const told = useRef(false);
  useEffect(() => {
    if (paid && !told.current) {
      told.current = true;
      onPaid?.();
    }
  }, [paid, onPaid]);
}
