/** What everybody must own in the end: computed from what has happened in the world, not from our books. */
import { expect } from 'vitest';
import type { AppContext } from '../app/context.ts';
import { sql } from '../db/statement.ts';
import { shareOf } from '../features/referrals/service.ts';
import * as ledger from '../ledger/index.ts';
import type { History, Somebody } from './moneyWorld.ts';

const START_COINS = 10_000;
const START_FREE_OPERATIONS = 1;
const SHARE_PERCENT = 10;
const REFERRAL_BONUS = 5_000;

const readStatus = sql<{ id: string; status: string }>(
  'select id, status from generations where id = any($1::uuid[])',
);
const readCharges = sql<{ charge_id: string; status: string }>(
  'select charge_id, status from payment_charges where user_id = any($1::bigint[])',
);
/** What could not be taken back, because it had been spent. */
const readMissing = sql<{ asset: string; missing: number }>(`
  select asset, sum(missing)::bigint as missing from ledger_shortfalls where user_id = $1 group by asset
`);
/** When an invite counts depends on the order of things; that its bonus is paid for it does not. */
const readBonuses = sql<{ bonuses: number }>(`
  select count(*) as bonuses from referrals
  where $1 in (referee_user_id, referrer_user_id) and paid_at is not null and revoked_at is null
`);

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0);

/** Each charge once, and given back exactly when the provider gave it back. */
async function expectCharges(app: AppContext, { people, charges }: History): Promise<void> {
  const ids = people.map(({ actor }) => actor.userId);
  const stored = await app.db.query(readCharges, [ids]);
  const inOrder = (rows: { charge_id: string; status: string }[]) =>
    rows.map((row) => `${row.charge_id} ${row.status}`).sort();
  const real = charges.map(({ id, isBack }) => ({
    charge_id: id,
    status: isBack ? 'refunded' : 'credited',
  }));
  expect(inOrder(stored)).toEqual(inOrder(real));
}

async function expectBalances(
  app: AppContext,
  history: History,
  who: Somebody,
  failed: ReadonlySet<string>,
): Promise<void> {
  const kept = history.charges.filter(({ isBack }) => !isBack);
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
  const own = kept.filter(({ payer }) => payer === who).map(({ order }) => order);
  const ofFriends = kept.filter(({ payer }) => payer.inviter === who).map(({ order }) => order);
  const expected = {
    coins:
      START_COINS +
      sumOf(own.map(({ coins }) => coins)) +
      sumOf(ofFriends.map(({ coins }) => shareOf(coins, SHARE_PERCENT))) +
      redeemed('bonus_coins') +
      (referrals?.bonuses ?? 0) * REFERRAL_BONUS -
      sumOf(paidWith('coins').map(({ price }) => price)) +
      (missing.get('coins') ?? 0),
    credits:
      sumOf(own.map(({ credits }) => credits)) -
      paidWith('credits').length +
      (missing.get('credits') ?? 0),
    free_operations:
      START_FREE_OPERATIONS + redeemed('free_operations') - paidWith('free_operations').length,
  };
  const { coins, credits, free_operations } = await ledger.getBalances(app.db, who.actor.userId);
  expect({ coins, credits, free_operations }).toEqual(expected);
}

export async function expectWhatIsOwned(app: AppContext, history: History): Promise<void> {
  await expectCharges(app, history);
  const made = await app.db.query(readStatus, [history.made.map(({ id }) => id)]);
  const failed = new Set(made.filter(({ status }) => status !== 'succeeded').map(({ id }) => id));
  for (const who of history.people) {
    await expectBalances(app, history, who, failed);
  }
}
