import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Payment } from '../../../shared/schemas/payments.ts';
import { useTRPC } from '../../api/client.ts';
import { isWaiting } from '../../domain/coins/methods.ts';
import { useText } from '../../i18n/useText.ts';
import { QueryError } from '../../ui/QueryError.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { RowsSkeleton } from '../../ui/Skeleton.tsx';
import { CheckoutSheet, stageOf, useCheckout, useMethods, useQuotes } from '../checkout/index.ts';
import { PaymentDetails } from './PaymentDetails.tsx';

export interface PaymentSheetProps {
  id: string;
  /** The person comes back from the payment page: the outcome is shown as after paying. */
  returned?: boolean;
}

/** One payment. An open one is checked with the provider first, and watched to its end. */
export function PaymentSheet({ id, returned = false }: PaymentSheetProps) {
  const t = useText('payments');
  const trpc = useTRPC();
  const cache = useQueryClient();
  const asked = useQuery({
    ...trpc.payments.get.queryOptions({ id, check: true }),
    // Checked once; from then on the order is watched, or closed.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const payment = asked.data;
  // Events of the order make the query refetch; the sheet that follows it stays until it is closed.
  const followed = useRef<Payment | null>(null);
  if (payment && (returned || isWaiting(payment))) {
    followed.current ??= payment;
  }
  if (followed.current) {
    return <Followed payment={followed.current} />;
  }
  return (
    <Sheet title={t('details.title')}>
      {payment && <PaymentDetails payment={payment} />}
      {asked.isPending && (
        <div aria-busy="true">
          <span className="vh">{t('details.loading')}</span>
          <RowsSkeleton rows={4} />
        </div>
      )}
      {asked.error && (
        <QueryError
          error={asked.error}
          onRetry={() => {
            void cache.invalidateQueries({ queryKey: trpc.payments.pathKey() });
            void asked.refetch();
          }}
        />
      )}
    </Sheet>
  );
}

/** From the order's status to its outcome, with another try after a failure. */
function Followed({ payment }: { payment: Payment }) {
  const t = useText('payments');
  const { methods } = useMethods();
  const { item, promoCode } = payment;
  const quotes = useQuotes(item, methods, promoCode);
  const [first] = useState(() => stageOf(payment));
  const checkout = useCheckout(first);
  if (checkout.stage.name === 'choosing') {
    // Cancelled: there is nothing to choose here.
    const closed = { ...payment, status: 'cancelled', cancelReason: 'by_person' } as const;
    return (
      <Sheet title={t('details.title')}>
        <PaymentDetails payment={closed} />
      </Sheet>
    );
  }
  const code = promoCode !== null && !quotes.promoError ? promoCode : null;
  return (
    <CheckoutSheet
      checkout={checkout}
      title={t('details.title')}
      methods={methods}
      quoteOf={quotes.of}
      onRetry={(method) =>
        void checkout.pay({ item, method, ...(code === null ? {} : { promoCode: code }) })
      }
      promoCode={code}
    >
      {null}
    </CheckoutSheet>
  );
}
