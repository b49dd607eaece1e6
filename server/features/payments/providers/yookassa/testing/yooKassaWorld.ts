/** A test environment for roubles: the server over real HTTP and a simulated YooKassa that notifies it. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';
import { startYooKassaSimulator } from '../../../../../../simulators/yookassa/index.ts';
import { createApp } from '../../../../../app/httpApp.ts';
import { testApp } from '../../../../../testing/testApp.ts';

/** For the top of a test file. */
export async function yooKassaWorld(env: Record<string, string> = {}) {
  const clock = { aheadMs: 0 };
  const yookassa = await startYooKassaSimulator({
    now: () => Date.now() + clock.aheadMs,
    shopId: '100500',
    secretKey: 'test_key',
    retryDelaysMs: [50, 100, 200, 400],
  });
  const test = testApp({
    worker: true,
    env: {
      YOOKASSA_ENABLED: 'main',
      YOOKASSA_SHOP_ID: '100500',
      YOOKASSA_SECRET_KEY: 'test_key',
      YOOKASSA_RETURN_URL: 'https://example.org/wallet/payments',
      YOOKASSA_API_ROOT: yookassa.apiRoot,
      ...env,
    },
  });
  let server: Server | undefined;
  let url = '';
  beforeAll(async () => {
    server = createServer(createApp(test.app)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/yookassa/webhook`;
    yookassa.notificationUrl = url;
  });
  afterAll(async () => {
    await yookassa.close();
    server?.closeAllConnections();
    server?.close();
  });
  type Payer = Awaited<ReturnType<typeof test.person>>;
  return {
    test,
    yookassa,
    url: () => url,
    /** How far YooKassa's memory of idempotence keys is ahead of time. */
    clock,
    /** Orders 100 coins for 279 roubles; `paymentId` is YooKassa's name of it. */
    async order(payer: Payer, more: object = {}) {
      const order = await payer.call.payments.create({
        requestId: randomUUID(),
        provider: 'yookassa',
        item: { type: 'pack', code: 'coins-100' },
        ...more,
      });
      return { ...order, paymentId: new URL(order.payUrl ?? '').pathname.split('/').at(-1) ?? '' };
    },
    coinsOf: async (payer: Payer) => (await payer.call.me.get()).balance.coins,
    /** Sends a notification as from this address, through a proxy on this machine. */
    async notify(body: unknown, from?: string): Promise<number> {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(from ? { 'x-forwarded-for': from } : {}),
        },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      return response.status;
    },
  };
}
