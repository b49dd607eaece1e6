import type { AppContext } from '../../../app/context.ts';
import type { ChargeRow, OrderRow } from '../statements.ts';

/** Where an order can be paid. */
export interface CheckoutSession {
  url: string;
  /** The provider's own id of the payment, where it has one before the money comes. */
  providerPaymentId: string | null;
}

/** What became of an attempt to give money back; `pending` is asked for again. */
export type RefundOutcome = 'refunded' | 'pending' | 'refused';

export interface RefundAnswer {
  outcome: RefundOutcome;
  /** The provider's own id of the attempt, where it gives one. */
  providerRefundId: string | null;
}

/** The body of a call as it is stored: plain JSON, sent again unchanged by every further attempt. */
export type StoredRequest = Record<string, unknown>;

/** The provider has understood the order and will not take it: asking again brings the same. */
export class CheckoutRefusedError extends Error {
  override readonly name = 'CheckoutRefusedError';
  /** What was refused, in the provider's words, the same for all orders that it concerns. */
  readonly what: string;
  constructor(what: string, options?: { cause?: unknown }) {
    super(`the provider refused the order: ${what}`, options);
    this.what = what;
  }
}

/**
 * What every way to pay offers. The calls are network: never made inside a transaction. What they send
 * is described first and stored, so that a repetition under the same idempotence key is the same call
 * even when the person's language or the configuration has changed in between.
 */
export interface PaymentGateway {
  /** @throws DomainError OVERLOADED when something that the request names can't be found out now. */
  describeCheckout(app: AppContext, order: OrderRow): Promise<StoredRequest>;
  /**
   * Asks for a checkout session; asked again for the same order it makes no second payment.
   * @throws CheckoutRefusedError for good; another error while the outcome is unknown.
   */
  createCheckout(
    app: AppContext,
    order: OrderRow,
    request: StoredRequest,
  ): Promise<CheckoutSession>;
  describeRefund(app: AppContext, order: OrderRow, charge: ChargeRow): StoredRequest;
  /**
   * Gives a charge back. Asked again within one attempt it gives back nothing more.
   * @throws while the outcome is unknown.
   */
  refund(
    app: AppContext,
    order: OrderRow,
    charge: ChargeRow,
    request: StoredRequest,
  ): Promise<RefundAnswer>;
}
