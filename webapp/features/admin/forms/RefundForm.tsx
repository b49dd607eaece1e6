import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AdminPayment } from '../../../../shared/schemas/admin.ts';
import { hasVisibleText } from '../../../../shared/visibleText.ts';
import { useTRPC, useTRPCClient } from '../../../api/client.ts';
import { Amount } from '../../../domain/coins/Amount.tsx';
import { useFormat } from '../../../i18n/useFormat.ts';
import { useClosingConfirmation } from '../../../telegram/behaviour.ts';
import { RadioGroup, RadioRow } from '../../../ui/Choice.tsx';
import { Facts } from '../../../ui/Facts.tsx';
import { confirm } from '../../../ui/popup.ts';
import { QueryError } from '../../../ui/QueryError.tsx';
import { Skeleton } from '../../../ui/Skeleton.tsx';
import { type Charge, refundable } from '../payments/charges.ts';
import { useAdminText } from '../texts/useAdminText.ts';
import { ReasonField } from './ReasonField.tsx';
import { Submit } from './Submit.tsx';
import { useAdminAction } from './useAdminAction.ts';

/** Gives a charge back, after saying what it takes from the balance and what is missing there. */
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

function ChargeRefund({ payment, charge, onDone }: ChargeRefundProps) {
  const t = useAdminText();
  const f = useFormat();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const { act, busy } = useAdminAction();
  const { userId, userName: name, provider, currency } = payment;
  const person = useQuery(trpc.admin.user.queryOptions({ userId }, { staleTime: 0 }));
  const [reason, setReason] = useState('');
  useClosingConfirmation(reason !== '');
  const amount = f.money(charge.amount, currency);
  const balance = person.data?.balance.coins;
  const taken = Math.min(balance ?? 0, charge.coins);
  const missing = charge.coins - taken;
  const submit = async () => {
    const [coins, spent] = [f.coinsInWords(taken), f.coinsInWords(missing)];
    const short = t('refund.sureShort', { name, coins, missing: spent });
    const plain = t('refund.sureText', { name, coins });
    const sure = await confirm({
      title: t('refund.sure', { amount }),
      message: charge.coins === 0 ? t('refund.sureNoCoins', { name }) : missing > 0 ? short : plain,
      confirm: t('payments.refund'),
      cancel: t('cancel'),
      destructive: true,
    });
    const input = { provider, chargeId: charge.chargeId, reason: reason.trim() };
    const done = t('refund.done', { amount });
    if (sure) {
      await act({ input, send: client.admin.refundPayment.mutate, done, onDone });
    }
  };
  return (
    <>
      <Facts
        items={[
          {
            name: t('refund.payment'),
            value: <span className="mono">{shortened(charge.chargeId)}</span>,
          },
          { name: t('refund.paid'), value: amount },
          ...(charge.coins > 0
            ? [{ name: t('refund.given'), value: <Amount coins={charge.coins} /> }]
            : []),
          ...(balance !== undefined && charge.coins > 0
            ? [{ name: t('refund.spent'), value: <Amount coins={missing} /> }]
            : []),
        ]}
      />
      {person.error && <QueryError error={person.error} onRetry={() => void person.refetch()} />}
      {person.isPending && <Skeleton height={70} />}
      {balance !== undefined && (
        <div className="sum">
          {charge.coins > 0 && (
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
          )}
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
        {payment.planCode !== null && ` ${t('refund.plan')}`}
      </p>
      <Submit
        text={t('refund.submit', { amount })}
        enabled={balance !== undefined && hasVisibleText(reason)}
        busy={busy}
        danger
        onClick={() => void submit()}
      />
    </>
  );
}

/** `2d7f…a91c` */
function shortened(id: string): string {
  return id.length > 12 ? `${id.slice(0, 4)}…${id.slice(-4)}` : id;
}
