import { isDeclined } from '../../../shared/cancelReasons.ts';
import type { Payment } from '../../../shared/schemas/payments.ts';
import { useText } from '../../i18n/useText.ts';
import type { TagProps } from '../../ui/Tag.tsx';

const kinds = {
  created: 'act',
  pending: 'act',
  succeeded: 'ok',
  refunded: 'neutral',
  cancelled: 'neutral',
  declined: 'bad',
  expired: 'bad',
} as const satisfies Record<Payment['status'] | 'declined', TagProps['kind']>;

/** The status of a payment in a list, as the text and the colour of its tag. */
export function usePaymentStatus() {
  const t = useText('payments');
  return (payment: Pick<Payment, 'status' | 'cancelReason'>) => {
    const status = isDeclined(payment) ? 'declined' : payment.status;
    return { kind: kinds[status], text: t(`status.${status}`) };
  };
}
