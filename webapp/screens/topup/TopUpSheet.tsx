import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { errorSentence } from '../../api/appError.ts';
import { useTRPC } from '../../api/client.ts';
import { useOnline } from '../../api/online.ts';
import { useMe } from '../../api/useMe.ts';
import { Amount } from '../../components/Amount.tsx';
import { MainAction } from '../../components/BottomActions.tsx';
import { Note } from '../../components/Note.tsx';
import { QueryError } from '../../components/QueryError.tsx';
import { useFormat } from '../../strings/useFormat.ts';
import { useText } from '../../strings/useText.ts';
import { forgetPromo, keepPromo, keptPromo } from './appliedPromo.ts';
import { CheckoutSheet } from './CheckoutSheet.tsx';
import { MethodChoice } from './MethodChoice.tsx';
import { type PayMethod, preferredMethod } from './methods.ts';
import { PackChoice, PacksSkeleton } from './PackChoice.tsx';
import { PriceSummary } from './PriceSummary.tsx';
import { PromoRow } from './PromoRow.tsx';
import './topup.css';
import { useAmount } from './useAmount.ts';
import { useCheckout } from './useCheckout.ts';
import { useQuotes } from './useQuotes.ts';

export interface TopUpSheetProps {
  /** Coins needed, hundredths: the smallest pack that covers them is chosen. */
  need?: number;
  /** Applied at once: the code that led here. */
  promoCode?: string;
  /** Called when the coins are there; the sheet still shows the success. */
  onPaid?: () => void;
}

export function TopUpSheet({ need, promoCode: given, onPaid }: TopUpSheetProps) {
  const t = useText('topup');
  const f = useFormat();
  const trpc = useTRPC();
  const online = useOnline();
  const me = useMe();
  const options = useQuery(trpc.payments.options.queryOptions());
  const methods = options.data?.methods ?? [];
  const [chosen, setMethod] = useState<PayMethod | null>(null);
  const method = chosen ?? preferredMethod(methods);
  const amount = useAmount(options.data, need);
  const [promoCode, setPromoCode] = useState(() => given ?? keptPromo());
  const quotes = useQuotes(amount.item, methods, promoCode);
  const quote = method && amount.item ? quotes.of(method.provider) : undefined;
  const checkout = useCheckout();
  usePaidOnce(checkout.stage.name === 'succeeded', onPaid);

  const applyPromo = (code: string | null) => {
    setPromoCode(code);
    if (code) {
      keepPromo(code);
    } else {
      forgetPromo();
    }
  };
  const usable = promoCode !== null && !quotes.promoError ? promoCode : null;
  const pay = (by: PayMethod | undefined) => {
    if (by && amount.item) {
      setMethod(by);
      checkout.clearError();
      void checkout.pay({ item: amount.item, method: by, promoCode: usable ?? undefined });
    }
  };
  const price = quote && !quotes.waiting ? f.money(quote.amount, quote.currency) : null;
  return (
    <CheckoutSheet
      checkout={checkout}
      title={t('title')}
      aside={me && <Amount coins={me.balance.coins} />}
      methods={methods}
      quoteOf={quotes.of}
      onRetry={pay}
      promoCode={usable}
    >
      <div className="stack topup">
        {options.data ? (
          <PackChoice options={options.data} amount={amount} />
        ) : options.error ? (
          <QueryError error={options.error} onRetry={() => void options.refetch()} />
        ) : (
          <PacksSkeleton count={7} />
        )}
        <PromoRow
          code={promoCode}
          percent={usable && quote?.promoCode ? quote.discountPercent : null}
          error={quotes.promoError}
          busy={quotes.waiting}
          onApply={applyPromo}
          onRemove={() => applyPromo(null)}
        />
        {options.data && (
          <MethodChoice
            methods={methods}
            value={method}
            onChange={setMethod}
            quoteOf={amount.item ? quotes.of : () => undefined}
          />
        )}
        {amount.item && (
          <PriceSummary quote={quote} name={quote ? f.coinsInWords(quote.coins) : ''} />
        )}
        {Boolean(quotes.error) && <QueryError error={quotes.error} onRetry={quotes.retry} />}
        {Boolean(checkout.error) && <Note kind="bad">{errorSentence(checkout.error)}</Note>}
        <MainAction
          text={price && amount.ready ? t('pay', { amount: price }) : t('payPlain')}
          onClick={() => pay(method)}
          enabled={online && amount.ready && price !== null}
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
