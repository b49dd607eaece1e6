import type { PlanKind } from '../../../shared/catalog/plans.ts';
import { sql } from '../../db/statement.ts';

/** Whatever is sold now: an order may be older than the catalogue. */
export const findPlan = sql<{
  code: string;
  kind: PlanKind;
  days: number | null;
  daily_operations: number | null;
  credits: number;
}>(`select code, kind, days, daily_operations, credits from plans where code = $1`);

/** The plan whose days are given away: the one by the month that is on sale, or was. */
export const findMonth = sql<{ code: string; daily_operations: number | null }>(`
  select code, daily_operations from plans where kind = 'MONTH' order by active desc, position limit 1
`);

export interface UserPlanRow {
  id: string;
  plan_code: string;
  kind: PlanKind | 'PROMO';
  daily_operations: number | null;
  starts_at: Date;
  ends_at: Date;
  renews: boolean;
  payment_id: string | null;
  subscription_charge_id: string | null;
  /** When the subscription is charged next. */
  renews_at: Date | null;
}

/** Plans that have not ended, in the order in which they run, and the last one of an order. */
export const readRunning = sql<UserPlanRow & { running: boolean; now: Date }>(`
  select id, plan_code, kind, daily_operations, starts_at, ends_at, renews, payment_id,
    subscription_charge_id, renews_at, ends_at > now() as running, now() as now
  from user_plans
  where user_id = $1::bigint and kind <> 'CREDITS' and (ends_at > now() or payment_id = $2::uuid)
  order by ends_at
`);

export const readNow = sql<{ now: Date }>('select now() as now');

export const insertUserPlan = sql(`
  insert into user_plans (user_id, id, plan_code, kind, daily_operations, starts_at, ends_at, renews,
    payment_id, subscription_charge_id, renews_at)
  values ($1, $2, $3, $4, $5, coalesce($6, now()), $7, $8, $9, $10, $11)
`);

export const extendUserPlan = sql(`
  update user_plans set ends_at = $3, renews = renews or $4,
    payment_id = case when $4 then $5::uuid else payment_id end,
    subscription_charge_id = case when $4 then coalesce($6, subscription_charge_id)
      else subscription_charge_id end,
    renews_at = case when $4 then $7::timestamptz else renews_at end,
    cancelled_at = case when $4 then null else cancelled_at end
  where user_id = $1 and id = $2
`);

/** Moves the plans that wait for another one to end. */
export const moveFollowing = sql(`
  update user_plans set
    starts_at = starts_at + $4::double precision * interval '1 millisecond',
    ends_at = ends_at + $4::double precision * interval '1 millisecond'
  where user_id = $1::bigint and id <> $2::uuid and kind <> 'CREDITS' and starts_at >= $3::timestamptz
`);

export const insertGrant = sql<{ charge_id: string }>(`
  insert into plan_grants (user_id, provider, charge_id, user_plan_id, credits, ends_before, ends_after)
  values ($1, $2, $3, $4, $5, $6, $7)
`);

export const findGrant = sql<{ ends_after: Date | null }>(
  `select ends_after from plan_grants where user_id = $1 and provider = $2 and charge_id = $3`,
);

/** Marks a grant as taken back. No row: there was none, or it has been taken back before. */
export const revokeGrant = sql<{
  user_plan_id: string;
  credits: number;
  ends_before: Date | null;
  ends_after: Date | null;
}>(`
  update plan_grants set revoked_at = now()
  where user_id = $1 and provider = $2 and charge_id = $3 and revoked_at is null
  returning user_plan_id, credits, ends_before, ends_after
`);

/**
 * Takes time off a plan, but none that has been enjoyed, nor any before the next charge of a
 * subscription that goes on. @returns the end before and after.
 */
export const shortenUserPlan = sql<{ before: Date; after: Date }>(`
  update user_plans p set
    ends_at = cut.after,
    renews = p.renews and cut.after > now(),
    cancelled_at = case when cut.after > now() then p.cancelled_at else coalesce(p.cancelled_at, now()) end
  from (
    select ends_at as before, greatest(ends_at - $3::double precision * interval '1 millisecond',
      least(ends_at, greatest(now(), starts_at, case when renews then renews_at end))) as after
    from user_plans where user_id = $1::bigint and id = $2::uuid
  ) cut
  where p.user_id = $1 and p.id = $2
  returning cut.before, cut.after
`);

export const setRenewal = sql(`
  update user_plans set renews = $3,
    cancelled_at = case when $3 then null else coalesce(cancelled_at, now()) end
  where user_id = $1 and payment_id = $2 and subscription_charge_id is not null
`);

export interface CurrentPlanRow extends UserPlanRow {
  used_today: number;
}

/** The plan that runs now. Days of the allowance are of UTC. */
export const readCurrent = sql<CurrentPlanRow>(`
  select id, plan_code, kind, daily_operations, starts_at, ends_at, renews, payment_id,
    subscription_charge_id, renews_at,
    coalesce((select used from plan_usage u where u.user_id = p.user_id
      and u.day = (now() at time zone 'UTC')::date), 0) as used_today
  from user_plans p
  where user_id = $1 and kind <> 'CREDITS' and starts_at <= now() and ends_at > now()
  order by ends_at desc limit 1
`);

/** Plans that will be charged again, with the bot in which each was bought. */
export const readRenewing = sql<{ id: string; charge_id: string; bot_name: string }>(`
  select p.id, p.subscription_charge_id as charge_id, o.bot_name
  from user_plans p
  join payments o on o.user_id = p.user_id and o.id = p.payment_id
  where p.user_id = $1 and p.renews and p.ends_at > now() and p.subscription_charge_id is not null
`);

export const endRenewals = sql(`
  update user_plans set renews = false, cancelled_at = coalesce(cancelled_at, now())
  where user_id = $1::bigint and id = any($2::uuid[])
`);

/** Free access: $2 days more, or for good when null; never longer than a time can be held. */
export const extendFreeAccess = sql<{ until: Date | number }>(`
  update users set free_access_until = case when $2::integer is null then 'infinity'
    else least(greatest(coalesce(free_access_until, now()), now()) + $2::integer * interval '1 day',
      case when free_access_until = 'infinity' then 'infinity'
        else timestamptz '2999-12-31 23:59:59.999Z' end) end
  where id = $1::bigint
  returning free_access_until as until
`);

export const readFreeAccess = sql<{ until: Date | number }>(
  `select free_access_until as until from users where id = $1 and free_access_until > now()`,
);
