/** What a payment says of itself: its method, and why it was cancelled. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { sql } from '../../../../db/statement.ts';
import { reconcile } from '../../reconcile.ts';
import { PATIENCE } from '../stars/testing/starWorld.ts';
import { yooKassaWorld } from './testing/yooKassaWorld.ts';

const world = await yooKassaWorld();
const { yookassa, test } = world;
type Payer = Awaited<ReturnType<typeof test.person>>;

const makeOld = sql(`update payments set expires_at = now() - interval '1 minute' where id = $1`);

const read = (payer: Payer, id: string) => payer.call.payments.get({ id });
const becomes = (payer: Payer, id: string, status: string) =>
  vi.waitFor(async () => expect((await read(payer, id)).status).toBe(status), PATIENCE);

describe('the method of a payment', () => {
  it.each([
    ['stars', 'card'],
    ['stars', 'sbp'],
    ['yookassa', 'stars'],
  ] as const)(
    'is refused when it is not one of the provider: %s with %s',
    async (provider, method) => {
      const alice = await test.person();
      const item = { type: 'pack', code: 'coins-100' } as const;
      const wanted = { requestId: randomUUID(), provider, item, method };
      await expect(alice.call.payments.create(wanted)).rejects.toMatchObject({
        message: 'BAD_REQUEST',
      });
      expect((await alice.call.payments.list({})).items).toEqual([]);
    },
  );

  it.each(['card', 'sbp'] as const)('is one of the provider: %s', async (method) => {
    const alice = await test.person();
    expect(await world.order(alice, { method })).toMatchObject({ method, provider: 'yookassa' });
  });

  it('is what was chosen, until YooKassa says how it was paid', async () => {
    const alice = await test.person();
    const order = await world.order(alice, { method: 'sbp' });
    expect(order.method).toBe('sbp');
    yookassa.pay(order.paymentId, 'sberbank');
    await becomes(alice, order.id, 'succeeded');
    expect((await read(alice, order.id)).method).toBe('sber_pay');
    const { items } = await alice.call.wallet.history({});
    expect(items.find(({ kind }) => kind === 'topup')?.subject).toMatchObject({
      type: 'payment',
      method: 'sber_pay',
      promoCode: null,
    });
  });

  it.each([
    ['bank_card', 'card'],
    ['sbp', 'sbp'],
    ['yoo_money', 'yoo_money'],
    ['tinkoff_bank', 't_pay'],
    ['cash', 'other'],
    ['constructor', 'other'],
  ])('calls %s %s', async (type, method) => {
    const alice = await test.person();
    const order = await world.order(alice);
    yookassa.notifications.holding = true;
    yookassa.pay(order.paymentId);
    Object.assign(yookassa.shop.payment(order.paymentId), { payment_method: { type } });
    yookassa.notifications.holding = false;
    await yookassa.notifications.release();
    await becomes(alice, order.id, 'succeeded');
    expect((await read(alice, order.id)).method).toBe(method);
  });
});

describe('the reason why an order was not paid', () => {
  it('is the one that YooKassa names, for the person and for admins', async () => {
    const alice = await test.person();
    const order = await world.order(alice, { method: 'sbp' });
    yookassa.decline(order.paymentId, 'issuer_unavailable');
    await becomes(alice, order.id, 'cancelled');
    const closed = await read(alice, order.id);
    expect(closed).toMatchObject({ cancelReason: 'issuer_unavailable', method: 'sbp' });
    expect(Date.parse(closed.closedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(closed.createdAt));
    const { call } = await test.admin();
    const { items } = await call.admin.payments({ query: order.id });
    expect(items).toMatchObject([{ cancelReason: 'issuer_unavailable', method: 'sbp' }]);
  });

  it('is stored unchanged when it is unknown', async () => {
    const alice = await test.person();
    const order = await world.order(alice);
    yookassa.decline(order.paymentId, 'moon_in_the_wrong_house');
    await becomes(alice, order.id, 'cancelled');
    expect((await read(alice, order.id)).cancelReason).toBe('moon_in_the_wrong_house');
  });

  it('is ours when the person cancelled, or nobody paid in time', async () => {
    const alice = await test.person();
    const [givenUp, late] = [await world.order(alice), await world.order(alice)];
    expect(await alice.call.payments.cancel({ id: givenUp.id })).toMatchObject({
      status: 'cancelled',
      cancelReason: 'by_person',
    });
    await test.app.db.query(makeOld, [late.id]);
    await reconcile(test.app);
    expect(await read(alice, late.id)).toMatchObject({
      status: 'expired',
      cancelReason: 'not_paid_in_time',
    });
  });

  it('is removed when the money comes after all', async () => {
    const alice = await test.person();
    const order = await world.order(alice);
    await alice.call.payments.cancel({ id: order.id });
    yookassa.pay(order.paymentId);
    await becomes(alice, order.id, 'succeeded');
    expect(await read(alice, order.id)).toMatchObject({ cancelReason: null, closedAt: null });
  });
});

it('leads from the return address to one’s own order, and nowhere from nonsense', async () => {
  const alice = await test.person();
  const order = await world.order(alice);
  const { confirmation } = yookassa.shop.requests.get(order.paymentId) ?? {};
  const url = new URL(
    confirmation && 'return_url' in confirmation ? (confirmation.return_url ?? '') : '',
  );
  const startParam = url.searchParams.get('startapp') ?? '';
  const again = await test.person({ ...alice.telegram, startParam });
  expect(again.start).toEqual({ type: 'payment', paymentId: order.id });
  const lost = await test.person({ ...alice.telegram, startParam: 'pay_nonsense' });
  expect(lost.start).toBeNull();
});
