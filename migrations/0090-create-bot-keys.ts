import type { Migration } from '../server/db/migrate.ts';

export const migration: Migration = {
  up: `
    -- Keys with which other bots call /api/v1. The key itself is shown once and never stored.
    create table bot_keys (
      id bigint generated always as identity primary key,
      bot_name text not null check (bot_name ~ '^[a-z][a-z0-9_-]{0,31}$'),
      -- A bot of BOTS is known by its Telegram id; null for a bot that runs elsewhere.
      bot_telegram_id bigint,
      -- Two keys are valid at once, so that a bot can take a new one before the old one ends.
      slot smallint not null check (slot in (1, 2)),
      key_hash bytea not null,
      -- The last characters of the key, to tell keys apart.
      hint text not null,
      -- Reaches people who have not met the bot.
      trusted boolean not null default false,
      created_by text not null,
      created_at timestamptz not null default now(),
      last_used_at timestamptz,
      revoked_at timestamptz,
      constraint bot_keys_hash_key unique (key_hash)
    );
    create unique index bot_keys_valid on bot_keys (bot_name, slot) where revoked_at is null;

    -- Answers of writes by their Idempotency-Key: the same call again is answered as the first time.
    create table bot_calls (
      id bigint generated always as identity primary key,
      bot_name text not null,
      idempotency_key text not null,
      operation text not null,
      input_hash bytea not null,
      -- Null only inside the transaction that makes the call.
      answer jsonb,
      created_at timestamptz not null default now(),
      constraint bot_calls_key unique (bot_name, idempotency_key)
    );
    create index bot_calls_created_at on bot_calls (created_at);
  `,
  down: `
    drop table bot_calls;
    drop table bot_keys;
  `,
};
