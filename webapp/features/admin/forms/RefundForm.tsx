import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { parseCoins } from '../../../../shared/coins.ts';
import type { AdminPayment } from '../../../../shared/schemas/adminPayments.ts';
import { hasVisibleText } from '../../../../shared/visibleText.ts';
import { useTRPC, useTRPCClient } from '../../../api/client.ts';
import { Amount } from '../../../domain/coins/Amount.tsx';
import { useFormat } from '../../../i18n/useFormat.ts';
import { useClosingConfirmation } from '../../../telegram/behaviour.ts';
import { RadioGroup, RadioRow } from '../../../ui/Choice.tsx';
import { Facts } from '../../../ui/Facts.tsx';
import { Field } from '../../../ui/Field.tsx';
import { confirm } from '../../../ui/popup.ts';
import { QueryError } from '../../../ui/QueryError.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { type Charge, refundable } from '../payments/charges.ts';
import { usePaymentText } from '../payments/texts.ts';
import { bareOf } from '../records/drafts.ts';
import { useAdminText } from '../texts/useAdminText.ts';
import { usePaused } from '../usePaused.ts';
import { ReasonField } from './ReasonField.tsx';
import { Submit } from './Submit.tsx';
import { useAdminAction } from './useAdminAction.ts';

/** Refunds a charge, after showing what is clawed back and what is missing. */
export function RefundForm({ payment, onDone }: { payment: AdminPayment; onDone: () => void }) {
  const charges = refundable(payment);
  const [chargeId, setChargeId] = useState(charges[0]?.chargeId);
  const charge = charges.find((one) => one.chargeId === chargeId);
  return (
    <div className="stack admin-form">
      {charges.length > 1 && (
        <ChargeChoice
          charges={charges}
          payment={payment}
          chosen={chargeId}
          onChoose={setChargeId}
        />
      )}
      {charge && <ChargeRefund key={chargeId} payment={payment} charge={charge} onDone={onDone} />}
    </div>
  );
}

function ChargeChoice({
  charges,
  payment,
  chosen,
  onChoose,
}: {
  charges: readonly Charge[];
  payment: AdminPayment;
  chosen: string | undefined;
  onChoose: (chargeId: string) => void;
}) {
  const t = useAdminText();
  const f = useFormat();
  return (
    <RadioGroup label={t('refund.charge')} className="rows">
      {charges.map(({ chargeId, paidAt, amount }) => (
        <RadioRow
          key={chargeId}
          title={f.moment(paidAt)}
          value={f.money(amount, payment.currency)}
          on={chargeId === chosen}
          onChoose={() => onChoose(chargeId)}
        />
      ))}
    </RadioGroup>
  );
}

interface ChargeRefundProps {
  payment: AdminPayment;
  charge: Charge;
  onDone: () => void;
}

/** The amount as typed, and what the server would claw back for it. */
function usePartOf(payment: AdminPayment, charge: Charge) {
  const trpc = useTRPC();
  const left = charge.amount - charge.returned;
  const [text, setText] = useState('');
  const typed = bareOf(text) === '' ? left : parseCoins(bareOf(text));
  const isRight = typed !== null && typed > 0 && typed <= left;
  const amount = isRight ? typed : left;
  const isPart = amount !== left;
  const part = usePaused(isPart ? amount : null);
  const key = { provider: payment.provider, chargeId: charge.chargeId };
  const preview = useQuery(
    trpc.admin.refundPreview.queryOptions(
      { ...key, ...(part === null ? {} : { amount: part }) },
      { staleTime: 0, placeholderData: keepPreviousData },
    ),
  );
  const isKnown = isRight && preview.data?.amount === amount;
  const asked = { ...key, ...(isPart ? { amount } : {}) };
  return { left, text, setText, isRight, amount, asked, preview, isKnown };
}

function ChargeRefund({ payment, charge, onDone }: ChargeRefundProps) {
  const t = useAdminText();
  const own = usePaymentText();
  const f = useFormat();
  const client = useTRPCClient();
  const { act, busy } = useAdminAction();
  const { userName: name, provider, currency } = payment;
  const draft = usePartOf(payment, charge);
  const { preview } = draft;
  const { data } = preview;
  const [reason, setReason] = useState('');
  useClosingConfirmation(reason !== '');
  const amount = f.money(draft.amount, currency);
  const submit = async () => {
    const { taken = 0, missing = 0 } = data ?? {};
    const [coins, spent] = [f.coinsInWords(taken), f.coinsInWords(missing)];
    const short = t('refund.sureShort', { name, coins, missing: spent });
    const plain =
      taken === 0 ? t('refund.sureNoCoins', { name }) : t('refund.sureText', { name, coins });
    const sure = await confirm({
      title: t('refund.sure', { amount }),
      message: missing > 0 ? short : plain,
      confirm: t('payments.refund'),
      cancel: t('cancel'),
      destructive: true,
    });
    const input = { ...draft.asked, reason: reason.trim() };
    const done = t('refund.done', { amount });
    if (sure) {
      await act({ input, send: client.admin.refundPayment.mutate, done, onDone });
    }
  };
  return (
    <>
      <ChargeFacts charge={charge} currency={currency} missing={data?.missing ?? null} />
      {data?.parts && (
        <Field
          label={own('part')}
          showLabel
          inputMode="decimal"
          placeholder={f.roubles(draft.left)}
          value={draft.text}
          onChange={draft.setText}
          maxLength={14}
          state={draft.isRight ? 'plain' : 'error'}
          help={draft.isRight ? null : own('partWrong', { most: f.money(draft.left, currency) })}
        />
      )}
      {preview.error && <QueryError error={preview.error} onRetry={() => void preview.refetch()} />}
      {preview.isPending && <Skeleton height={70} />}
      {data && (
        <div className="sum" aria-busy={!draft.isKnown}>
          {charge.coins > 0 && <CoinsBack taken={data.taken} missing={data.missing} />}
          <div className="tot">
            <span>{t('refund.back')}</span>
            <span>{amount}</span>
          </div>
        </div>
      )}
      <ReasonField
        label={t('reason.label')}
        ready={[t('refund.reasons.asked'), t('refund.reasons.twice'), t('refund.reasons.disputed')]}
        value={reason}
        onChange={setReason}
      />
      <p className="foot">
        {t(provider === 'stars' ? 'refund.byStars' : 'refund.byYooKassa')}
        {data?.parts === false && ` ${own('onlyWhole')}`}
        {payment.planKind !== null && ` ${t('refund.plan')}`}
      </p>
      <Submit
        text={t('refund.submit', { amount })}
        enabled={draft.isKnown && hasVisibleText(reason)}
        busy={busy}
        danger
        onClick={() => void submit()}
      />
    </>
  );
}

interface ChargeFactsProps {
  charge: Charge;
  currency: AdminPayment['currency'];
  /** Hundredths of coins that are spent already; null until known. */
  missing: number | null;
}

function ChargeFacts({ charge, currency, missing }: ChargeFactsProps) {
  const t = useAdminText();
  const own = usePaymentText();
  const f = useFormat();
  const hasCoins = charge.coins > 0;
  return (
    <Facts
      items={[
        {
          name: t('refund.payment'),
          value: <span className="mono">{shortened(charge.chargeId)}</span>,
        },
        { name: t('refund.paid'), value: f.money(charge.amount, currency) },
        ...(charge.returned > 0
          ? [{ name: own('returned'), value: f.money(charge.returned, currency) }]
          : []),
        ...(hasCoins ? [{ name: t('refund.given'), value: <Amount coins={charge.coins} /> }] : []),
        ...(hasCoins && missing !== null
          ? [{ name: t('refund.spent'), value: <Amount coins={missing} /> }]
          : []),
      ]}
    />
  );
}

function CoinsBack({ taken, missing }: { taken: number; missing: number }) {
  const t = useAdminText();
  const f = useFormat();
  return (
    <>
      <div>
        <span>{t('refund.takenBack')}</span>
        <span>{f.coins(taken)}</span>
      </div>
      <div>
        <span>{t('refund.shortfall')}</span>
        <span>{f.coins(missing)}</span>
      </div>
    </>
  );
}

/** `2d7f…a91c` */
function shortened(id: string): string {
  return id.length > 12 ? `${id.slice(0, 4)}…${id.slice(-4)}` : id;
}
