import type { Asset } from '../../shared/schemas/primitives.ts';
import { sql } from '../db/statement.ts';
import type { Account, MovementKind } from './movements.ts';

export interface EntryRow {
  id: number;
  user_id: number;
  asset: Asset;
  wallet_version: number;
  account: Account;
  amount: number;
  balance_before: number;
  balance_after: number;
  kind: MovementKind;
  reference: string;
  bot_name: string;
  actor: string;
  description: string;
  event_at: Date;
  created_at: Date;
}

export const readWallets = sql<{ asset: Asset; balance: number }>(
  `select asset, balance from wallets where user_id = $1`,
);

export const lockWallets = sql<{ asset: Asset; balance: number }>(
  `select asset, balance from wallets where user_id = $1 order by asset for no key update`,
);

export const readWallet = sql<{ balance: number }>(
  `select balance from wallets where user_id = $1 and asset = $2`,
);

export const openWallets = sql(
  `insert into wallets (user_id, asset) select $1, unnest($2::text[])
   on conflict (user_id, asset) do nothing`,
);

/**
 * Runs after the wallet is locked, so its snapshot holds every entry posted before. One row: the new
 * entry, or the one that this movement posted earlier. No row: the balance is too small.
 */
export const postEntry = sql<EntryRow & { replayed: boolean }>(
  `with earlier as (
     select * from ledger_entries
     where user_id = $1::bigint and asset = $2::text and kind = $3::text and reference = $4::text
   ), wallet as (
     update wallets set balance = balance + $5::bigint, version = version + 1
     where user_id = $1 and asset = $2 and balance + $5 >= 0 and not exists (select from earlier)
     returning balance, version
   ), entry as (
     insert into ledger_entries (user_id, asset, kind, reference, amount, account, bot_name, actor,
       description, event_at, wallet_version, balance_before, balance_after)
     select $1, $2, $3, $4, $5, $6::text, $7::text, $8::text,
       $9::text, coalesce($10::timestamptz, now()), version, balance - $5, balance
     from wallet
     returning *
   )
   select *, false as replayed from entry
   union all
   select *, true as replayed from earlier`,
);

export const findTaken = sql<{ amount: number | null; missing: number | null }>(
  `select
     (select amount from ledger_entries
       where user_id = $1::bigint and asset = $2::text and kind = $3::text and reference = $4::text) as amount,
     (select missing from ledger_shortfalls
       where user_id = $1 and asset = $2 and kind = $3 and reference = $4) as missing`,
);

export const insertShortfall = sql(
  `insert into ledger_shortfalls (user_id, asset, kind, reference, requested, missing)
   values ($1, $2, $3, $4, $5, $6)`,
);
