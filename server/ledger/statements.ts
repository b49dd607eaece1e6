import type { MovementKind } from '../../shared/closedSets.ts';
import type { Asset } from '../../shared/schemas/primitives.ts';
import { sql } from '../db/statement.ts';
import type { Account } from './movements.ts';

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

// Raw SQL: the ledger's posting: prepared once, read by every price and every screen.
export const readWallets = sql<{ asset: Asset; balance: number }>(
  `select asset, balance from wallets where user_id = $1`,
);

// Raw SQL: the ledger's posting: prepared once and sent together with what follows.
export const lockWallets = sql<{ asset: Asset; balance: number }>(
  `select asset, balance from wallets where user_id = $1 order by asset for no key update`,
);

// Raw SQL: the ledger's posting: prepared once; a balance under its lock.
export const readWallet = sql<{ balance: number }>(
  `select balance from wallets where user_id = $1 and asset = $2`,
);

// Raw SQL: the ledger's posting: all assets of a newcomer in one statement.
export const openWallets = sql(
  `insert into wallets (user_id, asset) select $1, unnest($2::text[])
   on conflict (user_id, asset) do nothing`,
);

/** A posting; `seen` and `isCurrent` say as of when the wallet `w` must be. */
function postingSql(seen: string, isCurrent: string): string {
  return `with earlier as (
     select * from ledger_entries
     where user_id = $1::bigint and asset = $2::text and kind = $3::text and reference = $4::text
   ), wallet as (
     update wallets w set balance = w.balance + $5::bigint, version = w.version + 1
     ${seen}
     where w.user_id = $1 and w.asset = $2 and w.balance + $5 >= 0 and ${isCurrent}
       and not exists (select from earlier)
     returning w.balance, w.version
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
   select *, true as replayed from earlier`;
}

// Raw SQL: the ledger's posting: one statement posts, or finds what was posted; a charge is measured by it.
/**
 * Runs after the wallet is locked, so its snapshot holds every entry posted before. One row: the new
 * entry, or the one that this movement posted earlier. No row: the balance is too small.
 */
export const postEntry = sql<EntryRow & { replayed: boolean }>(postingSql('', 'true'));

// Raw SQL: the ledger's posting: a charge without contention in one statement; measured by `npm run bench`.
/**
 * `postEntry` without a lock before it. Its snapshot may lack what was posted while it waited for the wallet; the
 * version has then changed and nothing is posted. One row: the new entry, or the one that this movement
 * posted earlier. No row: the wallet was changed meanwhile, has too little, or is not there.
 */
export const postUncontended = sql<EntryRow & { replayed: boolean }>(
  postingSql(
    'from (select version from wallets where user_id = $1 and asset = $2) seen',
    'w.version = seen.version',
  ),
);

// Raw SQL: the ledger's posting: an entry and a shortfall as of one moment.
export const findClawback = sql<{ amount: number | null; missing: number | null }>(
  `select
     (select amount from ledger_entries
       where user_id = $1::bigint and asset = $2::text and kind = $3::text and reference = $4::text) as amount,
     (select missing from ledger_shortfalls
       where user_id = $1 and asset = $2 and kind = $3 and reference = $4) as missing`,
);

// Raw SQL: the ledger's posting: what is missing is summed over shortfalls and collections.
/**
 * The shortfalls of a person's asset since the charge of generation $3 that are not settled, the oldest first. The
 * reference of a collection ends with a colon and the generation's id.
 */
export const listOutstanding = sql<{ kind: MovementKind; reference: string; outstanding: number }>(
  `select s.kind, s.reference, (s.missing + coalesce(sum(e.amount), 0))::bigint as outstanding
   from ledger_shortfalls s
   join ledger_entries charge on charge.user_id = s.user_id and charge.asset = s.asset
     and charge.kind = 'generation_charge' and charge.reference = $3 and charge.created_at <= s.created_at
   left join ledger_entries e on e.user_id = s.user_id and e.asset = s.asset
     and e.kind = 'shortfall_collection' and left(e.reference, -37) = s.kind || ':' || s.reference
   where s.user_id = $1 and s.asset = $2
   group by s.kind, s.reference, s.missing, s.created_at
   having s.missing + coalesce(sum(e.amount), 0) > 0
   order by s.created_at`,
);
