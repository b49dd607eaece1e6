import Coins from 'lucide-react/icons/coins';
import { useEffect, useRef, useState } from 'react';
import { useOnline } from '../../api/online.ts';
import { useMe } from '../../api/useMe.ts';
import type { PayMethod } from '../../domain/coins/methods.ts';
import { Pack, PacksSkeleton } from '../../domain/coins/Pack.tsx';
import { forgetWaitingWork } from '../../domain/coins/waitingWork.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { MainAction } from '../../ui/BottomActions.tsx';
import { RadioGroup } from '../../ui/Choice.tsx';
import { closeSheets } from '../../ui/navigation/history.ts';
import { useSheet } from '../../ui/navigation/sheets.ts';
import { QueryError } from '../../ui/QueryError.tsx';
import { useSheetPlace } from '../../ui/sheetPlace.ts';
import { toast } from '../../ui/toasts.ts';
import {
  CheckoutErrors,
  CheckoutSheet,
  useCheckout,
  useMethods,
  usePromo,
  useQuotes,
} from '../checkout/index.ts';
import { coveringPacks } from './coveringPacks.ts';
import { Missing } from './Missing.tsx';
import { type Cheaper, OtherWays } from './OtherWays.tsx';
import './insufficientFunds.css';

export interface InsufficientFundsSheetProps {
  /** Price and balance, hundredths. */
  price: number;
  balance: number;
  modelName: string;
  /** Runs automatically once there are enough coins. */
  onCovered: () => void;
  /** The same request with a model that the balance covers. */
  cheaper?: Cheaper;
}

/** How many coins are missing, the smallest pack that covers them, and two ways without paying. */
export function InsufficientFundsSheet({
  price,
  balance,
  modelName,
  onCovered,
  cheaper,
}: InsufficientFundsSheetProps) {
  const t = useText('insufficientFunds');
  const f = useFormat();
  const online = useOnline();
  const coins = useMe()?.balance.coins ?? balance;
  const missing = Math.max(0, price - coins);
  const { options, methods, method, setMethod } = useMethods();
  const { shown, covering } = coveringPacks(options.data?.packs ?? [], missing);
  const [chosen, setChosen] = useState<string | null>(null);
  const pack = shown.find(({ code }) => code === chosen) ?? covering;
  const item = pack ? ({ type: 'pack', code: pack.code } as const) : null;
  const promo = usePromo(undefined);
  const quotes = useQuotes(item, methods, promo.code);
  const quote = method && quotes.of(method.provider);
  const promoCode = promo.usable(quotes);
  const checkout = useCheckout();
  const openTopUp = useSheet('topup');
  const said = useText('topup')('success.coins');
  useRunWhenAffordable(missing === 0, () => {
    toast(said);
    onCovered();
  });

  const pay = (by: PayMethod | undefined) => {
    if (by && item) {
      setMethod(by);
      void checkout.pay({ item, method: by, promoCode: promoCode ?? undefined });
    }
  };
  const sum = quote && !quotes.waiting ? f.money(quote.amount, quote.currency, 'accusative') : null;
  const label =
    sum === null || !pack
      ? t('payPlain')
      : fitting(
          t('pay', { coins: f.coins(pack.coins), amount: sum }),
          t('payShort', { amount: sum }),
        );
  return (
    <CheckoutSheet
      checkout={checkout}
      title={t('title', { coins: f.coinsInWords(missing, 'genitive') })}
      methods={methods}
      quoteOf={quotes.of}
      onRetry={pay}
      promoCode={promoCode}
    >
      <div className="stack insufficient-funds">
        <Missing price={price} balance={coins} modelName={modelName} />
        {options.error && (
          <QueryError error={options.error} onRetry={() => void options.refetch()} />
        )}
        {options.isPending && <PacksSkeleton count={3} />}
        {options.data && (
          <RadioGroup label={t('packs')} className="packs">
            {shown.map((one) => (
              <Pack
                key={one.code}
                {...one}
                best={one.bestValue}
                on={one.code === pack?.code}
                onChoose={() => setChosen(one.code)}
              />
            ))}
          </RadioGroup>
        )}
        <OtherWays
          {...(cheaper && { cheaper })}
          more={{
            icon: Coins,
            title: t('more'),
            note: t('moreNote'),
            onClick: () => openTopUp({ need: missing }),
          }}
        />
        <CheckoutErrors quotes={quotes} checkout={checkout} />
        <MainAction
          text={label}
          onClick={() => pay(method)}
          enabled={online && sum !== null}
          progress={checkout.busy}
        />
      </div>
    </CheckoutSheet>
  );
}

/** Telegram truncates text wider than its button, and the amount would be cut. */
function fitting(text: string, shorter: string): string {
  const widthOfLetter = 11;
  return text.length * widthOfLetter < window.innerWidth ? text : shorter;
}

/** However the coins were added (paid here, paid in another sheet, earned): close and continue. */
function useRunWhenAffordable(covered: boolean, run: () => void): void {
  const { leaving } = useSheetPlace();
  const done = useRef(false);
  const latest = useRef(run);
  latest.current = run;
  // Closed by the person: what is paid for afterwards brings coins only.
  useEffect(() => () => void (done.current || forgetWaitingWork()), []);
  useEffect(() => {
    if (covered && !leaving && !done.current) {
      done.current = true;
      void closeSheets().then(() => latest.current());
    }
  }, [covered, leaving]);
}
