/** Time limits follow the database's clock, even when this process's clock is two hours ahead. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sql } from '../../db/statement.ts';
import { testApp } from '../../testing/testApp.ts';
import { refusalOf } from './providers/stars/preCheckout.ts';
import { reconcile } from './reconcile.ts';

const HOUR_MS = 3_600_000;
const test = testApp({ overrides: { now: () => new Date(Date.now() + 2 * HOUR_MS) } });
type Person = Awaited<ReturnType<typeof test.person>>;

const insertCode = sql(`
  insert into promo_codes (code, kind, value, starts_at, ends_at)
  values ($1, $2, 10, now() + $3 * interval '1 hour', now() + $4 * interval '1 hour')
`);
const insertOrder = sql(`
  insert into payments (user_id, id, request_id, request_hash, bot_name, provider, method, item,
    coins, full_amount, amount, currency, status, expires_at)
  values ($1, $2, gen_random_uuid(), '', 'main', 'stars', 'stars', '{"type":"pack","code":"coins-100"}',
    10000, 160, 160, 'XTR', 'pending', now() + $3 * interval '1 hour')
`);

let codes = 0;
async function makeCode(kind: string, fromHours: number | null, untilHours: number | null) {
  codes += 1;
  await test.app.db.query(insertCode, [`WINDOW${codes}`, kind, fromHours, untilHours]);
  return `WINDOW${codes}`;
}
const redeem = ({ call }: Person, code: string) =>
  call.promo.redeem({ code, requestId: randomUUID() });
const quote = ({ call }: Person, promoCode: string) =>
  call.payments.quote({ provider: 'stars', item: { type: 'pack', code: 'coins-100' }, promoCode });

async function orderThatExpiresIn({ userId }: Person, hours: number): Promise<string> {
  const id = randomUUID();
  await test.app.db.query(insertOrder, [userId, id, hours]);
  return id;
}

describe('the window of a code', () => {
  it('has not begun before the database says so', async () => {
    const alice = await test.person();
    await expect(redeem(alice, await makeCode('bonus_coins', 1, null))).rejects.toThrow(
      'PROMO_NOT_STARTED',
    );
    await expect(quote(alice, await makeCode('topup_discount', 1, null))).rejects.toThrow(
      'PROMO_NOT_STARTED',
    );
  });

  it('is open until the database says that it has ended', async () => {
    const alice = await test.person();
    const bonus = await makeCode('bonus_coins', -1, 1);
    expect(await alice.call.promo.preview({ code: bonus })).toMatchObject({ code: bonus });
    expect(await redeem(alice, bonus)).toMatchObject({ value: 10 });
    expect(await quote(alice, await makeCode('topup_discount', -1, 1))).toMatchObject({
      discountPercent: 10,
    });
    await expect(redeem(alice, await makeCode('bonus_coins', -2, -1))).rejects.toThrow(
      'PROMO_EXPIRED',
    );
  });
});

describe('an order', () => {
  const checkout = ({ telegram }: Person, payload: string) =>
    refusalOf(test.app, {
      botName: 'main',
      payerTelegramId: telegram.id,
      payload,
      amount: 160,
      currency: 'XTR',
    });

  it('waits an hour from the database’s current time', async () => {
    const alice = await test.person();
    const input = {
      requestId: randomUUID(),
      provider: 'stars' as const,
      item: { type: 'pack' as const, code: 'coins-100' },
    };
    // Telegram does not answer here; the order stays.
    await expect(alice.call.payments.create(input)).rejects.toThrow();
    const [order] = (await alice.call.payments.list({})).items;
    const lifetime = Date.parse(order?.expiresAt ?? '') - Date.parse(order?.createdAt ?? '');
    expect(lifetime).toBe(HOUR_MS);
  });

  it('can be paid until the database says that it has expired', async () => {
    const alice = await test.person();
    const open = await orderThatExpiresIn(alice, 1);
    const expired = await orderThatExpiresIn(alice, -1);
    expect(await checkout(alice, open)).toBeNull();
    expect(await checkout(alice, expired)).toBe('closed');
    await reconcile(test.app);
    const statusOf = async (id: string) => (await alice.call.payments.get({ id })).status;
    expect([await statusOf(open), await statusOf(expired)]).toEqual(['pending', 'expired']);
  });
});
