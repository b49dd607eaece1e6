import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { sql } from '../../db/statement.ts';
import { PATIENCE, START_COINS } from './providers/stars/testing/starWorld.ts';
import { yooKassaWorld } from './providers/yookassa/testing/yooKassaWorld.ts';
import { askForRefund, refundCharge } from './refunds.ts';

const world = await yooKassaWorld();
const { yookassa, test } = world;
type Payer = Awaited<ReturnType<typeof test.person>>;

const readCharge = sql<{ status: string; refund_attempts: number }>(
  `select status, refund_attempts from payment_charges where charge_id = $1`,
);
const readOpenAlerts = sql<{ id: number }>(`
  select id from alerts
  where kind = 'refund_failed' and key = 'yookassa:' || $1 and resolved_at is null
`);
const makeAttemptOld = sql(`
  update payment_charges set refund_requested_at = now() - interval '2 days' where charge_id = $1
`);

const statusOf = async (payer: Payer, id: string) => (await payer.call.payments.get({ id })).status;
const becomes = (payer: Payer, id: string, status: string) =>
  vi.waitFor(async () => expect(await statusOf(payer, id)).toBe(status), PATIENCE);
const chargeIs = (chargeId: string, status: string, attempts: number) =>
  vi.waitFor(async () => {
    const [charge] = await test.app.db.query(readCharge, [chargeId]);
    expect(charge).toEqual({ status, refund_attempts: attempts });
  }, PATIENCE);
const openAlerts = async (chargeId: string) =>
  (await test.app.db.query(readOpenAlerts, [chargeId])).map(({ id }) => id);
const refundsOf = (paymentId: string) =>
  [...yookassa.shop.refunds.values()].filter(({ payment_id }) => payment_id === paymentId);

async function paidOrder() {
  const alice = await test.person();
  const order = await world.order(alice);
  yookassa.pay(order.paymentId);
  await becomes(alice, order.id, 'succeeded');
  return { alice, order, chargeId: order.paymentId };
}

async function refund(chargeId: string) {
  const { userId } = await test.admin();
  const actor = { userId, telegramId: 0, role: 'admin' as const, botName: 'main' };
  const request = { provider: 'yookassa' as const, chargeId, reason: 'asked for it' };
  await refundCharge(test.app, actor, { ...request, requestId: randomUUID() });
}

describe('a refund that YooKassa cancelled', () => {
  it('can be tried again at once, and then refunds the money', async () => {
    const { alice, order, chargeId } = await paidOrder();
    yookassa.shop.refundOutcome = 'canceled';
    await refund(chargeId);
    await chargeIs(chargeId, 'credited', 1);
    yookassa.shop.refundOutcome = 'succeeded';
    await refund(chargeId);
    await becomes(alice, order.id, 'refunded');
    expect(await world.coinsOf(alice)).toBe(START_COINS);
    expect(refundsOf(chargeId).map(({ status }) => status)).toEqual(['canceled', 'succeeded']);
  });

  it('raises an alert each time, also after the first one was resolved, and closes it in the end', async () => {
    const { alice, order, chargeId } = await paidOrder();
    const admin = await test.admin();
    yookassa.shop.refundOutcome = 'canceled';
    for (const attempt of [1, 2, 3]) {
      await refund(chargeId);
      await chargeIs(chargeId, 'credited', attempt);
      const [alertId, ...others] = await openAlerts(chargeId);
      expect(alertId).toBeDefined();
      expect(others).toEqual([]);
      if (attempt < 3) {
        await admin.call.admin.resolveAlert({
          alertId: alertId ?? 0,
          reason: 'looked at',
          requestId: randomUUID(),
        });
        expect(await openAlerts(chargeId)).toEqual([]);
      }
    }
    yookassa.shop.refundOutcome = 'succeeded';
    await refund(chargeId);
    await becomes(alice, order.id, 'refunded');
    expect(await openAlerts(chargeId)).toEqual([]);
  });
});

describe('a refund that YooKassa has not finished', () => {
  it('is read, not made again, when YooKassa may have forgotten the idempotence key', async () => {
    const { alice, order, chargeId } = await paidOrder();
    yookassa.shop.refundOutcome = 'pending';
    await refund(chargeId);
    await vi.waitFor(() => expect(refundsOf(chargeId)).toHaveLength(1), PATIENCE);
    await chargeIs(chargeId, 'refunding', 1);
    await test.app.db.query(makeAttemptOld, [chargeId]);
    world.clock.aheadMs = 48 * 60 * 60 * 1000;
    await askForRefund(test.app, { provider: 'yookassa', chargeId });
    expect(refundsOf(chargeId)).toHaveLength(1);
    yookassa.shop.refundOutcome = 'succeeded';
    yookassa.shop.settleRefund(refundsOf(chargeId)[0]?.id ?? '', 'succeeded');
    await becomes(alice, order.id, 'refunded');
  });
});
