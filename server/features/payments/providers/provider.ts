import type { AppContext } from '../../../app/context.ts';
import type { ChargeRow, OrderRow } from '../statements.ts';

/** Where an order can be paid. */
export interface PlaceToPay {
  url: string;
  /** The provider's own name of the payment, where it has one before the money comes. */
  providerPaymentId: string | null;
}

/** What became of an order to give money back; `pending` is asked for again. */
export type RefundOutcome = 'refunded' | 'pending' | 'refused';

/** What every way to pay offers. All of it is network: never called inside a transaction. */
export interface PaymentGateway {
  /** Asks for a place to pay; asked again for the same order it makes no second payment. */
  open(app: AppContext, order: OrderRow): Promise<PlaceToPay>;
  /** Gives a charge back. Asked again it gives back nothing more. @throws while the outcome is unknown. */
  refund(app: AppContext, order: OrderRow, charge: ChargeRow): Promise<RefundOutcome>;
}
