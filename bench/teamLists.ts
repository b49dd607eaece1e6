/** Lists of the team beside the single statement that would read the same. */
import type pg from 'pg';
import { sql } from '../server/db/statement.ts';
import { supportProcedure } from '../server/trpc/procedures.ts';
import { router } from '../server/trpc/trpc.ts';
import type { Call, Comparison } from './contenders.ts';

const ORDERS = 20_000;
const PAGE = 50;
/** The person of the benchmark who is of the team. */
const ADMIN = 0;

/** Orders of everybody, two of three paid. */
export async function seedOrders(client: pg.Client): Promise<void> {
  await client.query(`update users set role = 'admin' where id = $1`, [ADMIN + 1]);
  await client.query(
    `insert into payments (user_id, id, request_id, request_hash, bot_name, provider, method, item, coins,
       full_amount, amount, currency, status, expires_at, paid_at)
     select 1 + n % 1000, uuidv7(n * interval '1 second' - interval '1 day'), gen_random_uuid(), '', 'main',
       'stars', 'stars', '{"type":"pack","code":"coins-100"}', 10000, 160, 160, 'XTR',
       case when n % 3 = 0 then 'expired' else 'succeeded' end, now(), case when n % 3 > 0 then now() end
     from generate_series(1, $1::int) n`,
    [ORDERS],
  );
  await client.query(
    `insert into payment_charges (provider, charge_id, user_id, payment_id, amount, currency, coins, credits, paid_at)
     select 'stars', 'bench-' || id, user_id, id, amount, currency, coins, 0, paid_at
     from payments where status = 'succeeded'`,
  );
  await client.query('vacuum analyze users, payments, payment_charges');
}

// Each person's charges are read inside the statement, and the row is put together by PostgreSQL.
const listOrders = sql<Record<string, unknown>>(`
  select p.id, p.user_id, u.first_name, u.last_name, p.provider, p.method, p.status, p.amount,
    p.currency, p.coins, p.plan_code, p.promo_code,
    case when p.status in ('cancelled', 'expired') then p.cancel_reason end as cancel_reason,
    p.created_at, p.paid_at, charges.list as charges
  from payments p
  join users u on u.id = p.user_id
  cross join lateral (
    select coalesce(json_agg(json_build_object('charge_id', c.charge_id, 'amount', c.amount,
      'coins', c.coins, 'status', c.status, 'paid_at', c.paid_at) order by c.paid_at, c.created_at), '[]') as list
    from payment_charges c where c.user_id = p.user_id and c.payment_id = p.id
  ) charges
  where ($1::bigint is null or p.user_id = $1)
    and ($2::text[] is null or p.status = any($2))
    and ($3::text is null or p.id::text = $3 or u.id::text = $3 or u.telegram_id::text = $3
      or exists (select from payment_charges c
        where c.user_id = p.user_id and c.payment_id = p.id and c.charge_id = $3))
    and ($4::uuid is null or p.id < $4)
  order by p.id desc limit $5::int
`);

export const teamListsRouter = router({
  payments: supportProcedure.query(({ ctx: { app } }) =>
    app.db.query(listOrders, [null, ['succeeded'], null, null, PAGE + 1]),
  ),
});

const call = (procedure: string, input: object): Call => ({
  server: 'ours',
  path: `/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`,
  body: null,
  person: ADMIN,
});

export const teamListCalls: Record<string, Call> = {
  'admin.payments': call('admin.payments', { filter: 'paid', query: '', limit: PAGE }),
  'admin.payments, one statement': call('bench.lists.payments', {}),
};

export const teamListComparisons: Comparison[] = [
  { of: 'admin.payments', to: 'admin.payments, one statement', by: 'p50', wanted: 1.3 },
];
