/** A small client of YooKassa's API v3: https://yookassa.ru/developers/api. */
import { YooKassaError } from './errors.ts';
import { createTransport, type YooKassaCall } from './transport.ts';
import {
  type CreatePaymentRequest,
  type CreateRefundRequest,
  type ListPaymentsQuery,
  type ListRefundsQuery,
  paymentListSchema,
  paymentSchema,
  refundListSchema,
  refundSchema,
  type YooKassaPayment,
  type YooKassaPaymentList,
  type YooKassaRefund,
  type YooKassaRefundList,
} from './types.ts';

export const YOOKASSA_API_ROOT = 'https://api.yookassa.ru/v3';

export interface YooKassaClientOptions {
  shopId: string;
  secretKey: string;
  /** With the version. */
  apiRoot?: string;
  /** How long one attempt may take, in milliseconds. */
  timeoutMs?: number;
  /** Pauses before the second, third … attempt, in milliseconds; their number bounds the attempts. */
  retryDelaysMs?: readonly number[];
}

export interface CallOptions {
  /** Ends the call, repeats included. */
  signal?: AbortSignal | undefined;
}

/**
 * Every method throws `YooKassaError`, or the signal's reason when the signal ends the call.
 * An idempotence key is the same for every attempt at one thing and has up to 64 characters;
 * YooKassa remembers it for 24 hours.
 */
export interface YooKassaClient {
  createPayment(
    request: CreatePaymentRequest,
    idempotenceKey: string,
    options?: CallOptions,
  ): Promise<YooKassaPayment>;
  /** @returns null when YooKassa knows no such payment. */
  getPayment(id: string, options?: CallOptions): Promise<YooKassaPayment | null>;
  /** Newest first. */
  listPayments(query: ListPaymentsQuery, options?: CallOptions): Promise<YooKassaPaymentList>;
  /** Only a payment in `waiting_for_capture` can be cancelled; another is `rejected`. */
  cancelPayment(
    id: string,
    idempotenceKey: string,
    options?: CallOptions,
  ): Promise<YooKassaPayment>;
  createRefund(
    request: CreateRefundRequest,
    idempotenceKey: string,
    options?: CallOptions,
  ): Promise<YooKassaRefund>;
  /** @returns null when YooKassa knows no such refund. */
  getRefund(id: string, options?: CallOptions): Promise<YooKassaRefund | null>;
  /** Newest first. */
  listRefunds(query: ListRefundsQuery, options?: CallOptions): Promise<YooKassaRefundList>;
}

const DEFAULT_TIMEOUT_MS = 15_000;
const DEFAULT_RETRY_DELAYS_MS = [500, 1_500, 4_000];

export function createYooKassaClient(options: YooKassaClientOptions): YooKassaClient {
  const call = createTransport({
    shopId: options.shopId,
    secretKey: options.secretKey,
    apiRoot: options.apiRoot ?? YOOKASSA_API_ROOT,
    timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    retryDelaysMs: options.retryDelaysMs ?? DEFAULT_RETRY_DELAYS_MS,
  });

  async function callOrNull<Result>(request: YooKassaCall<Result>): Promise<Result | null> {
    try {
      return await call(request);
    } catch (error) {
      if (error instanceof YooKassaError && error.code === 'not_found') {
        return null;
      }
      throw error;
    }
  }

  /** An answer about another object than the requested one is unusable. */
  async function read<Result extends { id: string }>(
    id: string,
    request: YooKassaCall<Result>,
  ): Promise<Result | null> {
    const found = await callOrNull(request);
    if (found !== null && found.id !== id) {
      throw new YooKassaError('unexpected_answer', { operation: request.operation });
    }
    return found;
  }

  return {
    createPayment: (body, idempotenceKey, { signal } = {}) =>
      call({
        operation: 'create payment',
        path: '/payments',
        schema: paymentSchema,
        post: { body, idempotenceKey },
        signal,
      }),
    getPayment: (id, { signal } = {}) =>
      read(id, {
        operation: 'get payment',
        path: `/payments/${encodeURIComponent(id)}`,
        schema: paymentSchema,
        signal,
      }),
    listPayments: (query, { signal } = {}) =>
      call({
        operation: 'list payments',
        path: `/payments?${listParameters(query)}`,
        schema: paymentListSchema,
        signal,
      }),
    cancelPayment: (id, idempotenceKey, { signal } = {}) =>
      call({
        operation: 'cancel payment',
        path: `/payments/${encodeURIComponent(id)}/cancel`,
        schema: paymentSchema,
        post: { body: {}, idempotenceKey },
        signal,
      }),
    createRefund: (body, idempotenceKey, { signal } = {}) =>
      call({
        operation: 'create refund',
        path: '/refunds',
        schema: refundSchema,
        post: { body, idempotenceKey },
        signal,
      }),
    getRefund: (id, { signal } = {}) =>
      read(id, {
        operation: 'get refund',
        path: `/refunds/${encodeURIComponent(id)}`,
        schema: refundSchema,
        signal,
      }),
    listRefunds: (query, { signal } = {}) =>
      call({
        operation: 'list refunds',
        path: `/refunds?${listParameters(query)}`,
        schema: refundListSchema,
        signal,
      }),
  };
}

function listParameters(query: ListPaymentsQuery | ListRefundsQuery): URLSearchParams {
  const pairs = {
    'created_at.gte': query.createdFrom,
    'created_at.lte': query.createdTo,
    status: query.status,
    payment_id: 'paymentId' in query ? query.paymentId : undefined,
    limit: query.limit?.toString(),
    cursor: query.cursor,
  };
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(pairs)) {
    if (value !== undefined) {
      parameters.set(name, value);
    }
  }
  return parameters;
}
