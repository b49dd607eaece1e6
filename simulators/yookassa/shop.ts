/** The shop's payments and refunds and the rules by which they change. */
import { randomUUID } from 'node:crypto';
import {
  type Amount,
  checkReceiptSum,
  type PaymentRequest,
  type RefundRequest,
  Refusal,
  type SimulatedMethod,
  toMinor,
  toValue,
} from './requests.ts';

export type SimulatedPaymentStatus = 'pending' | 'waiting_for_capture' | 'succeeded' | 'canceled';

export interface Cancellation {
  party: string;
  reason: string;
}

export interface SimulatedPayment {
  id: string;
  status: SimulatedPaymentStatus;
  paid: boolean;
  test: boolean;
  amount: Amount;
  refunded_amount: Amount;
  refundable: boolean;
  income_amount?: Amount;
  created_at: string;
  captured_at?: string;
  description?: string;
  metadata: Record<string, string>;
  recipient: { account_id: string; gateway_id: string };
  confirmation?: Record<string, string | boolean>;
  payment_method?: Record<string, unknown>;
  receipt_registration?: string;
  cancellation_details?: Cancellation;
}

export interface SimulatedRefund {
  id: string;
  payment_id: string;
  status: 'pending' | 'succeeded' | 'canceled';
  amount: Amount;
  created_at: string;
  description?: string;
  cancellation_details?: Cancellation;
}

export type ShopEvent =
  | {
      event: 'payment.succeeded' | 'payment.waiting_for_capture' | 'payment.canceled';
      object: SimulatedPayment;
    }
  | { event: 'refund.succeeded'; object: SimulatedRefund };

export interface ShopOptions {
  shopId: string;
  /** Whether it is a test shop, whose payments move no money. */
  test: boolean;
  checkoutRoot: () => string;
  onEvent: (event: ShopEvent) => void;
}

/** YooKassa keeps what remains after its fee of 3.5 %. */
const INCOME_SHARE = 0.965;

export class Shop {
  readonly payments = new Map<string, SimulatedPayment>();
  readonly refunds = new Map<string, SimulatedRefund>();
  /** The creating requests, which the checkout page needs beside the payments. */
  readonly requests = new Map<string, PaymentRequest>();
  /** Refuses payments without a receipt, as shops under 54-FZ do. */
  requiresReceipts = false;
  /** The outcome of the next refunds. */
  refundOutcome: 'succeeded' | 'pending' | 'canceled' = 'succeeded';
  readonly #options: ShopOptions;

  constructor(options: ShopOptions) {
    this.#options = options;
  }

  create(request: PaymentRequest): SimulatedPayment {
    checkReceiptSum(request);
    if (this.requiresReceipts && request.receipt === undefined) {
      throw new Refusal(400, 'invalid_request', 'Receipt is missing or illegal', 'receipt');
    }
    const id = newId();
    const payment: SimulatedPayment = {
      id,
      status: 'pending',
      paid: false,
      test: this.#options.test,
      amount: request.amount,
      refunded_amount: { value: '0.00', currency: request.amount.currency },
      refundable: false,
      created_at: new Date().toISOString(),
      metadata: request.metadata ?? {},
      recipient: { account_id: this.#options.shopId, gateway_id: '2000001' },
      confirmation: this.#confirmation(id, request),
      ...(request.description === undefined ? {} : { description: request.description }),
      ...(request.receipt === undefined ? {} : { receipt_registration: 'pending' }),
    };
    this.payments.set(id, payment);
    this.requests.set(id, request);
    return payment;
  }

  /**
   * The person pays. A payment without `capture` waits to be captured.
   * @param method the method chosen on the page; by default the one that the shop requested.
   */
  pay(id: string, method?: SimulatedMethod): SimulatedPayment {
    const payment = this.payment(id);
    this.#expect(payment, 'pending');
    payment.paid = true;
    payment.payment_method = this.#paidWith(id, method);
    if (this.requests.get(id)?.capture !== true) {
      payment.status = 'waiting_for_capture';
      delete payment.confirmation;
      this.#tell('payment.waiting_for_capture', payment);
      return payment;
    }
    return this.#succeed(payment);
  }

  capture(id: string): SimulatedPayment {
    const payment = this.payment(id);
    this.#expect(payment, 'waiting_for_capture');
    return this.#succeed(payment);
  }

  /** The shop cancels a payment that waits for capture. */
  cancel(id: string): SimulatedPayment {
    this.#expect(this.payment(id), 'waiting_for_capture');
    return this.fail(id, { party: 'merchant', reason: 'canceled_by_merchant' });
  }

  /** The payment ends unpaid: declined by the bank, cancelled, or expired. */
  fail(id: string, details: Cancellation): SimulatedPayment {
    const payment = this.payment(id);
    if (payment.status !== 'pending' && payment.status !== 'waiting_for_capture') {
      throw new Refusal(400, 'invalid_request', `The payment is ${payment.status}`, 'payment_id');
    }
    payment.status = 'canceled';
    payment.paid = false;
    payment.cancellation_details = details;
    if (details.party === 'payment_network') {
      payment.payment_method = this.#paidWith(id);
    }
    delete payment.confirmation;
    this.#tell('payment.canceled', payment);
    return payment;
  }

  refund(request: RefundRequest): SimulatedRefund {
    const payment = this.payments.get(request.payment_id);
    if (payment?.status !== 'succeeded') {
      throw new Refusal(400, 'invalid_request', 'No such succeeded payment', 'payment_id');
    }
    checkReceiptSum(request);
    const left = toMinor(payment.amount.value) - toMinor(payment.refunded_amount.value);
    const asked = toMinor(request.amount.value);
    if (request.amount.currency !== payment.amount.currency || asked > left) {
      throw new Refusal(400, 'invalid_request', 'More than is left of the payment', 'amount');
    }
    const refund: SimulatedRefund = {
      id: newId(),
      payment_id: payment.id,
      status: 'pending',
      amount: request.amount,
      created_at: new Date().toISOString(),
      ...(request.description === undefined ? {} : { description: request.description }),
    };
    this.refunds.set(refund.id, refund);
    if (this.refundOutcome !== 'pending') {
      this.settleRefund(refund.id, this.refundOutcome);
    }
    return refund;
  }

  settleRefund(id: string, outcome: 'succeeded' | 'canceled'): SimulatedRefund {
    const refund = this.refundById(id);
    if (refund.status !== 'pending') {
      throw new Refusal(400, 'invalid_request', `The refund is ${refund.status}`);
    }
    refund.status = outcome;
    if (outcome === 'canceled') {
      refund.cancellation_details = { party: 'yoo_money', reason: 'insufficient_funds' };
      return refund;
    }
    const payment = this.payment(refund.payment_id);
    const refunded = toMinor(payment.refunded_amount.value) + toMinor(refund.amount.value);
    payment.refunded_amount = { ...payment.refunded_amount, value: toValue(refunded) };
    payment.refundable = refunded < toMinor(payment.amount.value);
    this.#options.onEvent({ event: 'refund.succeeded', object: refund });
    return refund;
  }

  /** @throws Refusal (404) */
  payment(id: string): SimulatedPayment {
    const payment = this.payments.get(id);
    if (payment === undefined) {
      throw new Refusal(404, 'not_found', 'No such payment', 'payment_id');
    }
    return payment;
  }

  /** @throws Refusal (404) */
  refundById(id: string): SimulatedRefund {
    const refund = this.refunds.get(id);
    if (refund === undefined) {
      throw new Refusal(404, 'not_found', 'No such refund', 'refund_id');
    }
    return refund;
  }

  #paidWith(id: string, method?: SimulatedMethod): Record<string, unknown> {
    const type = method ?? this.requests.get(id)?.payment_method_data?.type ?? 'bank_card';
    const title = type === 'bank_card' ? { title: 'Bank card *4444' } : {};
    return { type, id, saved: false, status: 'inactive', ...title };
  }

  #succeed(payment: SimulatedPayment): SimulatedPayment {
    payment.status = 'succeeded';
    payment.captured_at = new Date().toISOString();
    payment.refundable = true;
    payment.income_amount = {
      ...payment.amount,
      value: toValue(Math.round(toMinor(payment.amount.value) * INCOME_SHARE)),
    };
    if (payment.receipt_registration !== undefined) {
      payment.receipt_registration = 'succeeded';
    }
    delete payment.confirmation;
    this.#tell('payment.succeeded', payment);
    return payment;
  }

  #confirmation(id: string, request: PaymentRequest): Record<string, string | boolean> {
    const page = `${this.#options.checkoutRoot()}/checkout/${id}`;
    switch (request.confirmation.type) {
      case 'redirect':
        return {
          type: 'redirect',
          return_url: request.confirmation.return_url,
          enforce: false,
          confirmation_url: page,
        };
      case 'embedded':
        return { type: 'embedded', confirmation_token: `ct-${id}` };
      case 'qr':
        return { type: 'qr', confirmation_data: page };
    }
  }

  #expect(payment: SimulatedPayment, status: SimulatedPaymentStatus): void {
    if (payment.status !== status) {
      throw new Refusal(400, 'invalid_request', `The payment is ${payment.status}`, 'payment_id');
    }
  }

  #tell(
    event: 'payment.succeeded' | 'payment.waiting_for_capture' | 'payment.canceled',
    payment: SimulatedPayment,
  ): void {
    this.#options.onEvent({ event, object: payment });
  }
}

/** An id of YooKassa's shape: `23d93cac-000f-5000-8000-126628f15141`. */
function newId(): string {
  const [head, , , , tail] = randomUUID().split('-');
  return `${head}-000f-5000-a000-${tail}`;
}
