import type { PromoKind } from '../../../shared/catalog/promoCodes.ts';
import { sql } from '../../db/statement.ts';

export interface PromoRow {
  id: number;
  code: string;
  kind: PromoKind;
  value: number;
  max_uses: number | null;
  per_user: number;
  starts_at: Date | null;
  ends_at: Date | null;
  /** By the clock of the database. */
  not_started: boolean;
  ended: boolean;
  /** The person has as much already: access or a plan that lasts longer. */
  gives_nothing: boolean;
  first_topup_only: boolean;
  admins_only: boolean;
  active: boolean;
  taken: number;
  /** Uses of the person, and those of them that an unpaid order only holds. */
  own: number;
  held: number;
  /** The person has topped up before. */
  topped_up: boolean;
  /** An unpaid order of the person holds another code that is for the first top-up only. */
  first_topup_held: boolean;
}

// Raw SQL: a code and six facts about the person as of one moment.
/** A code by one of its forms ($1, the likelier first), with what matters of the person. */
export const findPromo = sql<PromoRow>(`
  select p.id, p.code, p.kind, p.value, p.max_uses, p.per_user, p.starts_at, p.ends_at,
    coalesce(p.starts_at > now(), false) as not_started, coalesce(p.ends_at <= now(), false) as ended,
    case p.kind
      when 'free_access' then coalesce(person.free_access_until = 'infinity', false)
      when 'plan_days' then p.value = 0 or coalesce(person.free_access_until >= (
        select greatest(now(), max(ends_at)) + p.value * interval '1 day' from user_plans
        where user_id = $2::bigint and kind <> 'CREDITS'), false)
      else p.value = 0 end as gives_nothing,
    p.first_topup_only, p.admins_only, p.active, p.taken,
    (select count(*) from promo_uses u where u.promo_id = p.id and u.user_id = $2::bigint) as own,
    (select count(*) from promo_uses u
      where u.promo_id = p.id and u.user_id = $2 and u.used_at is null) as held,
    exists (select from payment_charges c join payments o on o.user_id = c.user_id and o.id = c.payment_id
      where o.user_id = $2 and c.coins > 0) as topped_up,
    exists (select from promo_uses u join promo_codes other on other.id = u.promo_id
      where u.user_id = $2 and u.used_at is null and other.first_topup_only and other.id <> p.id)
      as first_topup_held
  from promo_codes p left join users person on person.id = $2
  where p.code = any($1::text[])
  order by array_position($1::text[], p.code) limit 1
`);

// Raw SQL: the lowest free number is found and taken in one statement.
/** Writes a use down under the person's lowest free number, reserved now or at $6. No row: there is none left. */
export const insertUse = sql<{ nth: number }>(`
  insert into promo_uses (promo_id, user_id, nth, request_id, bot_name, payment_id, reserved_at, used_at,
    answer)
  select p.id, $2::bigint, free.nth, $3::uuid, $4::text, $5::uuid, coalesce($6::timestamptz, now()),
    case when $5::uuid is null then now() end, null
  from promo_codes p
  cross join lateral (
    select slot.nth from generate_series(1, p.per_user) as slot(nth)
    where not exists (select from promo_uses u
      where u.promo_id = p.id and u.user_id = $2 and u.nth = slot.nth)
    order by slot.nth limit 1
  ) free
  where p.id = $1::bigint
  on conflict do nothing
  returning nth
`);

// Raw SQL: inserts, locks and begins again by the database's clock in one statement.
/** Opens the person's count of wrong codes, or goes on with it, and locks it. */
export const lockGuesses = sql<{ wrong: number; last_code: string | null; seconds_left: number }>(`
  insert into promo_guesses as g (user_id) values ($1)
  on conflict (user_id) do update set
    wrong = case when g.since <= now() - $2::integer * interval '1 second' then 0 else g.wrong end,
    last_code = case when g.since <= now() - $2 * interval '1 second' then null else g.last_code end,
    since = case when g.since <= now() - $2 * interval '1 second' then now() else g.since end
  returning wrong, last_code,
    ceil(extract(epoch from since + $2 * interval '1 second' - now()))::integer as seconds_left
`);
