import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Tx } from '../../db/database.ts';
import type { Statement } from '../../db/statement.ts';
import { sql } from '../../db/statement.ts';
import * as ledger from '../../ledger/index.ts';
import { testApp } from '../../testing/testApp.ts';

const test = testApp();

const findViolations = sql<{ invariant: string }>('select invariant from audit.violations()');

class Undone extends Error {}

/** What the audit would report after a change, which is rolled back. */
async function auditOf(change: (tx: Tx) => Promise<unknown>): Promise<string[]> {
  let found: string[] = [];
  const work = test.app.db.transaction(async (tx) => {
    await change(tx);
    found = (await tx.query(findViolations)).map(({ invariant }) => invariant);
    throw new Undone();
  });
  await expect(work).rejects.toBeInstanceOf(Undone);
  return [...new Set(found)].sort();
}

const run =
  <Row>(statement: Statement<Row>, values: unknown[]) =>
  (tx: Tx) =>
    tx.query(statement, values);

/** Posts a reward without a cause. */
async function postingOf(movement: Record<string, unknown> & { kind: ledger.MovementKind }) {
  const { userId } = await test.person();
  const fact = { userId, botName: 'main', actor: 'system', amount: 100 };
  return auditOf((tx) => ledger.post(tx, { ...fact, ...movement } as ledger.Movement));
}

describe('the audit finds', () => {
  it('rewards without a cause', async () => {
    const charge = { provider: 'stars', chargeId: 'x' };
    expect(await postingOf({ kind: 'referral_bonus', side: 'inviter', refereeId: 1 })).toEqual([
      'referral_bonus_has_referral',
    ]);
    expect(await postingOf({ kind: 'referral_share', ...charge })).toEqual([
      'referral_share_has_charge',
    ]);
    expect(await postingOf({ kind: 'promo_bonus', promoId: 1, nth: 1 })).toEqual([
      'promo_grant_has_use',
    ]);
    expect(
      await postingOf({
        kind: 'free_grant',
        asset: 'free_operations',
        source: 'PROMOCODE',
        cause: '1:1',
      }),
    ).toEqual(['promo_grant_has_use']);
    expect(await postingOf({ kind: 'plan_credits', ...charge })).toEqual([
      'plan_credits_have_grant',
    ]);
    expect(await postingOf({ kind: 'badge_reward', badge: 'pioneer' })).toEqual([
      'badge_reward_has_badge',
    ]);
    expect(await postingOf({ kind: 'level_reward', level: 9, asset: 'coins' })).toEqual([
      'level_reward_was_reached',
    ]);
    expect(await postingOf({ kind: 'webinar_reward', webinarId: randomUUID(), nth: 1 })).toEqual([
      'webinar_reward_is_held',
    ]);
  });

  it('more taken back than was given', async () => {
    const reversal = { kind: 'referral_share_reversal', provider: 'stars', chargeId: 'y' } as const;
    expect(await postingOf(reversal)).toEqual(['reversal_fits_original']);
  });

  it('invites that form a circle', async () => {
    const people = await Promise.all([1, 2, 3].map(() => test.person()));
    const ids = people.map(({ userId }) => userId);
    const inviters = [ids.at(-1), ...ids.slice(0, -1)];
    expect(await auditOf(run(insertInvites, [ids, inviters]))).toEqual(['referral_not_circular']);
  });

  it('a place that claims a reward which was not paid', async () => {
    const { userId } = await test.person();
    expect(await auditOf(run(insertPlace, [userId, randomUUID()]))).toEqual([
      'webinar_reward_is_held',
    ]);
  });
});

const insertInvites = sql(`
  insert into referrals (referee_user_id, referrer_user_id, bot_name)
  select referee, referrer, 'main' from unnest($1::bigint[], $2::bigint[]) as invite(referee, referrer)
`);
const insertPlace = sql(`
  with webinar as (
    insert into webinars (id, title, starts_at, duration_minutes, link)
    values ($2, 'W', now(), 60, 'https://example.com') returning id
  )
  insert into webinar_registrations (user_id, webinar_id, state, bot_name, holds_reward)
  select $1::bigint, id, 'registered', 'main', true from webinar
`);
