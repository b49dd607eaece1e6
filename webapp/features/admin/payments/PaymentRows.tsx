import { Fragment, useState } from 'react';
import type { AdminPayment } from '../../../../shared/schemas/adminPayments.ts';
import { useCancelText } from '../../../domain/coins/cancelMessages.ts';
import { StarGlyph } from '../../../domain/coins/StarGlyph.tsx';
import { useFormat } from '../../../i18n/useFormat.ts';
import { Rows } from '../../../ui/Row.tsx';
import { Tile } from '../../../ui/Tile.tsx';
import { useAdminText } from '../texts/useAdminText.ts';
import { PaymentActions } from './PaymentActions.tsx';
import { Bought, iconOf, Status, Sum, useMethodName } from './PaymentParts.tsx';

export interface PaymentRowsProps {
  payments: readonly AdminPayment[];
  /** All payments are of one person: each row shows the method instead of the name. */
  ofOne?: boolean;
}

/** Payments on a phone, by day; a tap opens the possible actions. */
export function PaymentRows({ payments, ofOne = false }: PaymentRowsProps) {
  const t = useAdminText();
  const f = useFormat();
  const [open, setOpen] = useState<string | null>(null);
  if (ofOne) {
    return (
      <Rows label={t('card.payments')}>
        {payments.map((payment) => (
          <PaymentRow
            key={payment.id}
            payment={payment}
            ofOne
            open={payment.id === open}
            onToggle={() => setOpen((now) => (now === payment.id ? null : payment.id))}
          />
        ))}
      </Rows>
    );
  }
  return byDay(payments, f.day).map(([day, ofDay]) => (
    <Fragment key={day}>
      <h2 className="admin-day">{day}</h2>
      <Rows label={day}>
        {ofDay.map((payment) => (
          <PaymentRow
            key={payment.id}
            payment={payment}
            open={payment.id === open}
            onToggle={() => setOpen((now) => (now === payment.id ? null : payment.id))}
          />
        ))}
      </Rows>
    </Fragment>
  ));
}

/** Groups consecutive payments of one day. */
function byDay(payments: readonly AdminPayment[], dayOf: (when: string) => string) {
  const days = new Map<string, AdminPayment[]>();
  for (const payment of payments) {
    const day = dayOf(payment.createdAt);
    days.set(day, [...(days.get(day) ?? []), payment]);
  }
  return [...days];
}

interface PaymentRowProps {
  payment: AdminPayment;
  ofOne?: boolean;
  open: boolean;
  onToggle: () => void;
}

function PaymentRow({ payment, ofOne = false, open, onToggle }: PaymentRowProps) {
  const f = useFormat();
  const methodName = useMethodName();
  const icon = iconOf(payment);
  const { sentence: why } = useCancelText()(payment, { short: true, forAdmins: true });
  return (
    <li>
      <button type="button" className="row admin-pay" aria-expanded={open} onClick={onToggle}>
        {icon ? (
          <Tile icon={icon} />
        ) : (
          <span className="tile">
            <StarGlyph large />
          </span>
        )}
        <span className="main">
          <b dir="auto" className="ell">
            {ofOne ? methodName(payment) : payment.userName}
          </b>
          <small className="num">
            <Bought payment={payment} />
            {` · ${ofOne ? f.moment(payment.createdAt) : f.time(payment.createdAt)}`}
            {payment.promoCode && ` · ${payment.promoCode}`}
          </small>
        </span>
        <span className="admin-pay-end">
          <b className="num sub-m">
            <Sum amount={payment.amount} currency={payment.currency} />
          </b>
          <Status payment={payment} />
        </span>
      </button>
      {open && why && <p className="admin-pay-why">{why}</p>}
      {open && <PaymentActions payment={payment} ofOne={ofOne} />}
    </li>
  );
}
