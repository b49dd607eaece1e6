import { sql } from '../../db/statement.ts';
import { activeSinceSql, balancesSql } from '../../ledger/index.ts';

/** Those whose figures may have changed since $1; everybody for null. */
const CHANGED = `($1::timestamptz is null or u.id in (
    ${activeSinceSql('$1::timestamptz')}
    union select user_id from payment_charges where created_at > $1
    union select user_id from payment_charges where refunded_at > $1
    union select user_id from payment_refunds where created_at > $1
    union select id from users where created_at > $1))`;

// Raw SQL: sums of many people, written only where they differ, in one statement.
/** Brings figures up to date: of people with ids above $2, up to $3. */
export const refreshFigures = sql(`
  insert into person_figures as f (user_id, coins, xp, paid_stars, paid_kopecks, figured_at)
  select u.id, coalesce((owned.assets ->> 'coins')::bigint, 0), coalesce((owned.assets ->> 'xp')::bigint, 0),
    paid.stars, paid.kopecks, now()
  from users u
  cross join lateral (select ${balancesSql('u.id')} as assets) owned
  cross join lateral (
    select coalesce(sum(c.amount - c.refunded_amount) filter (where c.currency = 'XTR'), 0)::bigint as stars,
      coalesce(sum(c.amount - c.refunded_amount) filter (where c.currency = 'RUB'), 0)::bigint as kopecks
    from payment_charges c where c.user_id = u.id and c.status <> 'refunded'
  ) paid
  where u.id > $2::bigint and u.id <= $3::bigint and ${CHANGED}
  order by u.id
  on conflict (user_id) do update set coins = excluded.coins, xp = excluded.xp,
    paid_stars = excluded.paid_stars, paid_kopecks = excluded.paid_kopecks, figured_at = excluded.figured_at
  where (f.coins, f.xp, f.paid_stars, f.paid_kopecks)
    is distinct from (excluded.coins, excluded.xp, excluded.paid_stars, excluded.paid_kopecks)
`);
