import { useMutation, useQueryClient } from '@tanstack/react-query';
import CircleCheck from 'lucide-react/icons/circle-check';
import TicketPercent from 'lucide-react/icons/ticket-percent';
import { useEffect, useRef, useState } from 'react';
import type { PromoPreview } from '../../../shared/schemas/promo.ts';
import { errorSentence, toAppError } from '../../api/appError.ts';
import { useTRPC, useTRPCClient } from '../../api/client.ts';
import { useOnline } from '../../api/online.ts';
import { useRequestId } from '../../api/requestId.ts';
import { useText } from '../../i18n/useText.ts';
import { notify } from '../../telegram/haptics.ts';
import { MainAction } from '../../ui/BottomActions.tsx';
import { Field } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Note } from '../../ui/Note.tsx';
import { closeSheet } from '../../ui/navigation/history.ts';
import { useSheet } from '../../ui/navigation/sheets.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { useSheetPlace } from '../../ui/sheetPlace.ts';
import { celebrated } from '../celebration/index.ts';
import { cleanCode, keepPromo } from '../checkout/index.ts';
import './promo.css';
import { usePromoText } from '../../domain/coins/promoMessages.ts';
import { RedeemedView } from './RedeemedView.tsx';

export interface PromoSheetProps {
  /** Filled in and looked up at once: from a deep link, or typed elsewhere. */
  code?: string;
}

/** A code is looked up first, which shows what it gives; a second press redeems it. */
export function PromoSheet({ code = '' }: PromoSheetProps) {
  const t = useText('promo');
  const promoText = usePromoText();
  const online = useOnline();
  const { close } = useSheetPlace();
  const openTopUp = useSheet('topup');
  const [text, setText] = useState(code);
  const form = useRef<HTMLFormElement>(null);
  const preview = usePreview();
  const redeem = useRedeem();
  const shown = preview.data;
  const error = redeem.error ?? preview.error;
  // A refusal of the code itself stays until another one is typed; anything else can be tried again.
  const isRefused = error !== null && toAppError(error).code.startsWith('PROMO_');
  const typed = cleanCode(text);

  // The one field of the sheet, after the sheet itself has taken the focus.
  useEffect(() => {
    if (!code) {
      form.current?.querySelector('input')?.focus({ preventScroll: true });
    }
  }, [code]);
  const { mutate: look } = preview;
  useEffect(() => {
    if (code) {
      look(cleanCode(code));
    }
  }, [code, look]);

  if (redeem.data) {
    return (
      <Sheet title={t('done')} headless mainButton>
        <RedeemedView given={redeem.data} onDone={close} />
      </Sheet>
    );
  }
  const toTopUp = async (promoCode: string) => {
    keepPromo(promoCode);
    await closeSheet();
    openTopUp({ promoCode });
  };
  const take = (promo: PromoPreview) =>
    promo.kind === 'topup_discount' ? void toTopUp(promo.code) : redeem.mutate(promo.code);
  const go = () => {
    if (!typed || !online || isRefused || preview.isPending || redeem.isPending) {
      return;
    }
    if (shown) {
      take(shown);
    } else {
      look(typed);
    }
  };
  return (
    <Sheet title={t('title')} mainButton>
      <form
        ref={form}
        className="promo-form"
        onSubmit={(event) => {
          event.preventDefault();
          go();
        }}
      >
        <Field
          icon={TicketPercent}
          label={t('title')}
          placeholder={t('placeholder')}
          value={text}
          onChange={(value) => {
            setText(value);
            preview.reset();
            redeem.reset();
          }}
          maxLength={64}
          autoCapitalize="characters"
          spellCheck={false}
          enterKeyHint="done"
          state={error ? 'error' : shown ? 'good' : 'plain'}
          help={error ? errorSentence(error) : shown && t('fits', { gift: promoText.gift(shown) })}
          {...(shown && !error && { trailing: <Fits /> })}
        />
        <Note>{t('about')}</Note>
      </form>
      <MainAction
        text={shown && !isRefused ? promoText.take(shown) : t('look')}
        onClick={go}
        enabled={online && typed !== '' && !isRefused}
        progress={preview.isPending || redeem.isPending}
      />
    </Sheet>
  );
}

/** The mark of a valid code at the end of the field; the line below says it in words. */
export function Fits() {
  return (
    <span className="promo-fits">
      <Icon icon={CircleCheck} size={20} />
    </span>
  );
}

/** Looks up what a code gives, without redeeming it. */
function usePreview() {
  const client = useTRPCClient();
  return useMutation({
    mutationFn: (code: string) => client.promo.preview.query({ code }),
    onError: () => notify('error'),
  });
}

/** Redeems the code. */
function useRedeem() {
  const client = useTRPCClient();
  const cache = useQueryClient();
  const trpc = useTRPC();
  const ids = useRequestId();
  return useMutation({
    mutationFn: (code: string) =>
      client.promo.redeem.mutate({ code, requestId: ids.forInput(code) }),
    onSuccess: ({ kind, value }) => {
      ids.renew();
      notify('success');
      if (kind === 'bonus_coins') {
        // The sheet shows it; the live event of the same reward is not announced.
        celebrated({ type: 'reward', kind: 'promo_bonus', coins: value });
      }
      void cache.invalidateQueries({ queryKey: trpc.me.get.queryKey() });
      void cache.invalidateQueries({ queryKey: trpc.wallet.pathKey() });
      void cache.invalidateQueries({ queryKey: trpc.plans.pathKey() });
      void cache.invalidateQueries({ queryKey: trpc.promo.pathKey() });
    },
    onError: () => notify('error'),
  });
}
