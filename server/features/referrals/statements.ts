import { sql } from '../../db/statement.ts';

/**
 * Remembers an invite. The inviter must have launched the app before, and this newcomer launches it
 * now: so invites never run in a circle, however long, not even between launches at the same moment.
 */
export const insertReferral = sql<{ referrer_user_id: number }>(`
  insert into referrals (referee_user_id, referrer_user_id, bot_name)
  select $1::bigint, id, $3::text from users
  where referral_code = $2 and id <> $1 and launched_at is not null and blocked_at is null
  on conflict (referee_user_id) do nothing
  returning referrer_user_id
`);

/**
 * The same shortly after the first launch. Whoever launched first is the inviter of the two, so invites
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

export interface ReferralRow {
  referee_user_id: number;
  referrer_user_id: number;
  bot_name: string;
}

/** The friend's first generation. No row: nobody invited the person, or it has been counted. */
export const countReferral = sql<ReferralRow>(`
  update referrals set counted_at = now(),
    payable_at = now() + $2::double precision * interval '1 hour'
  where referee_user_id = $1 and counted_at is null and revoked_at is null
  returning referee_user_id, referrer_user_id, bot_name
`);

/** Marks a bonus as paid, once and not before its time. */
export const payReferral = sql<ReferralRow & { friend: string }>(`
  update referrals set paid_at = now()
  where referee_user_id = $1 and payable_at <= now() and paid_at is null and revoked_at is null
  returning referee_user_id, referrer_user_id, bot_name,
    (select first_name from users where id = referee_user_id) as friend
`);

export const listPayable = sql<{ referee_user_id: number }>(`
  select referee_user_id from referrals
  where payable_at <= now() and paid_at is null and revoked_at is null
  order by payable_at limit 500
`);

export const findReferrer = sql<{ referrer_user_id: number }>(
  `select referrer_user_id from referrals where referee_user_id = $1`,
);

/**
 * Takes an invite that has counted out of the count, when none of the friend's payments is left.
 * @returns whether its bonus had been paid.
 */
export const revokeReferral = sql<ReferralRow & { was_paid: boolean }>(`
  update referrals set revoked_at = now()
  where referee_user_id = $1 and counted_at is not null and revoked_at is null and not exists (
    select from payment_charges c
    join payments p on p.user_id = c.user_id and p.id = c.payment_id
    where p.user_id = $1 and c.status <> 'refunded'
      and (c.provider <> $2::text or c.charge_id <> $3::text))
  returning referee_user_id, referrer_user_id, bot_name, paid_at is not null as was_paid
`);

export const readCode = sql<{ code: string; invited: number; counted: number }>(`
  select u.referral_code as code, count(r.referee_user_id) as invited,
    count(r.referee_user_id) filter (where r.counted_at is not null and r.revoked_at is null) as counted
  from users u left join referrals r on r.referrer_user_id = u.id
  where u.id = $1
  group by u.id
`);

export interface FriendRow {
  user_id: number;
  name: string;
  joined_at: Date;
  counted_at: Date | null;
}

export const readFriends = sql<FriendRow>(`
  select u.id as user_id, u.first_name as name, r.created_at as joined_at,
    case when r.revoked_at is null then r.counted_at end as counted_at
  from referrals r join users u on u.id = r.referee_user_id
  where r.referrer_user_id = $1
  order by r.created_at desc, u.id desc limit $2
`);
