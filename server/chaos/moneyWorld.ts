/**
 * A small economy for the property of money: people, orders, charges and generations, with what the
 * outside world knows of them, and the steps that anybody can take. Two contexts stand for two server
 * processes on one database.
 */
import { randomUUID } from 'node:crypto';
import type { Update } from 'grammy/types';
import { afterAll, beforeAll } from 'vitest';
import type { z } from 'zod';
import type { Generation } from '../../shared/schemas/generation.ts';
import type { Payment, Purchase } from '../../shared/schemas/payments.ts';
import type { RedeemOutput } from '../../shared/schemas/promo.ts';
import { startTelegramSimulator } from '../../simulators/telegram/index.ts';
import { startYooKassaSimulator } from '../../simulators/yookassa/index.ts';
import type { AppContext } from '../app/context.ts';
import type { Actor } from '../auth/actor.ts';
import { sql } from '../db/statement.ts';
import { cancelGeneration } from '../features/generation/cancel.ts';
import { createGeneration } from '../features/generation/create.ts';
import type { GenerationProvider } from '../features/generation/providers/provider.ts';
import { samplePicture } from '../features/generation/testing/fakeProvider.ts';
import type { pictureOrder } from '../features/generation/testing/orders.ts';
import { generationJob } from '../features/generation/worker/job.ts';
import { createPayment, cancelPayment as giveUpPayment } from '../features/payments/orders.ts';
import {
  acceptNotification,
  yooKassaEventJob,
} from '../features/payments/providers/yookassa/events.ts';
import { notificationSchema } from '../features/payments/providers/yookassa/types.ts';
import { refundCharge, refundJob } from '../features/payments/refunds.ts';
import { cancelPlan } from '../features/plans/offers.ts';
import { redeem } from '../features/promo/redeem.ts';
import { createBot } from '../telegram/bot.ts';
import { receive } from '../telegram/receive.ts';
import { isPaymentUpdate } from '../telegram/updateEvent.ts';
import { TEST_BOT_TOKEN, testApp } from '../testing/testApp.ts';

const SHOP = { shopId: '100500', secretKey: 'test_key' };
const run = () => ({ signal: new AbortController().signal, attempt: 1 });

export interface WorldPerson {
  actor: Actor;
  inviter: WorldPerson | null;
}

export interface Charge {
  order: Payment;
  payer: WorldPerson;
  id: string;
  isRefunded: boolean;
}

export interface CreatedGeneration {
  owner: WorldPerson;
  id: string;
  paidWith: Generation['paidWith'];
  price: number;
}

/** What a provider reports. */
export interface ProviderEvent {
  report:
    | { by: 'stars'; update: Update }
    | { by: 'yookassa'; notification: z.infer<typeof notificationSchema> };
  /** The server has confirmed it. */
  isTaken: boolean;
  isProcessed: boolean;
}

/** The events of one run, as the outside world knows them. */
export interface History {
  people: WorldPerson[];
  orders: { order: Payment; owner: WorldPerson }[];
  charges: Charge[];
  events: ProviderEvent[];
  redeemed: { by: WorldPerson; answer: RedeemOutput }[];
  made: CreatedGeneration[];
  codes: { discount: string; first: string; bonus: string; free: string };
}

export const purchases: readonly Purchase[] = [
  { type: 'pack', code: 'coins-50' },
  { type: 'custom', coins: 3333 },
  { type: 'plan', code: 'month' },
  { type: 'plan', code: 'year' },
  { type: 'plan', code: 'credits-100' },
];

/** Every paid submit that a provider has received, by generation. */
export const submits = new Map<string, number>();

/** Ends as the prompt says. */
const provider: GenerationProvider = {
  name: 'fal',
  idempotentSubmit: false,
  supports: () => true,
  traitsOf: () => ({ takesSeed: true, references: 0 }),
  async submit({ generationId }) {
    submits.set(generationId, (submits.get(generationId) ?? 0) + 1);
    return { requestId: `fake-${generationId}` };
  },
  poll: async (_requestId, { prompt }) =>
    prompt.includes('fails')
      ? { state: 'failed', reason: 'provider_error', detail: 'as told' }
      : { state: 'succeeded', files: [{ bytes: await samplePicture(), mime: 'image/png' }] },
  cancel: async () => true,
};

const insertCodes = sql(`
  insert into promo_codes (code, kind, value, max_uses, per_user, first_topup_only) values
    ($1, 'topup_discount', 20, 2, 1, false), ($2, 'bonus_coins', 700, 2, 1, false),
    ($3, 'free_operations', 2, null, 2, false), ($4, 'topup_discount', 50, null, 1, true)
`);
/** Levels give coins for XP; here only money is counted. */
const removeLevelRewards = sql('update levels set coins = 0, free_operations = 0');
const readReferralCode = sql<{ referral_code: string }>(
  'select referral_code from users where id = $1',
);

/** For the top of a test file. */
export async function moneyWorld() {
  const telegram = await startTelegramSimulator({
    bots: [{ name: 'main', token: TEST_BOT_TOKEN, username: 'aicoins_bot' }],
  });
  const yookassa = await startYooKassaSimulator({ ...SHOP, notificationUrl: 'http://127.0.0.1:9' });
  yookassa.notifications.holding = true;
  const test = testApp({
    overrides: { providers: { fal: provider } },
    env: {
      TELEGRAM_API_ROOT: telegram.apiRoot,
      YOOKASSA_ENABLED: 'main',
      YOOKASSA_SHOP_ID: SHOP.shopId,
      YOOKASSA_SECRET_KEY: SHOP.secretKey,
      YOOKASSA_RETURN_URL: 'https://example.org/wallet/payments',
      YOOKASSA_API_ROOT: yookassa.apiRoot,
      FREE_OPERATIONS_COUNT: '1',
      RECONCILE_EVERY_S: '1',
      WORKER_LEASE_S: '1',
    },
  });
  let other: AppContext | undefined;
  beforeAll(async () => {
    await test.app.db.transaction((tx) => tx.query(removeLevelRewards));
    other = await test.openAnother();
  });
  afterAll(async () => {
    await other?.close();
    await yookassa.close();
    await telegram.close();
  });

  let lastTelegramId = 7_000_000;
  const queue = telegram.queue('main');

  async function somebody(inviter: WorldPerson | null): Promise<WorldPerson> {
    lastTelegramId += 1;
    const id = lastTelegramId;
    telegram.world.createNewcomer({ id, key: String(id), stars: 1_000_000 });
    const [invite] = inviter
      ? await test.app.db.query(readReferralCode, [inviter.actor.userId])
      : [];
    const { userId } = await test.person({
      id,
      ...(invite ? { startParam: `r_${invite.referral_code}` } : {}),
    });
    return { actor: { userId, telegramId: id, role: 'user', botName: 'main' }, inviter };
  }

  /** Three people, each invited by the one before, and codes of their own. */
  async function begin(): Promise<History> {
    const codes = { discount: newCode(), first: newCode(), bonus: newCode(), free: newCode() };
    await test.app.db.transaction((tx) =>
      tx.query(insertCodes, [codes.discount, codes.bonus, codes.free, codes.first]),
    );
    const first = await somebody(null);
    const second = await somebody(first);
    const people = [first, second, await somebody(second)];
    return { people, orders: [], charges: [], events: [], redeemed: [], made: [], codes };
  }

  let seen = 0;
  /** Takes what the providers have sent since. */
  function listen(history: History): void {
    for (const update of queue.history.slice(seen).filter(isPaymentUpdate)) {
      history.events.push({ report: { by: 'stars', update }, isTaken: false, isProcessed: true });
    }
    seen = queue.history.length;
    for (const { body } of yookassa.notifications.held.splice(0)) {
      const notification = notificationSchema.parse(JSON.parse(body));
      history.events.push({
        report: { by: 'yookassa', notification },
        isTaken: false,
        isProcessed: false,
      });
    }
    for (const charge of history.charges) {
      charge.isRefunded = isRefunded(charge.id);
    }
  }

  /** The person pays, whatever the order's status by now. */
  async function pay(history: History, { order, owner }: History['orders'][number]): Promise<void> {
    const { payUrl: link } = order;
    const paid = (id: string) =>
      history.charges.push({ order, payer: owner, id, isRefunded: false });
    if (link === null) {
      return;
    }
    if (order.provider === 'yookassa') {
      const id = new URL(link).pathname.split('/').at(-1) ?? '';
      if (yookassa.shop.payment(id).status === 'pending') {
        yookassa.pay(id);
        paid(id);
      }
      return;
    }
    const paying = telegram.stars.pay(link, owner.actor.telegramId);
    const question = queue.history.findLast(
      ({ pre_checkout_query: query }) => query?.invoice_payload === order.id,
    );
    telegram.stars.answerCheckout('main', question?.pre_checkout_query?.id ?? '', true, '');
    const { charge } = await paying;
    if (charge) {
      paid(charge.id);
    }
  }

  function isRefunded(id: string): boolean {
    return (
      yookassa.shop.payments.get(id)?.refundable === false ||
      telegram.stars.charges('main').some((charge) => charge.id === id && charge.refundedAt)
    );
  }

  /** The provider refunds a charge by itself; the notification in roubles may be lost on the way. */
  function refundByProvider({ order, payer, id }: Charge, isNotificationLost: boolean): void {
    if (isRefunded(id)) {
      return;
    }
    if (order.provider === 'stars') {
      telegram.stars.refund('main', payer.actor.telegramId, id);
    } else {
      const { amount } = yookassa.shop.payment(id);
      yookassa.shop.refund({ payment_id: id, amount });
      if (isNotificationLost) {
        yookassa.notifications.held.pop();
      }
    }
  }

  /** Tells the server, once. */
  async function deliverEvent(app: AppContext, event: ProviderEvent): Promise<void> {
    const { report } = event;
    if (report.by === 'stars') {
      const bot = createBot(app, app.bots.first);
      event.isTaken = (await receive(app, bot, report.update)) || event.isTaken;
      await bot.idle();
      return;
    }
    const { notification } = report;
    await acceptNotification(app, notification);
    event.isTaken = true;
    await yooKassaEventJob.run(app, { notification }, run());
    event.isProcessed = true;
  }

  return {
    test,
    begin,
    listen,
    pay,
    refundByProvider,
    deliverEvent,
    /** One of the two processes. */
    process: (nth: number): AppContext => (nth % 2 === 0 || !other ? test.app : other),
  };
}

function newCode(): string {
  return `T${randomUUID().replaceAll('-', '').toUpperCase()}`;
}

/** Actions of people and admins. Each is repeated with the same request id after a crash. */
export const calls = {
  order: (app: AppContext, { actor }: WorldPerson, input: Parameters<typeof createPayment>[2]) =>
    createPayment(app, actor, input),
  giveUp: (app: AppContext, { actor }: WorldPerson, id: string) =>
    giveUpPayment(app, actor, { id }),
  redeem: (app: AppContext, { actor }: WorldPerson, input: Parameters<typeof redeem>[2]) =>
    redeem(app, actor, input),
  endPlan: (app: AppContext, { actor }: WorldPerson, requestId: string) =>
    cancelPlan(app, actor, { requestId }),
  generate: (app: AppContext, { actor }: WorldPerson, order: ReturnType<typeof pictureOrder>) =>
    createGeneration(app, actor, order as Parameters<typeof createGeneration>[2]),
  cancel: (app: AppContext, { owner, id }: CreatedGeneration) =>
    cancelGeneration(app, owner.actor, id),
  work: (app: AppContext, { owner, id }: CreatedGeneration) =>
    generationJob.run(app, { userId: owner.actor.userId, generationId: id }, run()),
  /** On behalf of an admin; then the job that asks the provider. */
  async refund(app: AppContext, { order, payer, id: chargeId }: Charge, requestId: string) {
    const { provider: by } = order;
    const request = { provider: by, chargeId, reason: 'asked for it', requestId };
    await refundCharge(app, { ...payer.actor, role: 'admin' }, request);
    await refundJob.run(app, { provider: by, chargeId }, run());
  },
};
