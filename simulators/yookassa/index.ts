/**
 * A stand-in for YooKassa (https://api.yookassa.ru/v3) for development and tests.
 *
 * - API under `/v3`: payments (create, read, list, cancel, capture) and refunds (create, read,
 *   list), HTTP Basic, `Idempotence-Key` remembered for 24 hours, amounts and receipts checked.
 * - `/checkout/<payment>`: the page that `confirmation_url` leads to, in Russian and English.
 * - Notifications go to `notificationUrl` at once and are repeated until answered with 200. Held
 *   back (`notifications.holding = true`) they are delivered on demand: repeated, shuffled, late,
 *   or never. `forge` sends one that YooKassa did not send; `settleBeforeAnswer` has the payment
 *   settled and notified before its creation is answered.
 * - `faults` injects slow answers, HTTP 500 with the work done or not, 429, HTML and lost answers.
 *
 * The same over HTTP for development: `POST /sim/payments/<id>/pay|decline|expire`,
 * `POST /sim/notifications/hold|release|drop`, `POST /sim/faults`, `GET /sim/requests`.
 */
import { randomUUID } from 'node:crypto';
import { Deliveries, type Notification } from '../deliveries.ts';
import { startSimulatorServer } from '../simulatorServer.ts';
import { mountApi, type YooKassaOperation } from './api.ts';
import { mountCheckout } from './checkout.ts';
import { mountControl } from './control.ts';
import { Shop } from './shop.ts';
import type { YooKassaSimulator } from './simulator.ts';

export type { YooKassaSimulator } from './simulator.ts';

export interface YooKassaSimulatorOptions {
  /** 0, the default, takes a free port. */
  port?: number;
  shopId: string;
  secretKey: string;
  notificationUrl?: string;
  /** Whether payments have `test: true`, as in a test shop. Default true. */
  test?: boolean;
  /** Pauses before a notification is repeated, in milliseconds. */
  retryDelaysMs?: readonly number[];
  /** The clock by which idempotence keys expire. */
  now?: () => number;
  log?: (line: string) => void;
}

const RETRY_DELAYS_MS = [1_000, 5_000, 15_000, 60_000];
const NOTIFICATION_TIMEOUT_MS = 30_000;

export async function startYooKassaSimulator(
  options: YooKassaSimulatorOptions,
): Promise<YooKassaSimulator> {
  const server = await startSimulatorServer<YooKassaOperation>(options);
  const notifications = new Deliveries({
    retryDelaysMs: options.retryDelaysMs ?? RETRY_DELAYS_MS,
    timeoutMs: NOTIFICATION_TIMEOUT_MS,
    isTaken: (status) => status === 200,
    log: options.log,
  });
  let firstAttempt: Promise<void> = Promise.resolve();
  const shop = new Shop({
    shopId: options.shopId,
    test: options.test ?? true,
    checkoutRoot: () => server.url,
    onEvent: ({ event, object }) => {
      const notification = notificationOf({ type: 'notification', event, object });
      if (notification !== null) {
        firstAttempt = notifications.post(notification);
      }
    },
  });

  function notificationOf(body: unknown): Notification | null {
    return simulator.notificationUrl === null
      ? null
      : {
          id: randomUUID(),
          url: simulator.notificationUrl,
          body: JSON.stringify(body),
          headers: () => ({ 'user-agent': 'AHC/2.1' }),
        };
  }

  const simulator: YooKassaSimulator = {
    url: server.url,
    apiRoot: `${server.url}/v3`,
    shop,
    notifications,
    faults: server.faults,
    requests: server.requests,
    notificationUrl: options.notificationUrl ?? null,
    settleBeforeAnswer: null,
    pay: (id, method) => shop.pay(id, method),
    decline: (id, reason = 'insufficient_funds') =>
      shop.fail(id, { party: 'payment_network', reason }),
    expire: (id) => shop.fail(id, { party: 'yoo_money', reason: 'expired_on_confirmation' }),
    async forge(body) {
      const notification = notificationOf(body);
      return notification === null ? null : notifications.attempt(notification);
    },
    async close() {
      await notifications.close();
      await server.close();
    },
  };

  mountApi({
    server,
    shop,
    shopId: options.shopId,
    secretKey: options.secretKey,
    now: options.now ?? Date.now,
    async beforeCreateAnswer(payment) {
      if (simulator.settleBeforeAnswer === null) {
        return;
      }
      simulator[simulator.settleBeforeAnswer](payment.id);
      await firstAttempt;
    },
  });
  mountCheckout(server.app, shop);
  mountControl(server.app, simulator);
  return simulator;
}
