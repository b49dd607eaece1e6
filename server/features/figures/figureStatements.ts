import { sql } from '../../db/statement.ts';
import { moversSql } from '../../ledger/index.ts';
import type { Counted } from './names.ts';

/** So long after the first launch a first work or payment still counts as its consequence. */
const FOLLOWS_WITHIN = `interval '30 days'`;

const moneyKey = `provider || ':' || currency`;

// Raw SQL: statistics; every figure of a span as of one moment, each table by its index on time.
/** $1 from, $2 until before. */
export const countFigures = sql<Counted>(`
  with charges as materialized (
    select user_id, payment_id, provider, currency, amount from payment_charges
    where paid_at >= $1::timestamptz and paid_at < $2::timestamptz
  ), launched as materialized (
    select id, launched_at from users where launched_at >= $1 and launched_at < $2
  ), works as materialized (
    select case when status = 'queued' then 'running' else status end as outcome, model, count(*) as orders
    from generations where created_at >= $1 and created_at < $2 group by 1, 2
  ), invited as materialized (
    select referee_user_id, counted_at from referrals where created_at >= $1 and created_at < $2
  )
  select figure, key, value::bigint as value from (
    select 'paid' as figure, ${moneyKey} as key, sum(amount) as value from charges group by provider, currency
    union all
    select 'charges', ${moneyKey}, count(*) from charges group by provider, currency
    union all
    select 'returned', ${moneyKey}, sum(amount) from payment_refunds
    where refunded_at >= $1 and refunded_at < $2 group by provider, currency
    union all
    select 'returns', ${moneyKey}, count(*) from payment_refunds
    where refunded_at >= $1 and refunded_at < $2 group by provider, currency
    union all
    select 'first_payers', '', count(distinct c.user_id) from charges c
    where not exists (select from payment_charges e where e.user_id = c.user_id and e.paid_at < $1)
    union all
    select 'new_people', '', count(*) from users where created_at >= $1 and created_at < $2
    union all
    select 'launched', '', count(*) from launched
    union all
    select 'launched_worked', '', count(*) from launched l where exists (
      select from generations g where g.user_id = l.id and g.status = 'succeeded'
        and g.finished_at < l.launched_at + ${FOLLOWS_WITHIN})
    union all
    select 'launched_paid', '', count(*) from launched l where exists (
      select from payment_charges c where c.user_id = l.id and c.paid_at < l.launched_at + ${FOLLOWS_WITHIN})
    union all
    select 'works', outcome, sum(orders) from works group by outcome
    union all
    select 'generations', outcome || ':' || model, orders from works
    union all
    select 'invited', '', count(*) from invited
    union all
    select 'invited_counted', '', count(*) from invited where counted_at is not null
    union all
    select 'invited_paid', c.currency, sum(c.amount) from charges c
    join referrals r on r.referee_user_id = c.user_id group by c.currency
    union all
    select 'promo_uses', p.code, count(*) from promo_uses u join promo_codes p on p.id = u.promo_id
    where u.used_at >= $1 and u.used_at < $2 group by p.code
    union all
    select 'promo_paid', c.currency || ':' || p.promo_code, sum(c.amount) from charges c
    join payments p on p.user_id = c.user_id and p.id = c.payment_id
    where p.promo_code is not null group by c.currency, p.promo_code
  ) counted
  where value <> 0
`);

// Raw SQL: statistics; different people over an index, counted without reading a row of the table.
/** How many people paid, $1 from, $2 until before. */
export const countPayers = sql<{ people: number }>(`
  select count(*) as people from (
    select user_id from payment_charges where paid_at >= $1::timestamptz and paid_at < $2::timestamptz
    group by user_id
  ) payers
`);

// Raw SQL: statistics; those who were active joined with when they first came.
/** Of those who were active, $1 from, $2 until before: how many by the week of their first launch. */
export const countRetained = sql<{ cohort: string; people: number }>(`
  select to_char(date_trunc('week', u.launched_at at time zone 'UTC'), 'YYYY-MM-DD') as cohort,
    count(*) as people
  from ${moversSql('$1::timestamptz', '$2::timestamptz')} movers
  join users u on u.id = movers.user_id
  where u.launched_at is not null
  group by 1
`);
