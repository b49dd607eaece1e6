/**
 * What the core of payments needs from a provider. The core knows orders, charges and currencies; everything
 * that names a provider is in the provider's folder.
 */
import type { Router } from 'express';
import type { Bot } from 'grammy';
import type { Currency, PaymentProvider } from '../../../../shared/schemas/payments.ts';
import type { Tx } from '../../../db/database.ts';
import type { CatalogSnapshot } from '../../catalog/lookup.ts';
import type { PaymentCharge } from '../models.ts';
import type { OrderRow } from '../statements.ts';

/** Where an order can be paid. */
export interface CheckoutSession {
  url: string;
  /** The provider's own id of the payment, where it has one before the money comes. */
  providerPaymentId: string | null;
}

/** The result of an attempt to refund; `pending` is read again. */
export type RefundOutcome = 'refunded' | 'pending' | 'refused';

export interface RefundAnswer {
  outcome: RefundOutcome;
  /** The provider's own id of the attempt, where it gives one. */
  providerRefundId: string | null;
}

/** The body of a call as it is stored: plain JSON, sent unchanged by every further attempt. */
export type StoredRequest = Record<string, unknown>;

/** The provider has understood the order and refuses it: a repetition is refused as well. */
export class CheckoutRefusedError extends Error {
  override readonly name = 'CheckoutRefusedError';
  /** The reason in the provider's words, the same for all orders that it concerns. */
  readonly what: string;
  constructor(what: string, options?: { cause?: unknown }) {
    super(`the provider refused the order: ${what}`, options);
    this.what = what;
  }
}

/** A subscription, which is charged repeatedly. */
export interface Subscription {
  botName: string;
  telegramId: number;
  /** The subscription's first charge. */
  chargeId: string;
}

export interface ReconcileOptions {
  signal?: AbortSignal;
  /** Reads the provider's lists from further back. */
  whole?: boolean;
}

/** The time from which a provider's list is wanted. */
export interface ListSpan {
  from: Date;
  signal?: AbortSignal;
}

/** A payment or a refund in the provider's own list. */
export interface ListedLine {
  kind: 'payment' | 'refund';
  /** Unique within the kind. */
  id: string;
  /** The charge itself, or the one that it refunds. */
  chargeId: string;
  /** In the currency's smallest unit. */
  amount: number;
  currency: string;
  at: Date;
}

/** A comparison of our orders with one list of the provider. A second run changes nothing. */
export interface Reconciler {
  /** For the log. */
  what: string;
  run(options: ReconcileOptions): Promise<void>;
}

/**
 * What every way to pay offers. The calls of orders and charges are network: never made inside a
 * transaction. What they send is described first and stored, so that a repetition under the same
 * idempotence key is the same call even when the person's language or the configuration has changed
 * in between.
 */
export interface PaymentGateway {
  readonly currency: Currency;
  /** The least that it takes, in the currency's smallest unit. */
  readonly minAmount: number;
  /** The person pays on a sheet of the Telegram client, so the app sees how that ended. */
  readonly isPaidInClient: boolean;
  /** Whether a plan by the month renews by itself. */
  readonly renewsPlans: boolean;
  /** Whether a part of a charge can be given back; otherwise only all of it. */
  readonly refundsParts: boolean;

  /** Whether a bot takes payments this way, by the configuration and by what admins have set. */
  isOffered(botName: string, settings: CatalogSnapshot['settings']): boolean;
  /** Where the receipt goes, given what the person has named; null where none is given. */
  receiptEmail(named: string | null): string | null;
  /** What an error says: the provider refused for good, gave no usable answer, or had no part in it (null). */
  faultOf(error: unknown): 'refused' | 'unavailable' | null;

  /** @throws DomainError OVERLOADED when something that the request names can't be found out now. */
  describeCheckout(order: OrderRow): Promise<StoredRequest>;
  /**
   * Asks for a checkout session; asked again for the same order it makes no second payment.
   * @param signal ends a call of several attempts; each has a bound of its own.
   * @throws CheckoutRefusedError for good; another error while the outcome is unknown.
   */
  createCheckout(
    order: OrderRow,
    request: StoredRequest,
    signal: AbortSignal,
  ): Promise<CheckoutSession>;
  describeRefund(order: OrderRow, charge: PaymentCharge): StoredRequest;
  /**
   * Gives a charge back, or the part of it that it is marked with. Asked again within one attempt it gives back nothing more.
   * @throws while the outcome is unknown.
   */
  refund(order: OrderRow, charge: PaymentCharge, request: StoredRequest): Promise<RefundAnswer>;
  /** Asks what has become of an order, and settles what is found. @throws when there is no answer. */
  check(order: OrderRow): Promise<void>;
  reconcilers(): Reconciler[];
  /**
   * What the provider lists of a span of time, page by page, the newest of it at least; what is no
   * payment for an order of ours is left out. Network. @throws when there is no answer.
   */
  list(span: ListSpan): AsyncIterable<ListedLine[]>;

  /** Lets a subscription end with its period. Network. @throws when there is no answer. */
  endSubscription(subscription: Subscription): Promise<void>;
  /** The same by a job of this transaction. */
  endSubscriptionSoon(tx: Tx, subscription: Subscription): Promise<void>;

  /** Where the provider sends its notifications. */
  readonly webhook?: { path: string; routes(): Router };
  /** The updates of a bot by which the provider speaks. */
  handleUpdates?(bot: Bot, botName: string): void;
}

export type PaymentGateways = Readonly<Record<PaymentProvider, PaymentGateway>>;
