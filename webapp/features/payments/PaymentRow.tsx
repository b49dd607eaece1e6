import { useQueryClient } from '@tanstack/react-query';
import RefreshCw from 'lucide-react/icons/refresh-cw';
import { useEffect, useRef, useState } from 'react';
import type { ListedPayment, Payment } from '../../../shared/schemas/payments.ts';
import { errorSentence } from '../../api/appError.ts';
import { useTRPC, useTRPCClient } from '../../api/client.ts';
import { useOnline } from '../../api/online.ts';
import { useCancelText } from '../../domain/coins/cancelMessages.ts';
import { isWaiting } from '../../domain/coins/methods.ts';
import { usePaymentStatus } from '../../domain/coins/paymentStatus.ts';
import { StarGlyph } from '../../domain/coins/StarGlyph.tsx';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { useReturn } from '../../telegram/activity.ts';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { useSheet } from '../../ui/navigation/sheets.ts';
import { confirm } from '../../ui/popup.ts';
import { Tag } from '../../ui/Tag.tsx';
import { toast } from '../../ui/toasts.ts';
import { MethodTile, useItemName } from '../checkout/index.ts';

/** A payment; `asked` is the one from the link. */
export function PaymentRow({ payment, asked }: { payment: ListedPayment; asked: boolean }) {
  const t = useText('payments');
  const f = useFormat();
  const itemName = useItemName();
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (asked) {
      row.current?.scrollIntoView({ block: 'center' });
    }
  }, [asked]);
  const openPayment = useSheet('payment');
  const { sentence: why } = useCancelText()(payment, { short: true });
  const status = usePaymentStatus()(payment);
  const byStars = payment.provider === 'stars';
  const day = f.day(payment.createdAt);
  const isRecent = day !== f.date(payment.createdAt);
  const when = isRecent
    ? t('when', { day, time: f.time(payment.createdAt) })
    : f.shortDate(payment.createdAt);
  const details = [
    when,
    t(`by.${payment.method}`),
    ...(payment.promoCode ? [payment.promoCode] : []),
  ];
  return (
    <li ref={row} className={cx('payment', asked && 'asked')}>
      <button type="button" className="row" onClick={() => openPayment({ id: payment.id })}>
        <MethodTile method={payment.method} />
        <span className="main">
          <b className="ell">{itemName(payment)}</b>
          <small className="num">{details.join(' · ')}</small>
          {why && <small className="pay-why">{why}</small>}
        </span>
        <span className="pay-end">
          <b className="num sub-m">
            {byStars && <StarGlyph />}
            {byStars ? f.amount(payment.amount) : f.roubles(payment.amount)}
            {byStars && <span className="vh"> {f.noun(payment.amount, 'star')}</span>}
          </b>
          <Tag kind={status.kind}>{status.text}</Tag>
        </span>
      </button>
      {payment.charges.length > 1 && <Charges payment={payment} />}
      {isWaiting(payment) && <WaitingActions payment={payment} />}
    </li>
  );
}

/** Each charge of a payment with several, the last one first. */
function Charges({ payment: { charges, currency } }: { payment: ListedPayment }) {
  const t = useText('payments');
  const f = useFormat();
  return (
    <ul className="pay-charges" aria-label={t('charges')}>
      {[...charges].reverse().map(({ amount, status, paidAt }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: charges have no name of their own here
        <li className="cap num" key={`${paidAt} ${index}`}>
          <span className="t2">{f.moment(paidAt)}</span>
          <span>{f.money(amount, currency)}</span>
          <span className="t2">{t(`charge.${status}`)}</span>
        </li>
      ))}
    </ul>
  );
}

function WaitingActions({ payment }: { payment: Payment }) {
  const t = useText('payments');
  const trpc = useTRPC();
  const client = useTRPCClient();
  const cache = useQueryClient();
  const online = useOnline();
  const [busy, setBusy] = useState<'check' | 'cancel' | null>(null);
  const refresh = () => cache.invalidateQueries({ queryKey: trpc.payments.pathKey() });

  /** Asks the provider; says so when nothing has changed yet. */
  const check = async (aloud: boolean) => {
    const now = await client.payments.get.query({ id: payment.id, check: true });
    if (!isWaiting(now)) {
      await refresh();
    } else if (aloud) {
      toast(t('stillWaiting'));
    }
  };
  useReturn(() => void check(false).catch(() => undefined));

  const run = async (name: 'check' | 'cancel', work: () => Promise<unknown>) => {
    setBusy(name);
    await work().catch((error) => toast(errorSentence(error), { kind: 'error' }));
    setBusy(null);
  };
  const cancel = async () => {
    const sure = await confirm({
      title: t('cancelTitle'),
      message: t('cancelText'),
      confirm: t('cancelSure'),
      cancel: t('keep'),
      destructive: true,
    });
    if (sure) {
      await run('cancel', () => client.payments.cancel.mutate({ id: payment.id }).finally(refresh));
    }
  };
  return (
    <div className="pay-acts">
      <Button
        kind="soft"
        size="sm"
        icon={RefreshCw}
        busy={busy === 'check'}
        disabled={!online}
        onClick={() => void run('check', () => check(true))}
      >
        {t('check')}
      </Button>
      <Button
        kind="gray"
        size="sm"
        busy={busy === 'cancel'}
        disabled={!online}
        onClick={() => void cancel()}
      >
        {t('cancel')}
      </Button>
    </div>
  );
}
