import Undo2 from 'lucide-react/icons/undo-2';
import type { AdminPayment } from '../../../../shared/schemas/adminPayments.ts';
import { Button } from '../../../ui/Button.tsx';
import { useSheet } from '../../../ui/navigation/sheets.ts';
import { useCanEdit } from '../rights.ts';
import { openPerson } from '../sections.ts';
import { useAdminText } from '../texts/useAdminText.ts';
import { useDesktop } from '../useDesktop.ts';
import { refundable } from './charges.ts';
import { usePaymentText } from './texts.ts';

/** What can be done with a payment. */
export function PaymentActions({ payment, ofOne }: { payment: AdminPayment; ofOne: boolean }) {
  const t = useAdminText();
  const own = usePaymentText();
  const desktop = useDesktop();
  const canRefund = useCanEdit() && refundable(payment).length > 0;
  const openForm = useSheet('admin');
  return (
    <div className="admin-pay-acts">
      {canRefund && (
        <Button
          kind="bad"
          size="sm"
          icon={Undo2}
          onClick={() => openForm({ form: 'refund', payment })}
        >
          {t('payments.refund')}
        </Button>
      )}
      <Button kind="gray" size="sm" onClick={() => openForm({ form: 'payment', payment })}>
        {own('details')}
      </Button>
      {!ofOne && (
        <Button kind="gray" size="sm" onClick={() => openPerson(payment.userId, desktop)}>
          {t('payments.profile')}
        </Button>
      )}
    </div>
  );
}
