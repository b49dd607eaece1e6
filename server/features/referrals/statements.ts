import { sql } from '../../db/statement.ts';

// Raw SQL: both people, orders and works of one moment decide, and the invite is inserted, in one statement.
/**
 * Remembers an invite shortly after the first launch. Whoever launched first is the inviter of the two, so invites
 * run in no circle here either.
 */
export const insertLateReferral = sql<{ referrer_user_id: number }>(`
  insert into referrals (referee_user_id, referrer_user_id, bot_name)
  select me.id, u.id, $3::text from users me join users u on u.referral_code = $2
  where me.id = $1::bigint and u.id <> me.id and u.blocked_at is null
    and u.launched_at < me.launched_at
    and $4::timestamptz <= me.launched_at + make_interval(secs => $5)
    and not exists (select from payment_charges c where c.user_id = me.id)
    and not exists (select from generations g where g.user_id = me.id and g.status = 'succeeded')
  on conflict (referee_user_id) do nothing
  returning referrer_user_id
`);
