import type { Migration } from '../server/db/migrate.ts';

export const migration: Migration = {
  up: `
    create table users (
      id bigint generated always as identity primary key,
      telegram_id bigint not null check (telegram_id > 0),
      first_name text not null,
      last_name text,
      username text,
      photo_url text,
      -- What Telegram says; the person's own choice is in "language".
      language_code text,
      is_premium boolean not null default false,
      role text not null default 'user' check (role in ('user', 'support', 'admin')),
      direction text check (direction in ('personal', 'business')),
      language text check (language in ('ru', 'en')),
      notifications jsonb not null default '{}',
      default_model text,
      -- The person lets the bot write to them.
      allows_messages boolean not null default false,
      -- 'infinity' = for good.
      free_access_until timestamptz,
      blocked_at timestamptz,
      blocked_reason text,
      referral_code text not null,
      first_bot text not null,
      -- The first start parameter, kept until the first launch has used it.
      start_param text,
      streak_days integer not null default 0,
      best_streak_days integer not null default 0,
      streak_date date,
      launched_at timestamptz,
      last_seen_at timestamptz not null default now(),
      created_at timestamptz not null default now(),
      constraint users_telegram_id_key unique (telegram_id),
      constraint users_referral_code_key unique (referral_code)
    );
    create index users_created_at on users (created_at);
    create index users_last_seen_at on users (last_seen_at);
    create index users_username on users (lower(username)) where username is not null;

    create table bot_sessions (
      user_id bigint not null references users (id),
      bot_name text not null,
      session_data jsonb not null default '{}',
      stats_data jsonb not null default '{}',
      version integer not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      primary key (user_id, bot_name)
    );

    -- Calls that move value and have no row of their own to carry their request id.
    create table requests (
      user_id bigint not null references users (id),
      request_id uuid not null,
      procedure text not null,
      input_hash bytea not null,
      created_at timestamptz not null default now(),
      primary key (user_id, request_id)
    );
    create index requests_created_at on requests (created_at);
  `,
  down: `
    drop table requests;
    drop table bot_sessions;
    drop table users;
  `,
};
