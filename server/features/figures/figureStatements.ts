import { sql } from '../../db/statement.ts';
import { activePeopleSql } from '../../ledger/index.ts';
import type { CountedInHour } from './names.ts';

/** A first work or payment within this time after the first launch counts as its consequence. */
const FOLLOWS_WITHIN = `interval '30 days'`;

const moneyKey = `provider || ':' || currency`;

const hourOf = (moment: string) => `date_trunc('hour', ${moment}, 'UTC')`;

// Raw SQL: statistics; every figure of each hour of a span as of one moment, each table by its index on time.
/** $1 from, $2 until before. */
export const countFigures = sql<CountedInHour>(`
  with charges as materialized (
    select user_id, payment_id, provider, currency, amount, ${hourOf('paid_at')} as hour from payment_charges
    where paid_at >= $1::timestamptz and paid_at < $2::timestamptz
  ), refunds as materialized (
    select ${hourOf('refunded_at')} as hour, provider, currency, sum(amount) as amount, count(*) as parts
    from payment_refunds where refunded_at >= $1 and refunded_at < $2 group by 1, 2, 3
  ), launched as materialized (
    select id, launched_at, ${hourOf('launched_at')} as hour from users
    where launched_at >= $1 and launched_at < $2
  ), works as materialized (
    select ${hourOf('created_at')} as hour, case when status = 'queued' then 'running' else status end as outcome,
      model, count(*) as orders
    from generations where created_at >= $1 and created_at < $2 group by 1, 2, 3
  ), invited as materialized (
    select ${hourOf('created_at')} as hour, counted_at from referrals where created_at >= $1 and created_at < $2
  )
  select hour, figure, key, value::bigint as value from (
    select hour, 'paid' as figure, ${moneyKey} as key, sum(amount) as value from charges
    group by hour, provider, currency
    union all
    select hour, 'charges', ${moneyKey}, count(*) from charges group by hour, provider, currency
    union all
    select hour, 'returned', ${moneyKey}, amount from refunds
    union all
    select hour, 'returns', ${moneyKey}, parts from refunds
    union all
    select c.hour, 'first_payers', '', count(distinct c.user_id) from charges c
    where not exists (select from payment_charges e where e.user_id = c.user_id and e.paid_at < c.hour)
    group by c.hour
    union all
    select ${hourOf('created_at')}, 'new_people', '', count(*) from users
    where created_at >= $1 and created_at < $2 group by 1
    union all
    select hour, 'launched', '', count(*) from launched group by hour
    union all
    select l.hour, 'launched_worked', '', count(*) from launched l where exists (
      select from generations g where g.user_id = l.id and g.status = 'succeeded'
        and g.finished_at < l.launched_at + ${FOLLOWS_WITHIN}) group by l.hour
    union all
    select l.hour, 'launched_paid', '', count(*) from launched l where exists (
      select from payment_charges c where c.user_id = l.id and c.paid_at < l.launched_at + ${FOLLOWS_WITHIN})
    group by l.hour
    union all
    select hour, 'works', outcome, sum(orders) from works group by hour, outcome
    union all
    select hour, 'generations', outcome || ':' || model, orders from works
    union all
    select hour, 'invited', '', count(*) from invited group by hour
    union all
    select hour, 'invited_counted', '', count(*) from invited where counted_at is not null group by hour
    union all
    select c.hour, 'invited_paid', c.currency, sum(c.amount) from charges c
    join referrals r on r.referee_user_id = c.user_id group by c.hour, c.currency
    union all
    select u.hour, 'promo_uses', p.code, u.uses from (
      select ${hourOf('used_at')} as hour, promo_id, count(*) as uses from promo_uses
      where used_at >= $1 and used_at < $2 group by 1, 2) u
    join promo_codes p on p.id = u.promo_id
    union all
    select c.hour, 'promo_paid', c.currency || ':' || p.promo_code, sum(c.amount) from charges c
    join payments p on p.user_id = c.user_id and p.id = c.payment_id
    where p.promo_code is not null group by c.hour, c.currency, p.promo_code
  ) counted
  where value <> 0
`);

// Raw SQL: statistics; different people over an index, counted without reading a row of the table.
/** How many people paid, $1 from, $2 until before, who had not paid between $3 and $1. */
export const countPayers = sql<{ people: number }>(`
  select count(*) as people from (
    select user_id from payment_charges where paid_at >= $1::timestamptz and paid_at < $2::timestamptz
    group by user_id
  ) payers
  left join lateral (
    select true as found from payment_charges e
    where e.user_id = payers.user_id and e.paid_at >= $3::timestamptz and e.paid_at < $1
    limit 1
  ) earlier on $3 < $1
  where earlier.found is null
`);

// Raw SQL: statistics; each payer of a day with the day on which they had paid before.
/** Payers of each of the days from $1 to $2 by the days since they had paid before, $3 for as many and more. */
export const countPayersByGap = sql<{ day: string; gap: number; people: number }>(`
  select to_char(paid.day, 'YYYY-MM-DD') as day,
    coalesce(least(paid.day - (earlier.paid_at at time zone 'UTC')::date, $3::int), $3) as gap, count(*) as people
  from (
    select user_id, (paid_at at time zone 'UTC')::date as day from payment_charges
    where paid_at >= $1::date::timestamp at time zone 'UTC' and paid_at < ($2::date + 1)::timestamp at time zone 'UTC'
    group by 1, 2
  ) paid
  left join lateral (
    select max(e.paid_at) as paid_at from payment_charges e
    where e.user_id = paid.user_id and e.paid_at < paid.day::timestamp at time zone 'UTC'
  ) earlier on true
  group by 1, 2
`);

// Raw SQL: statistics; those who were active joined with when they first came.
/** Of those who were active, $1 from, $2 until before: how many by the week of their first launch. */
export const countRetained = sql<{ cohort: string; people: number }>(`
  select to_char(date_trunc('week', u.launched_at at time zone 'UTC'), 'YYYY-MM-DD') as cohort,
    count(*) as people
  from ${activePeopleSql('$1::timestamptz', '$2::timestamptz')} movers
  join users u on u.id = movers.user_id
  where u.launched_at is not null
  group by 1
`);
