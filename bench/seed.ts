/** The people of the benchmark: the same rows for our server and for the reference. */

import type pg from 'pg';
import { Database } from '../server/db/database.ts';
import { insertDefaults } from '../server/features/catalog/defaults.ts';
import { signInitData } from '../simulators/telegram/signInitData.ts';

export const BENCH_BOT_TOKEN = '100000001:token-of-the-benchmark';
export const BENCH_WEBHOOK_SECRET = 'webhook-secret-of-the-benchmark';
const FIRST_TELEGRAM_ID = 5_000_000_000;
/** @param index of the person, from 0. */
export const telegramIdOf = (index: number) => FIRST_TELEGRAM_ID + index + 1;
const COINS = 1_000_000;
const OLD_ENTRIES = 20;

/** The catalogs of a new installation. */
export async function insertCatalog(url: string): Promise<void> {
  const db = new Database({ url, poolSize: 1 });
  await insertDefaults(db);
  await db.close();
}

/** Makes people with full wallets and some history each. */
export async function seedPeople(client: pg.Client, people: number): Promise<void> {
  await client.query(
    `insert into users (telegram_id, first_name, last_name, username, language_code, referral_code,
       first_bot, launched_at, streak_days, streak_date)
     select $2::bigint + n, 'Person', n::text, 'person_' || n, 'en', 'bench_' || n, 'main', now(), 3, current_date
     from generate_series(1, $1::int) n`,
    [people, FIRST_TELEGRAM_ID],
  );
  await client.query(
    `insert into wallets (user_id, asset, balance, version)
     select id, asset, case asset when 'coins' then $1::bigint * $2::int else 0 end,
       case asset when 'coins' then $2::int else 0 end
     from users cross join unnest(array['coins', 'free_operations', 'credits', 'free_trainings', 'xp']) asset`,
    [COINS, OLD_ENTRIES],
  );
  await client.query(
    `insert into ledger_entries (user_id, asset, wallet_version, account, amount, balance_before,
       balance_after, kind, reference, bot_name, actor, event_at)
     select id, 'coins', n, 'adjustment', $1::bigint, $1 * (n - 1), $1 * n, 'admin_adjustment',
       'bench:' || n, 'main', 'system', now()
     from users cross join generate_series(1, $2::int) n`,
    [COINS, OLD_ENTRIES],
  );
  await client.query('vacuum analyze');
}

/** Clears running and queued work before another round. */
export async function clearWork(client: pg.Client): Promise<void> {
  await client.query('delete from generations');
  await client.query('delete from pgboss.job');
  await client.query('vacuum analyze generations, wallets, ledger_entries, pgboss.job');
}

/** What each person's app sends as its `Authorization` header. */
export function authorizations(people: number): string[] {
  const authDate = String(Math.floor(Date.now() / 1000));
  return Array.from({ length: people }, (_, index) => {
    const user = {
      id: telegramIdOf(index),
      first_name: 'Person',
      last_name: String(index + 1),
      username: `person_${index + 1}`,
      language_code: 'en',
      allows_write_to_pm: true,
      photo_url: 'https://t.me/i/userpic/320/benchmark.svg',
    };
    const fields = {
      query_id: 'AAHdF6IQAAAAAN0XohDhrOrc',
      user: JSON.stringify(user),
      auth_date: authDate,
    };
    return `tma ${signInitData(fields, BENCH_BOT_TOKEN)}`;
  });
}
