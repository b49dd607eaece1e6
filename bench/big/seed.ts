/**
 * A database of a million people, filled by SQL: the rows that the admin tab's lists and dashboard read, spread
 * over a year in chronological order, as a running product writes them. They serve measurements only and do not
 * pass the audit.
 */
import type pg from 'pg';
import { countOf } from '../../server/core/countOf.ts';
import { BENCH_BOT_TOKEN, insertCatalog } from '../seed.ts';

const PEOPLE = 1_000_000;
/** Of each person. */
const ENTRIES = 10;
/** The number of orders of every fourth person, the last of which is not paid. */
const ORDERS = 4;
const DAYS = 365;
const FIRST_TELEGRAM_ID = 5_000_000_000;
const BOT_ID = Number.parseInt(BENCH_BOT_TOKEN, 10);

const firstNames = `array['Anna','Ivan','Maria','Dmitry','Olga','Sergey','Elena','Pavel','Natalia','Mikhail',
  'Kirill','Timur','Svetlana','Roman','Yulia','Denis','Ksenia','Oleg','Vera','Gleb']`;
const lastParts = `array['smir','ivan','petr','sidor','kuzne','sokol','lebed','kozl','novik','moroz','volk','zayts']`;
const lastEnds = `array['ov','ova','enko','sky','skaya','in','ina','ev','eva','uk','yan','dze']`;

/** A pseudorandom number from 0 to `below` - 1, derived from the arguments. */
const chance = (of: string, salt: number, below: number) =>
  `(hashint8extended((${of})::bigint, ${salt}) & 2147483647)::int % ${below}`;
const pick = (list: string, of: string, salt: number) =>
  `(${list})[1 + ${chance(of, salt, 1000)} % array_length(${list}, 1)]`;

/** The time of the first launch of the person with this number. */
const joinedAt = (n: string) => `(now() - interval '${DAYS} days' * (1 - ${n}::float8 / $1::int))`;
/** A time at a share of the time since then. */
const since = (n: string, share: string) =>
  `(${joinedAt(n)} + (now() - ${joinedAt(n)}) * (${share}))`;

interface Step {
  what: string;
  tables: readonly string[];
  sql: string;
}

/** $1 is the number of people in each. */
const steps: readonly Step[] = [
  {
    what: 'people',
    tables: ['users'],
    sql: `insert into users (telegram_id, first_name, last_name, username, language_code, referral_code,
        first_bot, direction, launched_at, created_at, last_seen_at, blocked_at, role)
      select ${FIRST_TELEGRAM_ID}::bigint + n, ${pick(firstNames, 'n', 1)},
        initcap(${pick(lastParts, 'n', 2)} || ${pick(lastEnds, 'n', 3)}),
        case when n % 3 > 0 then 'user_' || n end, (array['ru','en','de'])[1 + n % 3], 'big_' || n, 'main',
        (array['personal','business',null])[1 + n % 3], ${joinedAt('n')} + interval '1 minute', ${joinedAt('n')},
        ${since('n', `${chance('n', 4, 1000)} / 1000.0`)}, case when n % 5000 = 4999 then now() end,
        case when n <= 2 then 'admin' when n <= 5 then 'support' else 'user' end
      from generate_series(1, $1::int) n`,
  },
  {
    what: 'wallets',
    tables: ['wallets'],
    sql: `insert into wallets (user_id, asset, balance, version)
      select n, asset, case asset when 'coins' then 20000 else 80 end, 8
      from generate_series(1, $1::int) n cross join unnest(array['coins', 'xp']) asset`,
  },
  {
    what: 'orders',
    tables: ['payments'],
    sql: `insert into payments (user_id, id, request_id, request_hash, bot_name, bot_telegram_id, provider, method, item, coins,
        full_amount, amount, currency, status, provider_payment_id, cancel_reason, expires_at, paid_at,
        closed_at, created_at)
      select user_id, uuidv7(at - clock_timestamp()), gen_random_uuid(), '', 'main', ${BOT_ID}, provider, method,
        '{"type":"pack","code":"coins-100"}', 10000, amount, amount, currency, status,
        case when provider = 'yookassa' then 'yoo-' || user_id || '-' || k end,
        case when status in ('cancelled', 'expired') then 'not_paid_in_time' end,
        at + interval '1 hour', case when status in ('succeeded', 'refunded') then at + interval '2 minutes' end,
        case when status <> 'pending' then at + interval '2 minutes' end, at
      from (
        select n as user_id, k, ${since('n', `(k - 1 + ${chance('n * 7 + k', 5, 1000)} / 1000.0) / ${ORDERS}`)} as at,
          case when n % 3 = 0 then 'yookassa' else 'stars' end as provider,
          case when n % 3 = 0 then 'card' else 'stars' end as method,
          case when n % 3 = 0 then 'RUB' else 'XTR' end as currency,
          case when n % 3 = 0 then 27900 else 150 end + k * (n % 11) as amount,
          case when k = ${ORDERS} then case ${chance('n', 6, 100)} when 0 then 'pending' when 1 then 'cancelled' else 'expired' end
            when ${chance('n * 4 + k', 7, 100)} < 2 then 'refunded' else 'succeeded' end as status
        from generate_series(4, $1::int, 4) n cross join generate_series(1, ${ORDERS}) k
      ) o order by at`,
  },
  {
    what: 'charges',
    tables: ['payment_charges', 'payment_refunds'],
    sql: `with charged as (
        insert into payment_charges (provider, charge_id, user_id, payment_id, amount, currency, coins, credits,
          status, refunded_amount, paid_at, refunded_at, created_at)
        select provider, coalesce(provider_payment_id, 'stx' || id), user_id, id, amount, currency, coins, 0,
          case status when 'refunded' then 'refunded' else 'credited' end,
          case status when 'refunded' then amount else 0 end, paid_at,
          case status when 'refunded' then least(now(), paid_at + interval '3 days') end, paid_at
        from payments where paid_at is not null order by paid_at
        returning *
      )
      insert into payment_refunds (user_id, provider, charge_id, up_to, amount, currency, coins, asked, refunded_at)
      select user_id, provider, charge_id, amount, amount, currency, coins, true, refunded_at
      from charged where refunded_at is not null and $1::int > 0`,
  },
  {
    what: 'entries of the ledger',
    tables: ['ledger_entries'],
    sql: `insert into ledger_entries (user_id, asset, wallet_version, account, amount, balance_before,
        balance_after, kind, reference, bot_name, actor, event_at, created_at)
      select n, asset, version, account, amount, 100000 + version * 10000, 100000 + version * 10000 + amount, kind,
        reference, 'main', 'user:' || n, at, at
      from (
        select n, e as version,
          case when e <= 2 or (n % 4 = 0 and e <= 5) then 'coins' else 'xp' end as asset,
          case when e = 1 then 'reward' when e = 2 then 'spend' when n % 4 = 0 and e <= 5 then 'sale' else 'experience' end as account,
          case when e = 1 then 10000 when e = 2 then -150 when n % 4 = 0 and e <= 5 then 10000 else 10 end as amount,
          case when e = 1 then 'launch_reward' when e = 2 then 'generation_charge'
            when n % 4 = 0 and e <= 5 then 'topup' else 'xp_gain' end as kind,
          case when e = 1 then 'once' else 'big:' || e end as reference,
          ${since('n', `(e - 1 + ${chance('n * 11 + e', 8, 1000)} / 1000.0) / ${ENTRIES}`)} as at
        from generate_series(1, $1::int) n cross join generate_series(1, ${ENTRIES}) e
      ) moved order by at`,
  },
  {
    what: 'works',
    tables: ['generations'],
    sql: `insert into generations (user_id, id, request_id, request_hash, bot_name, operation, model, prompt,
        aspect_ratio, seed, price, paid_with, status, provider, failure, media_count, deadline_at, created_at,
        started_at, finished_at)
      select n, uuidv7(at - clock_timestamp()), gen_random_uuid(), '', 'main',
        case when model like 'veo%' then 'video' else 'create' end, model, 'a lighthouse', '1:1', 1, 150, 'coins',
        status, provider, case status when 'failed' then 'provider_error' end,
        case status when 'succeeded' then 1 else 0 end, at + interval '1 hour', at, at, at + interval '20 seconds'
      from (
        select n, ${since('n', `${chance('n', 9, 1000)} / 1000.0`)} as at,
          case when n % 50000 = 7 then 'veo-3-1-pro' when n % 7 = 0 then 'veo-3-1-fast' else 'nano-banana' end as model,
          case when n % 20000 = 7 then 'google' when n % 2 = 0 then 'fal' else 'local' end as provider,
          case when ${chance('n', 10, 100)} < 3 then 'failed' when ${chance('n', 11, 5000)} = 0 then 'cancelled'
            else 'succeeded' end as status
        from generate_series(1, $1::int) n
      ) w order by at`,
  },
  {
    what: 'invites',
    tables: ['referrals'],
    sql: `insert into referrals (referee_user_id, referrer_user_id, bot_name, created_at, counted_at, paid_at)
      select n, n / 2, 'main', ${joinedAt('n')}, case when n % 3 = 0 then ${joinedAt('n')} end,
        case when n % 3 = 0 then ${joinedAt('n')} end
      from generate_series(5, $1::int, 5) n`,
  },
  {
    what: 'promo codes',
    tables: ['promo_codes', 'promo_uses'],
    sql: `with made as (
        insert into promo_codes (code, kind, value, created_at)
        select 'BIG' || n, 'bonus_coins', 1000, ${joinedAt('n')} from generate_series(1, greatest($1::int / 100, 1)) n
        returning id, code
      )
      insert into promo_uses (promo_id, user_id, nth, bot_name, reserved_at, used_at)
      select made.id, n, 1, 'main', ${joinedAt('n')}, ${joinedAt('n')}
      from generate_series(1, $1::int, 5) n join made on made.code = 'BIG' || (1 + n % greatest($1::int / 100, 1))`,
  },
  {
    what: 'plans',
    tables: ['user_plans'],
    sql: `insert into user_plans (user_id, id, plan_code, kind, starts_at, ends_at)
      select n, gen_random_uuid(), 'month', 'MONTH', ${joinedAt('n')}, ${joinedAt('n')} + interval '60 days'
      from generate_series(1, $1::int, 20) n`,
  },
  {
    what: 'support',
    tables: ['support_threads', 'support_messages'],
    sql: `with threads as (
        insert into support_threads (user_id, bot_name, waiting, last_message_at, created_at)
        select n, 'main', (n % 200 = 1)::int, ${joinedAt('n')}, ${joinedAt('n')} from generate_series(1, $1::int, 20) n
        returning user_id, last_message_at
      )
      insert into support_messages (user_id, author, channel, text, created_at)
      select user_id, 'person', 'app', 'Where are my coins?', last_message_at
      from threads cross join generate_series(1, 3)`,
  },
  {
    what: 'alerts',
    tables: ['alerts'],
    sql: `insert into alerts (kind, key, created_at, resolved_at)
      select 'payment_mismatch', 'yookassa:big-' || n, ${joinedAt('n * 100')}, case when n % 1000 > 0 then now() end
      from generate_series(1, greatest($1::int / 100, 1)) n`,
  },
  {
    what: 'the audit log',
    tables: ['admin_actions'],
    sql: `insert into admin_actions (admin_user_id, action, target, before, after, reason, created_at)
      select 1, 'balance.adjust', 'user:' || (1 + ${chance('n', 12, 1000000)} % $1::int), '{"before": 1}', '{"after": 2}',
        'made up', ${joinedAt('n * 10')} from generate_series(1, $1::int / 10) n`,
  },
  {
    what: 'the lists of providers',
    tables: ['provider_lines'],
    sql: `insert into provider_lines (provider, kind, id, charge_id, amount, currency, at, day)
      select provider, 'payment', charge_id, charge_id, amount, currency, paid_at, (paid_at at time zone 'UTC')::date
      from payment_charges where paid_at > now() - interval '120 days' and $1::int > 0`,
  },
];

interface Index {
  name: string;
  definition: string;
}

/** The indexes that are no keys: to build them afterwards takes a third of the time. */
async function indexesOf(client: pg.Client, tables: readonly string[]): Promise<Index[]> {
  const { rows } = await client.query<Index>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
     from pg_index where indrelid = any($1::text[]::regclass[])
       and not exists (select from pg_constraint where conindid = indexrelid)
       and not indisunique`,
    [tables],
  );
  return rows;
}

/** @param scale 1 is a million people; the database has been migrated and is empty. */
export async function seedBig(
  client: pg.Client,
  url: string,
  scale: number,
  print: (line: string) => void,
): Promise<void> {
  const people = Math.round(PEOPLE * scale);
  await insertCatalog(url);
  // Triggers and foreign keys would run for each row.
  await client.query(`set session_replication_role = replica; set maintenance_work_mem = '512MB';
    set work_mem = '256MB'; set synchronous_commit = off`);
  for (const { what, tables, sql } of steps) {
    const began = performance.now();
    const indexes = await indexesOf(client, tables);
    for (const { name } of indexes) {
      await client.query(`drop index ${name}`);
    }
    const { rowCount } = await client.query(sql, [people]);
    for (const { definition } of indexes) {
      await client.query(definition);
    }
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    print(`${what}: ${countOf(rowCount ?? 0, 'row')} in ${seconds} s`);
  }
  await client.query('reset session_replication_role');
  await client.query('vacuum (analyze)');
}
