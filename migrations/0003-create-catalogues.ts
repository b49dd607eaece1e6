import type { Migration } from '../server/db/migrate.ts';

export const migration: Migration = {
  up: `
    create table models (
      code text primary key,
      operation text not null,
      name text not null,
      -- Hundredths of a coin; null = the price per operation of the configuration.
      price bigint check (price >= 0),
      status text not null check (status in ('active', 'soon', 'retired')),
      -- [{provider, model}] in the order of preference.
      providers jsonb not null,
      fallback text references models (code) deferrable initially deferred,
      eta_seconds integer not null check (eta_seconds > 0),
      position integer not null,
      updated_at timestamptz not null default now()
    );

    create table packs (
      code text primary key,
      coins bigint not null check (coins > 0),
      stars integer not null check (stars > 0),
      -- Kopecks.
      roubles bigint not null check (roubles > 0),
      best_value boolean not null default false,
      active boolean not null default true,
      position integer not null,
      updated_at timestamptz not null default now()
    );

    create table plans (
      code text primary key,
      kind text not null check (kind in ('MONTH', 'YEAR', 'CREDITS')),
      stars integer not null check (stars > 0),
      roubles bigint not null check (roubles > 0),
      days integer check (days > 0),
      daily_operations integer check (daily_operations > 0),
      credits bigint not null default 0 check (credits >= 0),
      active boolean not null default true,
      position integer not null,
      updated_at timestamptz not null default now()
    );

    -- Rewards and XP: code -> whole number.
    create table rewards (
      code text primary key,
      value bigint not null check (value >= 0),
      updated_at timestamptz not null default now()
    );

    create table levels (
      level integer primary key check (level >= 1),
      min_xp bigint not null unique check (min_xp >= 0),
      name jsonb not null,
      coins bigint not null default 0 check (coins >= 0),
      free_operations bigint not null default 0 check (free_operations >= 0),
      updated_at timestamptz not null default now()
    );

    create table badges (
      code text primary key,
      name jsonb not null,
      description jsonb not null,
      icon text not null,
      rarity text not null check (rarity in ('common', 'rare', 'epic', 'legendary')),
      -- {metric, threshold}
      criteria jsonb not null,
      xp bigint not null default 0 check (xp >= 0),
      -- Share of people who have it, whole per cent; counted nightly.
      owned_percent integer not null default 0,
      active boolean not null default true,
      position integer not null,
      updated_at timestamptz not null default now()
    );

    create table promo_codes (
      id bigint generated always as identity primary key,
      -- Upper case, without spaces.
      code text not null constraint promo_codes_code_key unique check (code = upper(code) and code !~ '\\s'),
      kind text not null,
      value bigint not null check (value >= 0),
      max_uses integer check (max_uses > 0),
      per_user integer not null default 1 check (per_user > 0),
      starts_at timestamptz,
      ends_at timestamptz,
      first_topup_only boolean not null default false,
      admins_only boolean not null default false,
      active boolean not null default true,
      -- Uses and reservations together; never above max_uses.
      taken integer not null default 0 check (taken >= 0),
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      constraint promo_codes_limit_check check (max_uses is null or taken <= max_uses)
    );

    -- Switches such as generation_paused.
    create table settings (
      key text primary key,
      value jsonb not null,
      updated_at timestamptz not null default now()
    );
  `,
  down: `
    drop table settings;
    drop table promo_codes;
    drop table badges;
    drop table levels;
    drop table rewards;
    drop table plans;
    drop table packs;
    drop table models;
  `,
};
