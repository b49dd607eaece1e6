/** The routes of YooKassa's API v3 over the simulated shop. */
import { randomUUID, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import type { Answer, SimulatorServer } from '../simulatorServer.ts';
import { IdempotenceMemory } from './idempotence.ts';
import { parseRequest, paymentRequest, Refusal, refundRequest } from './requests.ts';
import type { Shop, SimulatedPayment } from './shop.ts';

export const yooKassaOperations = [
  'payments.create',
  'payments.get',
  'payments.list',
  'payments.cancel',
  'payments.capture',
  'refunds.create',
  'refunds.get',
  'refunds.list',
] as const;
export type YooKassaOperation = (typeof yooKassaOperations)[number];

export interface ApiOptions {
  server: SimulatorServer<YooKassaOperation>;
  shop: Shop;
  shopId: string;
  secretKey: string;
  now: () => number;
  /** Runs after a payment was created and before the answer. */
  beforeCreateAnswer: (payment: SimulatedPayment) => Promise<void>;
}

type Work = (request: Request, body: unknown) => unknown;

export function mountApi(options: ApiOptions): void {
  const { server, shop } = options;
  const memory = new IdempotenceMemory(options.now);
  const expected = `Basic ${Buffer.from(`${options.shopId}:${options.secretKey}`).toString('base64')}`;

  const read = (path: string, operation: YooKassaOperation, work: Work) => {
    server.route('get', path, operation, (request, body) =>
      refusing(async () => {
        authorise(request, expected);
        return { body: await work(request, body) };
      }),
    );
  };
  const write = (path: string, operation: YooKassaOperation, work: Work) => {
    server.route('post', path, operation, (request, body) =>
      refusing(async () => {
        authorise(request, expected);
        const print = { path: request.path, body: body ?? {} };
        return memory.once(request.get('idempotence-key'), print, () =>
          refusing(async () => ({ body: structuredClone(await work(request, body)) })),
        );
      }),
    );
  };

  write('/v3/payments', 'payments.create', async (_request, body) => {
    const payment = shop.create(parseRequest(paymentRequest, body));
    const answer = structuredClone(payment);
    await options.beforeCreateAnswer(payment);
    return answer;
  });
  read('/v3/payments', 'payments.list', (request) => list([...shop.payments.values()], request));
  read('/v3/payments/:id', 'payments.get', (request) => shop.payment(param(request)));
  write('/v3/payments/:id/cancel', 'payments.cancel', (request) => shop.cancel(param(request)));
  write('/v3/payments/:id/capture', 'payments.capture', (request) => shop.capture(param(request)));
  write('/v3/refunds', 'refunds.create', (_request, body) =>
    shop.refund(parseRequest(refundRequest, body)),
  );
  read('/v3/refunds', 'refunds.list', (request) => {
    const paymentId = request.query.payment_id;
    const refunds = [...shop.refunds.values()];
    return list(
      paymentId === undefined ? refunds : refunds.filter((one) => one.payment_id === paymentId),
      request,
    );
  });
  read('/v3/refunds/:id', 'refunds.get', (request) => shop.refundById(param(request)));
}

/** YooKassa's answer to a mistake. */
export function refusalAnswer(refusal: Refusal): Answer {
  return {
    status: refusal.status,
    body: {
      type: 'error',
      id: randomUUID(),
      code: refusal.code,
      description: refusal.message,
      ...(refusal.parameter === undefined ? {} : { parameter: refusal.parameter }),
    },
  };
}

async function refusing(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) {
      return refusalAnswer(error);
    }
    throw error;
  }
}

function authorise(request: Request, expected: string): void {
  const given = Buffer.from(request.get('authorization') ?? '');
  const wanted = Buffer.from(expected);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
    throw new Refusal(401, 'invalid_credentials', 'Wrong shop id or secret key');
  }
}

function param(request: Request): string {
  return String(request.params.id);
}

/** Newest first, by page; the cursor is the id of the page's first item. */
function list<Item extends { id: string; status: string; created_at: string }>(
  items: Item[],
  request: Request,
): { type: 'list'; items: Item[]; next_cursor?: string } {
  const { status, cursor } = request.query;
  const from = request.query['created_at.gte'];
  const to = request.query['created_at.lte'];
  const limit = Number(request.query.limit ?? 10);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
    throw new Refusal(400, 'invalid_request', 'The limit is 1-100', 'limit');
  }
  const matching = items
    .toReversed()
    .filter((item) => status === undefined || item.status === status)
    .filter((item) => from === undefined || Date.parse(item.created_at) >= Date.parse(String(from)))
    .filter((item) => to === undefined || Date.parse(item.created_at) <= Date.parse(String(to)));
  const start = cursor === undefined ? 0 : matching.findIndex((item) => item.id === cursor);
  if (start < 0) {
    throw new Refusal(400, 'invalid_request', 'No such cursor', 'cursor');
  }
  const next = matching[start + limit];
  return {
    type: 'list',
    items: matching.slice(start, start + limit),
    ...(next === undefined ? {} : { next_cursor: next.id }),
  };
}
