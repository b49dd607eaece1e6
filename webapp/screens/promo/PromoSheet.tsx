import { useMutation, useQueryClient } from '@tanstack/react-query';
import TicketPercent from 'lucide-react/icons/ticket-percent';
import { useEffect, useRef, useState } from 'react';
import type { RedeemOutput } from '../../../shared/schemas/promo.ts';
import { errorSentence } from '../../api/appError.ts';
import { useTRPC, useTRPCClient } from '../../api/client.ts';
import { useOnline } from '../../api/online.ts';
import { useRequestId } from '../../api/requestId.ts';
import { MainAction } from '../../components/BottomActions.tsx';
import { Field } from '../../components/Field.tsx';
import { Note } from '../../components/Note.tsx';
import { Sheet } from '../../components/Sheet.tsx';
import { useSheetPlace } from '../../components/sheetPlace.ts';
import { closeSheet } from '../../navigation/history.ts';
import { useSheet } from '../../navigation/sheets.ts';
import { useFormat } from '../../strings/useFormat.ts';
import { useText } from '../../strings/useText.ts';
import { notify } from '../../telegram/haptics.ts';
import { keepPromo } from '../topup/appliedPromo.ts';
import { tidyCode } from '../topup/promoText.ts';
import { discountOf, isDiscount } from './discountOf.ts';
import './promo.css';
import { RedeemedView } from './RedeemedView.tsx';

export interface PromoSheetProps {
  /** Filled in by a deep link. */
  code?: string;
}

/** What came of a code: given at once, or a discount that waits for a top-up. */
type Outcome =
  | { type: 'given'; given: RedeemOutput }
  | { type: 'discount'; code: string; percent: number };

export function PromoSheet({ code = '' }: PromoSheetProps) {
  const t = useText('promo');
  const f = useFormat();
  const online = useOnline();
  const { close } = useSheetPlace();
  const openTopUp = useSheet('topup');
  const [text, setText] = useState(code);
  const form = useRef<HTMLFormElement>(null);
  const ask = useRedeem();
  const outcome = ask.data;
  const typed = tidyCode(text);

  // The one field of the sheet, after the sheet itself has taken the focus.
  useEffect(() => {
    if (!code) {
      form.current?.querySelector('input')?.focus({ preventScroll: true });
    }
  }, [code]);

  if (outcome?.type === 'given') {
    return (
      <Sheet title={t('done')} headless mainButton>
        <RedeemedView given={outcome.given} onDone={close} />
      </Sheet>
    );
  }
  const toTopUp = async (promoCode: string) => {
    keepPromo(promoCode);
    await closeSheet();
    openTopUp({ promoCode });
  };
  const redeem = () => {
    if (typed && online && !ask.isPending) {
      ask.mutate(typed);
    }
  };
  const help = ask.error
    ? errorSentence(ask.error)
    : outcome && t('discount', { percent: f.discount(outcome.percent) });
  return (
    <Sheet title={t('title')} mainButton>
      <form
        ref={form}
        className="promo-form"
        onSubmit={(event) => {
          event.preventDefault();
          redeem();
        }}
      >
        <Field
          icon={TicketPercent}
          label={t('title')}
          placeholder={t('placeholder')}
          value={text}
          onChange={(value) => {
            setText(value);
            ask.reset();
          }}
          maxLength={64}
          autoCapitalize="characters"
          spellCheck={false}
          enterKeyHint="done"
          state={ask.error ? 'error' : outcome ? 'good' : 'plain'}
          help={help}
        />
        <Note>{t('about')}</Note>
      </form>
      {outcome ? (
        <MainAction text={t('toTopUp')} onClick={() => void toTopUp(outcome.code)} />
      ) : (
        <MainAction
          text={t('redeem')}
          onClick={redeem}
          enabled={online && typed !== '' && !ask.error}
          progress={ask.isPending}
        />
      )}
    </Sheet>
  );
}

/** Redeems a code; one that is a discount is asked what it takes off instead. */
function useRedeem() {
  const client = useTRPCClient();
  const cache = useQueryClient();
  const trpc = useTRPC();
  const ids = useRequestId();
  return useMutation({
    mutationFn: async (code: string): Promise<Outcome> => {
      try {
        const given = await client.promo.redeem.mutate({ code, requestId: ids.forInput(code) });
        return { type: 'given', given };
      } catch (error) {
        if (!isDiscount(error)) {
          throw error;
        }
        return { type: 'discount', ...(await discountOf(client, code)) };
      }
    },
    onSuccess: (outcome) => {
      ids.renew();
      if (outcome.type === 'given') {
        notify('success');
        void cache.invalidateQueries({ queryKey: trpc.me.get.queryKey() });
        void cache.invalidateQueries({ queryKey: trpc.wallet.pathKey() });
        void cache.invalidateQueries({ queryKey: trpc.plans.pathKey() });
      }
    },
    onError: () => notify('error'),
  });
}
