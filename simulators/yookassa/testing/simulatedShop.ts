/** A simulated YooKassa and a shop that receives its notifications, new for every test. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach } from 'vitest';
import { startYooKassaSimulator, type YooKassaSimulator } from '../index.ts';

interface Received {
  event: string;
  object: { id: string; status: string; payment_id?: string; amount: { value: string } };
}

interface Answer {
  status: number;
  body: {
    id: string;
    status: string;
    code: string;
    parameter?: string;
    paid: boolean;
    test: boolean;
    items: { id: string }[];
    next_cursor?: string;
    refunded_amount: { value: string };
    confirmation: Record<string, string>;
    cancellation_details: { party: string; reason: string };
  };
}

export const SHOP_ID = '100500';
export const SECRET_KEY = 'test_secret';

/** The request of a payment. */
export const order = (value = '100.00', extra: object = {}) => ({
  amount: { value, currency: 'RUB' },
  capture: true,
  confirmation: { type: 'redirect', return_url: 'https://example.org/back' },
  description: 'Coins',
  metadata: { order: '7' },
  ...extra,
});

/** For the top of a test file. */
export function simulatedShop() {
  let simulator: YooKassaSimulator | undefined;
  let receiver: Server;
  let counter = 0;
  const started = (): YooKassaSimulator => {
    if (!simulator) {
      throw new Error('the simulator is not started yet');
    }
    return simulator;
  };
  const world = {
    get simulator() {
      return started();
    },
    set simulator(other: YooKassaSimulator) {
      simulator = other;
    },
    /** The notifications that have arrived. */
    received: [] as Received[],
    /** The statuses that the shop answers, in turn; 200 after the last one. */
    statuses: [] as number[],
    onArrival: (): void => undefined,
    async call(
      method: string,
      path: string,
      options: { body?: unknown; key?: string; auth?: string } = {},
    ): Promise<Answer> {
      const response = await fetch(`${started().apiRoot}${path}`, {
        method,
        headers: {
          authorization: `Basic ${btoa(options.auth ?? `${SHOP_ID}:${SECRET_KEY}`)}`,
          'content-type': 'application/json',
          ...(options.key === undefined ? {} : { 'idempotence-key': options.key }),
        },
        ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      });
      return { status: response.status, body: (await response.json()) as Answer['body'] };
    },
    create: (body: object = order(), key = `key-${counter++}`) =>
      world.call('POST', '/payments', { body, key }),
  };

  beforeEach(async () => {
    Object.assign(world, { received: [], statuses: [], onArrival: () => undefined });
    receiver = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) {
        chunks.push(chunk as Buffer);
      }
      world.received.push(JSON.parse(Buffer.concat(chunks).toString()) as Received);
      world.onArrival();
      response.writeHead(world.statuses.shift() ?? 200).end();
    });
    receiver.listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    const { port } = receiver.address() as AddressInfo;
    simulator = await startYooKassaSimulator({
      shopId: SHOP_ID,
      secretKey: SECRET_KEY,
      notificationUrl: `http://127.0.0.1:${port}/yookassa/webhook`,
      retryDelaysMs: [1, 1, 1],
    });
  });
  afterEach(async () => {
    await started().close();
    receiver.closeAllConnections();
    receiver.close();
  });
  return world;
}
