import type { Migration } from '../server/db/migrate.ts';

export const migration: Migration = {
  up: `
    create table wallets (
      user_id bigint not null references users (id),
      asset text not null check (asset in ('coins', 'free_operations', 'credits', 'free_trainings', 'xp')),
      balance bigint not null default 0 constraint wallets_balance_check check (balance >= 0),
      -- How many entries there have been.
      version bigint not null default 0,
      primary key (user_id, asset)
    );

    create table ledger_entries (
      id bigint generated always as identity primary key,
      user_id bigint not null,
      asset text not null,
      wallet_version bigint not null,
      -- The house side of the movement.
      account text not null,
      amount bigint not null check (amount <> 0),
      balance_before bigint not null,
      balance_after bigint not null check (balance_after >= 0),
      kind text not null,
      reference text not null,
      bot_name text not null,
      actor text not null,
      description text not null default '',
      event_at timestamptz not null,
      -- Read under the lock of the wallet, so a person's entries lie in time as they lie in order.
      created_at timestamptz not null default clock_timestamp(),
      constraint ledger_entries_idempotency_key unique (user_id, asset, kind, reference),
      constraint ledger_entries_wallet_version_key unique (user_id, asset, wallet_version),
      constraint ledger_entries_sum_check check (balance_after = balance_before + amount)
    );
    -- A person's history, newest first, and by kind.
    create index ledger_entries_history on ledger_entries (user_id, created_at desc, id desc);
    create index ledger_entries_kind on ledger_entries (user_id, kind, created_at desc, id desc)
      include (asset, amount);
    create index ledger_entries_created_at on ledger_entries (created_at);

    -- What a reversal could not take, because it had been spent.
    create table ledger_shortfalls (
      user_id bigint not null,
      asset text not null,
      kind text not null,
      reference text not null,
      requested bigint not null check (requested > 0),
      missing bigint not null check (missing > 0 and missing <= requested),
      created_at timestamptz not null default now(),
      primary key (user_id, asset, kind, reference)
    );

    create function forbid_change() returns trigger language plpgsql as $$
    begin
      raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
    end $$;

    create trigger ledger_entries_append_only before update or delete on ledger_entries
      for each row execute function forbid_change();
    create trigger ledger_entries_no_truncate before truncate on ledger_entries
      for each statement execute function forbid_change();
    create trigger ledger_shortfalls_append_only before update or delete on ledger_shortfalls
      for each row execute function forbid_change();
    create trigger ledger_shortfalls_no_truncate before truncate on ledger_shortfalls
      for each statement execute function forbid_change();
  `,
  down: `
    drop table ledger_shortfalls;
    drop table ledger_entries;
    drop function forbid_change();
    drop table wallets;
  `,
};
