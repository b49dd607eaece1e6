import { useQuery } from '@tanstack/react-query';
import Coins from 'lucide-react/icons/coins';
import { useEffect, useRef, useState } from 'react';
import { errorSentence } from '../../api/appError.ts';
import { useTRPC } from '../../api/client.ts';
import { useOnline } from '../../api/online.ts';
import { useMe } from '../../api/useMe.ts';
import { MainAction } from '../../components/BottomActions.tsx';
import { RadioGroup } from '../../components/Choice.tsx';
import { Note } from '../../components/Note.tsx';
import { Pack } from '../../components/Pack.tsx';
import { QueryError } from '../../components/QueryError.tsx';
import { useSheetPlace } from '../../components/sheetPlace.ts';
import { toast } from '../../components/toasts.ts';
import { closeSheets } from '../../navigation/history.ts';
import { useSheet } from '../../navigation/sheets.ts';
import { useFormat } from '../../strings/useFormat.ts';
import { useText } from '../../strings/useText.ts';
import { keptPromo } from '../topup/appliedPromo.ts';
import { CheckoutSheet } from '../topup/CheckoutSheet.tsx';
import { type PayMethod, preferredMethod } from '../topup/methods.ts';
import { PacksSkeleton } from '../topup/PackChoice.tsx';
import '../topup/topup.css';
import { useCheckout } from '../topup/useCheckout.ts';
import { useQuotes } from '../topup/useQuotes.ts';
import { coveringPacks } from './coveringPacks.ts';
import { Missing } from './Missing.tsx';
import { type Cheaper, OtherWays } from './OtherWays.tsx';
import './short.css';

export interface ShortSheetProps {
  /** Price and balance, hundredths. */
  price: number;
  balance: number;
  modelName: string;
  /** Runs by itself once there are enough coins. */
  onCovered: () => void;
  /** The same request with a model that the balance covers. */
  cheaper?: Cheaper;
}

/** How many coins are missing, the smallest pack that covers them, and two ways without paying. */
export function ShortSheet({ price, balance, modelName, onCovered, cheaper }: ShortSheetProps) {
  const t = useText('short');
  const f = useFormat();
  const trpc = useTRPC();
  const online = useOnline();
  const coins = useMe()?.balance.coins ?? balance;
  const missing = Math.max(0, price - coins);
  const options = useQuery(trpc.payments.options.queryOptions());
  const methods = options.data?.methods ?? [];
  const [chosenMethod, setMethod] = useState<PayMethod | null>(null);
  const method = chosenMethod ?? preferredMethod(methods);
  const packs = coveringPacks(options.data?.packs ?? [], missing);
  const [chosen, setChosen] = useState<string | null>(null);
  const pack = packs.find(({ code }) => code === chosen) ?? packs[0];
  const item = pack ? ({ type: 'pack', code: pack.code } as const) : null;
  const [kept] = useState(keptPromo);
  const quotes = useQuotes(item, methods, kept);
  const quote = method && quotes.of(method.provider);
  const promoCode = quotes.promoError ? null : kept;
  const checkout = useCheckout();
  const openTopUp = useSheet('topup');
  const said = useText('topup')('success.coins');
  useRunWhenCovered(missing === 0, () => {
    toast(said);
    onCovered();
  });

  const pay = (by: PayMethod | undefined) => {
    if (by && item) {
      setMethod(by);
      checkout.clearError();
      void checkout.pay({ item, method: by, promoCode: promoCode ?? undefined });
    }
  };
  const sum = quote && !quotes.waiting ? f.money(quote.amount, quote.currency) : null;
  return (
    <CheckoutSheet
      checkout={checkout}
      title={t('title', { coins: f.coinsInWords(missing) })}
      methods={methods}
      quoteOf={quotes.of}
      onRetry={pay}
      promoCode={promoCode}
    >
      <div className="stack short">
        <Missing price={price} balance={coins} modelName={modelName} />
        {options.error ? (
          <QueryError error={options.error} onRetry={() => void options.refetch()} />
        ) : options.data ? (
          <RadioGroup label={t('packs')} className="packs">
            {packs.map((one) => (
              <Pack
                key={one.code}
                {...one}
                best={one.bestValue}
                on={one.code === pack?.code}
                onChoose={() => setChosen(one.code)}
              />
            ))}
          </RadioGroup>
        ) : (
          <PacksSkeleton count={3} />
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
        {Boolean(quotes.error) && <QueryError error={quotes.error} onRetry={quotes.retry} />}
        {Boolean(checkout.error) && <Note kind="bad">{errorSentence(checkout.error)}</Note>}
        <MainAction
          text={sum && pack ? t('pay', { coins: f.coins(pack.coins), amount: sum }) : t('payPlain')}
          onClick={() => pay(method)}
          enabled={online && sum !== null}
          progress={checkout.busy}
        />
      </div>
    </CheckoutSheet>
  );
}

/** However the coins have come (paid here, paid in another sheet, earned): back, and go on. */
function useRunWhenCovered(covered: boolean, run: () => void): void {
  const { leaving } = useSheetPlace();
  const done = useRef(false);
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    if (covered && !leaving && !done.current) {
      done.current = true;
      void closeSheets().then(() => latest.current());
    }
  }, [covered, leaving]);
}
