import type { AdminPayment } from '../../../../shared/schemas/adminPayments.ts';
import { useCancelText } from '../../../domain/coins/cancelMessages.ts';
import { StarGlyph } from '../../../domain/coins/StarGlyph.tsx';
import { useFormat } from '../../../i18n/useFormat.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { useSheet } from '../../../ui/navigation/sheets.ts';
import { useCanEdit } from '../rights.ts';
import { openPerson } from '../sections.ts';
import { TableRow } from '../TableRow.tsx';
import { useAdminText } from '../texts/useAdminText.ts';
import { refundable } from './charges.ts';
import { Bought, iconOf, Status, Sum, useMethodName } from './PaymentParts.tsx';
import { usePaymentText } from './texts.ts';

/** Payments on a wide screen; a row opens the person's card, its button the refund form. */
export function PaymentTable({ payments }: { payments: readonly AdminPayment[] }) {
  const t = useAdminText();
  const own = usePaymentText();
  const canEdit = useCanEdit();
  return (
    <div className="rows">
      <table className="tbl">
        <thead>
          <tr>
            <th>{t('payments.time')}</th>
            <th>{t('payments.user')}</th>
            <th>{t('payments.method')}</th>
            <th className="r">{t('payments.coins')}</th>
            <th className="r">{t('payments.amount')}</th>
            <th>{t('payments.status')}</th>
            <th>
              <span className="vh">{own('details')}</span>
            </th>
            {canEdit && (
              <th>
                <span className="vh">{t('payments.refund')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {payments.map((payment) => (
            <TableRow key={payment.id} onOpen={() => openPerson(payment.userId, true)}>
              <Cells payment={payment} canEdit={canEdit} />
            </TableRow>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cells({ payment, canEdit }: { payment: AdminPayment; canEdit: boolean }) {
  const t = useAdminText();
  const own = usePaymentText();
  const f = useFormat();
  const methodName = useMethodName();
  const openForm = useSheet('admin');
  const icon = iconOf(payment);
  const { sentence: why } = useCancelText()(payment, { short: true, forAdmins: true });
  const today = f.day(payment.createdAt) === f.day(new Date());
  return (
    <>
      <td className="t2" style={{ whiteSpace: 'nowrap' }}>
        {today ? f.time(payment.createdAt) : f.moment(payment.createdAt)}
      </td>
      <td className="sub-m">
        <button type="button" dir="auto" className="admin-act admin-word">
          {payment.userName}
        </button>
      </td>
      <td>
        <span className="flex g8 t2">
          {icon ? <Icon icon={icon} size={18} /> : <StarGlyph large />}
          {methodName(payment)}
        </span>
      </td>
      <td className="r">
        <Bought payment={payment} />
      </td>
      <td className="r sub-m">
        <span className="amt">
          <Sum amount={payment.amount} currency={payment.currency} />
        </span>
      </td>
      <td>
        <Status payment={payment} />
        {why && <small className="admin-pay-why">{why}</small>}
      </td>
      <td className="r">
        <button
          type="button"
          className="admin-act"
          onClick={(event) => {
            event.stopPropagation();
            openForm({ form: 'payment', payment });
          }}
        >
          {own('details')}
          <span className="vh"> {payment.userName}</span>
        </button>
      </td>
      {canEdit && (
        <td className="r">
          {refundable(payment).length > 0 && (
            <button
              type="button"
              className="admin-act danger"
              onClick={(event) => {
                event.stopPropagation();
                openForm({ form: 'refund', payment });
              }}
            >
              {t('payments.refund')}
              <span className="vh"> {payment.userName}</span>
            </button>
          )}
        </td>
      )}
    </>
  );
}
