/**
 * The balances that everybody must have in the end: computed from the outside world's events, not from our
 * ledger.
 */
import { expect } from 'vitest';
import { paymentProvider } from '../../shared/schemas/payments.ts';
import type { AppContext } from '../app/context.ts';
import { sql } from '../db/statement.ts';
import { priceOf } from '../features/payments/price.ts';
import { shareOf } from '../features/referrals/service.ts';
import * as ledger from '../ledger/index.ts';
import type { History, WorldPerson } from './moneyWorld.ts';

const START_COINS = 10_000;
const START_FREE_OPERATIONS = 1;
const SHARE_PERCENT = 10;
const REFERRAL_BONUS = 5_000;
/** Of the code that is for anybody. */
const MAX_USES = 2;

const readStatus = sql<{ id: string; status: string }>(
  'select id, status from generations where id = any($1::uuid[])',
);
const readCharges = sql<{ charge_id: string; status: string; coins: number }>(
  'select charge_id, status, coins from payment_charges where user_id = any($1::bigint[])',
);
/** The shortfall that has not been collected since. */
const readMissing = sql<{ asset: string; missing: number }>(`
  select asset, sum(part)::bigint as missing from (
    select user_id, asset, missing as part from ledger_shortfalls
    union all
    select user_id, asset, amount from ledger_entries where kind = 'shortfall_collection'
  ) parts
  where user_id = $1 group by asset
`);
/** When an invite counts depends on the order of events; that its bonus is paid does not. */
const readBonuses = sql<{ bonuses: number }>(`
  select count(*) as bonuses from referrals
  where $1 in (referee_user_id, referrer_user_id) and paid_at is not null and revoked_at is null
`);

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0);

/**
 * Each charge once, and refunded exactly when the provider refunded it.
 * @returns the coins that each credited.
 */
async function expectCharges(
  app: AppContext,
  { people, charges }: History,
): Promise<Map<string, number>> {
  const ids = people.map(({ actor }) => actor.userId);
  const stored = await app.db.query(readCharges, [ids]);
  const inOrder = (rows: { charge_id: string; status: string }[]) =>
    rows.map((row) => `${row.charge_id} ${row.status}`).sort();
  const real = charges.map(({ id, isRefunded }) => ({
    charge_id: id,
    status: isRefunded ? 'refunded' : 'credited',
  }));
  expect(inOrder(stored)).toEqual(inOrder(real));
  return new Map(stored.map(({ charge_id, coins }) => [charge_id, coins]));
}

/**
 * A charge credits what was ordered, or what its money buys at the full price where another order used the
 * discount: each person has each discount once, and a code is used no more often than it allows.
 */
async function expectDiscounts(
  app: AppContext,
  { people, orders, charges, codes }: History,
  coinsOf: ReadonlyMap<string, number>,
): Promise<void> {
  const catalog = await app.catalog.read();
  const reduced = charges.map(({ order, payer, id }) => {
    const { fullAmount } = priceOf(
      order.item,
      app.payments[paymentProvider.parse(order.provider)],
      catalog,
    );
    const atFullPrice = Math.ceil((order.coins * order.amount) / fullAmount);
    const coins = coinsOf.get(id);
    expect(order.promoCode === null ? [order.coins] : [order.coins, atFullPrice]).toContain(coins);
    return { code: order.promoCode, payer, hasDiscount: coins === order.coins };
  });
  const buyers = (code: string, who: 'all' | 'discounted') =>
    people.map((person) => ({
      person,
      charges: reduced.filter(
        (each) =>
          each.code === code && each.payer === person && (who === 'all' || each.hasDiscount),
      ).length,
    }));
  for (const code of [codes.discount, codes.first]) {
    for (const { charges: had } of buyers(code, 'discounted')) {
      expect(had).toBeLessThanOrEqual(1);
    }
  }
  const uses = sumOf(buyers(codes.discount, 'discounted').map(({ charges: had }) => had));
  expect(uses).toBeLessThanOrEqual(MAX_USES);
  const ordered = new Set(
    orders.filter(({ order }) => order.promoCode === codes.discount).map(({ owner }) => owner),
  );
  if (ordered.size <= MAX_USES) {
    const paid = buyers(codes.discount, 'all').filter(({ charges: all }) => all > 0);
    expect(uses).toBe(paid.length);
  }
}

async function expectBalances(
  app: AppContext,
  history: History,
  who: WorldPerson,
  failed: ReadonlySet<string>,
  coinsOf: ReadonlyMap<string, number>,
): Promise<void> {
  const notRefunded = history.charges.filter(({ isRefunded }) => !isRefunded);
  const paidWith = (payer: string) =>
    history.made.filter(
      (made) => made.owner === who && made.paidWith === payer && !failed.has(made.id),
    );
  const redeemed = (kind: string) =>
    sumOf(
      history.redeemed
        .filter(({ by, answer }) => by === who && answer.kind === kind)
        .map(({ answer }) => answer.value),
    );
  const missing = new Map(
    (await app.db.query(readMissing, [who.actor.userId])).map((row) => [row.asset, row.missing]),
  );
  const [referrals] = await app.db.query(readBonuses, [who.actor.userId]);
  const own = notRefunded.filter(({ payer }) => payer === who);
  const ofFriends = notRefunded.filter(({ payer }) => payer.inviter === who);
  const boughtBy = ({ id }: { id: string }) => coinsOf.get(id) ?? 0;
  const expected = {
    coins:
      START_COINS +
      sumOf(own.map(boughtBy)) +
      sumOf(ofFriends.map((charge) => shareOf(boughtBy(charge), SHARE_PERCENT))) +
      redeemed('bonus_coins') +
      (referrals?.bonuses ?? 0) * REFERRAL_BONUS -
      sumOf(paidWith('coins').map(({ price }) => price)) +
      (missing.get('coins') ?? 0),
    credits:
      sumOf(own.map(({ order }) => order.credits)) -
      paidWith('credits').length +
      (missing.get('credits') ?? 0),
    free_operations:
      START_FREE_OPERATIONS + redeemed('free_operations') - paidWith('free_operations').length,
  };
  const { coins, credits, free_operations } = await ledger.getBalances(app.db, who.actor.userId);
  expect({ coins, credits, free_operations }).toEqual(expected);
}

export async function expectAllBalances(app: AppContext, history: History): Promise<void> {
  const coinsOf = await expectCharges(app, history);
  await expectDiscounts(app, history, coinsOf);
  const made = await app.db.query(readStatus, [history.made.map(({ id }) => id)]);
  const failed = new Set(made.filter(({ status }) => status !== 'succeeded').map(({ id }) => id));
  for (const who of history.people) {
    await expectBalances(app, history, who, failed, coinsOf);
  }
}
