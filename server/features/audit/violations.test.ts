/** Violates each invariant of a sound ledger and expects the audit to report it. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { readInvariants } from '../../db/invariants.ts';
import { sql } from '../../db/statement.ts';
import * as ledger from '../../ledger/index.ts';
import { testApp } from '../../testing/testApp.ts';
import { newKey, storeKey } from '../botsApi/keys.ts';
import { createFakeProvider, failing } from '../generation/testing/fakeProvider.ts';
import { pictureOrder, workOn } from '../generation/testing/orders.ts';
import { settleStarRefund, settleStars } from '../payments/providers/stars/charges.ts';
import { listViolations } from './violations.ts';

const provider = createFakeProvider();
const test = testApp({ overrides: { providers: { fal: provider } } });

const entries = (kind: string) => `ledger_entries where kind = '${kind}'`;
const onceMore = (kind: string) => `
  alter table ledger_entries drop constraint ledger_entries_idempotency_key;
  insert into ledger_entries (user_id, asset, wallet_version, account, amount, balance_before,
    balance_after, kind, reference, bot_name, actor, event_at)
  select user_id, asset, 1000, account, amount, balance_before, balance_after, kind, reference,
    bot_name, actor, event_at from ${entries(kind)} limit 1`;
const renamed = (kind: string, reference: string) =>
  `update ledger_entries set kind = '${kind}', reference = '${reference}' where kind = 'launch_reward'`;

/** Free trainings that an external bot has granted for a code of its own, with other values. */
const ownCode = (change: string) =>
  `update ledger_entries set ${change} where reference like 'PROMOCODE:bot:spin%'`;

/** A change of a code's terms applies from its date on; these look as if they had always applied. */
const undated = 'alter table promo_codes disable trigger promo_codes_dated';

/** How to violate each invariant, independently. */
const damages: Record<string, readonly string[]> = {
  wallet_equals_entries: [
    `update wallets set balance = balance + 1 where asset = 'coins'`,
    `update wallets set version = version + 1 where asset = 'coins'`,
    `delete from wallets where asset = 'coins'`,
    `delete from ${entries('launch_reward')}`,
  ],
  entries_are_a_chain: [
    `update ledger_entries set balance_before = balance_before + 5, balance_after = balance_after + 5
     where kind = 'topup'`,
  ],
  balance_not_negative: [
    `alter table wallets drop constraint wallets_balance_check;
     update wallets set balance = -1 where asset = 'coins'`,
  ],
  generation_charged_once: [
    `delete from ${entries('generation_charge')}`,
    `update ledger_entries set amount = -2, balance_after = balance_before - 2
     where kind = 'generation_charge'`,
    `update generations set paid_with = 'coins'`,
    `update generations set paid_with = 'free'`,
    onceMore('generation_charge'),
  ],
  generation_refunded_once: [
    `delete from ${entries('generation_refund')}`,
    `update generations set status = 'succeeded', media_count = 1 where status = 'failed'`,
    `update ledger_entries set amount = 2, balance_after = balance_before + 2
     where kind = 'generation_refund'`,
    `update ledger_entries set asset = 'credits' where kind = 'generation_refund'`,
    onceMore('generation_refund'),
  ],
  generation_entry_has_generation: ['delete from generations'],
  plan_usage_is_counted: [
    'insert into plan_usage (user_id, day, used) select user_id, current_date, 1 from generations limit 1',
    `update generations set paid_with = 'plan', plan_day = current_date where status = 'succeeded'`,
  ],
  media_has_generation: [
    'delete from generations',
    'update media set position = 1',
    `update generations set status = 'failed', media_count = 0`,
  ],
  succeeded_has_media: [
    `update generations set media_count = 0 where status = 'succeeded'`,
    `update generations set media_count = 1 where status = 'failed'`,
  ],
  generation_ends: [
    `update generations set status = 'running', finished_at = null, media_count = 0,
       deadline_at = now() - interval '16 minutes'`,
  ],
  charge_credited_once: [
    `delete from ${entries('topup')}`,
    'update payment_charges set coins = coins + 1',
    onceMore('topup'),
  ],
  topup_has_charge: [
    'delete from payment_charges',
    `update payment_charges set charge_id = charge_id || '?'`,
  ],
  topup_reversal_has_refund: [
    'delete from payment_refunds',
    `update payment_charges set status = 'credited' where status = 'refunded'`,
  ],
  order_status_follows_charges: [
    `update payments set status = 'pending', paid_at = null where status = 'succeeded'`,
    `update payments set status = 'refunded' where status = 'succeeded'`,
    `update payments set status = 'succeeded' where status = 'refunded'`,
    `update payments set status = 'succeeded', paid_at = now() where status = 'created'`,
  ],
  charge_fits_order: [
    'update payment_charges set amount = amount - 1',
    `update payment_charges set currency = 'RUB'`,
    `update payments set provider = 'yookassa'`,
    'update payment_charges set credits = credits + 1',
  ],
  plan_charge_granted: ['delete from plan_grants', 'update plan_grants set revoked_at = now()'],
  refund_takes_coins: [
    `delete from ${entries('topup_reversal')}`,
    `update payment_charges set status = 'refunded' where status = 'credited'`,
    'delete from payment_refunds',
    'update payment_refunds set coins = coins + 1',
    'update payment_charges set refunded_amount = refunded_amount + 1',
  ],
  discount_has_use: [
    'update promo_uses set used_at = null where payment_id is not null',
    "update payments set full_amount = full_amount + 1 where status = 'succeeded' and promo_id is null",
  ],
  first_topup_discount_is_first: [
    `update promo_codes set first_topup_only = true where code = 'WELCOME10';
     update ledger_entries set wallet_version = 0
     where id = (select max(id) from ledger_entries where kind = 'topup')`,
  ],
  promo_use_in_window: [
    `${undated}; update promo_codes set ends_at = now() - interval '1 hour' where code = 'WELCOME2025'`,
    `${undated}; update promo_codes set starts_at = now() + interval '1 hour' where code = 'WELCOME10'`,
  ],
  promo_within_limits: [
    'update promo_codes set taken = taken + 1 where taken > 0',
    'update promo_codes set taken = 0 where taken > 0',
    `alter table promo_codes drop constraint promo_codes_limit_check;
     alter table promo_codes drop constraint promo_codes_max_uses_check;
     update promo_codes set max_uses = 0 where taken > 0`,
    'update promo_uses set nth = 2',
  ],
  promo_released: [
    'update promo_uses set used_at = null where payment_id is not null',
    `update promo_uses set payment_id = (select id from payments where status = 'created')
     where payment_id is not null`,
  ],
  referral_bonus_once: [onceMore('referral_bonus')],
  referral_not_circular: [
    `insert into referrals (referee_user_id, referrer_user_id, bot_name)
     select referrer_user_id, referee_user_id, bot_name from referrals`,
  ],
  referral_bonus_has_referral: [
    'delete from referrals',
    'update referrals set paid_at = null',
    'update referrals set referrer_user_id = 0',
  ],
  referral_share_has_charge: [
    'delete from referrals',
    `update ledger_entries set reference = reference || '?' where kind = 'referral_share'`,
  ],
  referral_share_follows_charge: [`delete from ${entries('referral_share_reversal')}`],
  shortfall_leaves_nothing: [
    `insert into ledger_shortfalls (user_id, asset, kind, reference, requested, missing)
     select user_id, asset, kind, reference, 1001, 1 from ${entries('topup_reversal')}`,
    `insert into ledger_shortfalls (user_id, asset, kind, reference, requested, missing)
     select user_id, asset, 'topup_reversal', 'stars:none', 2, 1 from ${entries('launch_reward')}`,
  ],
  shortfall_collection_fits: [
    `update ledger_entries set kind = 'shortfall_collection',
       reference = 'topup_reversal:stars:none:' || gen_random_uuid() where kind = 'generation_charge'`,
  ],
  shortfall_is_collected: [
    `insert into ledger_shortfalls (user_id, asset, kind, reference, requested, missing, created_at)
     select r.user_id, r.asset, 'topup_reversal', 'stars:none', 1, 1,
       r.created_at - interval '1 microsecond'
     from ledger_entries r where r.kind = 'generation_refund'`,
  ],
  reversal_fits_original: [
    `update ledger_entries set amount = amount + 1, balance_after = balance_after + 1
     where kind = 'referral_share_reversal'`,
    `insert into ledger_shortfalls (user_id, asset, kind, reference, requested, missing)
     select user_id, asset, kind, reference, 1, 1 from ${entries('topup_reversal')}`,
  ],
  promo_grant_has_use: [
    'delete from promo_uses',
    `update promo_uses set used_at = null where payment_id is null`,
    // A bot's own code gives free trainings, in the bot's own name, while the bot has a key.
    'delete from bot_keys where bot_telegram_id is null',
    'delete from bot_keys where bot_telegram_id is not null',
    `update bot_keys set created_at = now() + interval '1 hour'`,
    `update bot_keys set revoked_at = now() - interval '1 hour'`,
    ownCode(`reference = 'PROMOCODE:bot:quiz_bot:OWN'`),
    ownCode(`reference = 'PROMOCODE:bot:spin_bot:'`),
    ownCode(`reference = 'PROMOCODE:bot:spinXbot:OWN'`),
    ownCode(`actor = 'system'`),
    ownCode(`actor = 'bot:main', bot_name = 'main'`),
    ownCode(`bot_name = 'main'`),
    ownCode(`asset = 'free_operations', wallet_version = 1000`),
  ],
  promo_use_has_grant: [
    `delete from ${entries('promo_bonus')}`,
    `update ledger_entries set amount = amount + 1, balance_after = balance_after + 1
     where kind = 'promo_bonus'`,
  ],
  plan_credits_have_grant: ['delete from plan_grants', 'update plan_grants set credits = 1'],
  badge_reward_has_badge: [renamed('badge_reward', 'nothing')],
  daily_reward_is_counted: [
    renamed('daily_reward', '2026-01-01'),
    `insert into earned_tasks (user_id, task, last_day) select id, 'daily', '2026-01-01' from users`,
  ],
  level_reward_was_reached: [renamed('level_reward', '99')],
  webinar_reward_is_held: [renamed('webinar_reward', `${randomUUID()}:1`)],
};

const withoutTriggers = sql(`set local session_replication_role = 'replica'`);
const findViolations = sql<{ invariant: string }>(
  'select distinct invariant from audit.violations()',
);

class Undone extends Error {}

/** Damages the ledger as only a database's owner can, reads the audit's report, and rolls back. */
async function auditOf(damage: string): Promise<string[]> {
  let found: string[] = [];
  const work = test.app.db.transaction(async (tx) => {
    await tx.query(withoutTriggers);
    for (const step of damage.split(';')) {
      await tx.query(sql(step));
    }
    found = (await tx.query(findViolations)).map(({ invariant }) => invariant);
    throw new Undone();
  });
  await expect(work).rejects.toBeInstanceOf(Undone);
  return found;
}

const insertOrder = sql(`
  insert into payments (user_id, id, request_id, request_hash, bot_name, provider, method, item,
    plan_code, coins, credits, full_amount, amount, currency, expires_at)
  values ($1, $2, gen_random_uuid(), '', 'main', 'stars', 'stars', '{"type":"pack"}', $3, $4, $5, 100,
    100, 'XTR', now() + interval '1 hour')
`);
const reservePromo = sql(`
  with promo as (
    update promo_codes set taken = taken + 1 where code = 'WELCOME10' returning id
  ), used as (
    insert into promo_uses (promo_id, user_id, nth, bot_name, payment_id)
    select id, $1::bigint, 1, 'main', $2::uuid from promo
  )
  update payments set promo_id = promo.id from promo where payments.id = $2
`);

const readCode = sql<{ referral_code: string }>('select referral_code from users where id = $1');

type Somebody = Awaited<ReturnType<typeof test.person>>;

async function order(who: Somebody, { plan = null as string | null } = {}) {
  const id = randomUUID();
  const what = plan ? [plan, 0, 100] : [null, 1000, 0];
  await test.app.db.transaction((tx) => tx.query(insertOrder, [who.userId, id, ...what]));
  const facts = {
    chargeId: `charge-${id}`,
    payload: id,
    botName: 'main',
    payerTelegramId: who.telegram.id,
    amount: 100,
    currency: 'XTR',
    at: new Date(),
    expiresAt: null,
    startsSubscription: false,
  };
  const { app } = test;
  return {
    id,
    pay: () => app.db.transaction((tx) => settleStars(app, tx, facts)),
    refund: () => app.db.transaction((tx) => settleStarRefund(app, tx, facts)),
  };
}

/** As a bot grants free trainings for a code of its own. `id`: its permanent identifier. */
async function grantForOwnCode({ userId }: Somebody, { name, id }: { name: string; id: string }) {
  const key = { botName: name, trusted: false, createdBy: 'test' };
  await test.app.db.transaction((tx) => storeKey(tx, newKey(), key));
  await test.app.db.transaction((tx) =>
    ledger.post(tx, {
      kind: 'free_grant',
      asset: 'free_trainings',
      source: 'PROMOCODE',
      cause: `bot:${id}:OWN`,
      amount: 2,
      userId,
      botName: name,
      actor: `bot:${name}`,
    }),
  );
}

async function generate({ call, userId }: Somebody) {
  const { id } = await call.generation.create(pictureOrder());
  await workOn(test.app, userId, id);
}

describe('the audit', () => {
  beforeAll(async () => {
    const inviter = await test.person();
    const [invite] = await test.app.db.query(readCode, [inviter.userId]);
    const friend = await test.person({ startParam: `r_${invite?.referral_code}` });
    await generate(friend);
    provider.onSubmit = failing('content_refused');
    await generate(friend);
    await friend.call.promo.redeem({ code: 'WELCOME2025', requestId: randomUUID() });
    const discounted = await order(friend);
    await test.app.db.transaction((tx) => tx.query(reservePromo, [friend.userId, discounted.id]));
    await discounted.pay();
    const returned = await order(friend);
    await returned.pay();
    await returned.refund();
    await (await order(friend, { plan: 'credits-100' })).pay();
    await order(friend);
    await grantForOwnCode(friend, { name: 'spin_bot', id: 'spin_bot' });
    await grantForOwnCode(friend, { name: 'main', id: String(test.app.bots.first.telegramId) });
  });

  it('finds no violation in a sound ledger', async () => {
    expect(await listViolations(test.app.db)).toEqual([]);
  });

  it('has a case here for each of its invariants', async () => {
    const invariants = await readInvariants();
    expect(invariants.map(({ name }) => name)).toEqual(Object.keys(damages).sort());
  });

  const all = Object.entries(damages).flatMap(([invariant, list]) =>
    list.map((damage) => ({ invariant, damage: damage.trim().replace(/\s+/g, ' ') })),
  );
  it.each(all)('reports $invariant after: $damage', async ({ invariant, damage }) => {
    expect(await auditOf(damage)).toContain(invariant);
    expect(await listViolations(test.app.db)).toEqual([]);
  });
});
