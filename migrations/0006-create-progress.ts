import type { Migration } from '../server/db/migrate.ts';

export const migration: Migration = {
  up: `
    create table user_badges (
      user_id bigint not null references users (id),
      badge text not null references badges (code),
      earned_in_bot text not null,
      metadata jsonb not null default '{}',
      earned_at timestamptz not null default now(),
      primary key (user_id, badge)
    );
    create index user_badges_badge on user_badges (badge);

    -- Counted as things happen, so that a badge never counts a whole history.
    create table user_counters (
      user_id bigint not null references users (id),
      metric text not null,
      value bigint not null default 0,
      primary key (user_id, metric)
    );

    -- Which operations a person has used.
    create table user_operations (
      user_id bigint not null references users (id),
      operation text not null,
      count bigint not null default 0,
      primary key (user_id, operation)
    );

    create table trainings (
      user_id bigint not null references users (id),
      id bigint generated always as identity,
      bot_name text not null,
      reference text not null,
      title text not null,
      score numeric(6, 2) not null,
      clarity numeric(6, 2),
      question_count integer not null default 0,
      question_types jsonb not null default '{}',
      snapshot jsonb not null default '{}',
      created_at timestamptz not null default now(),
      primary key (user_id, id),
      constraint trainings_reference_key unique (user_id, bot_name, reference)
    );

    create table referrals (
      referee_user_id bigint primary key references users (id),
      referrer_user_id bigint not null references users (id) check (referrer_user_id <> referee_user_id),
      bot_name text not null,
      created_at timestamptz not null default now(),
      -- When the friend's first generation was finished.
      counted_at timestamptz,
      -- The bonus is paid from then on.
      payable_at timestamptz,
      paid_at timestamptz,
      revoked_at timestamptz
    );
    create index referrals_referrer on referrals (referrer_user_id, created_at desc);
    create index referrals_payable on referrals (payable_at) where paid_at is null and revoked_at is null;

    create table webinars (
      id uuid primary key,
      title text not null,
      description text not null default '',
      starts_at timestamptz not null,
      duration_minutes integer not null check (duration_minutes > 0),
      link text not null,
      capacity integer check (capacity > 0),
      active boolean not null default true,
      created_at timestamptz not null default now()
    );
    create index webinars_starts_at on webinars (starts_at);

    create table webinar_registrations (
      user_id bigint not null references users (id),
      webinar_id uuid not null references webinars (id),
      state text not null check (state in ('registered', 'waiting', 'cancelled')),
      bot_name text not null,
      -- How many times the person has registered; each time is a movement of its own.
      nth integer not null default 1,
      -- When the person first had a place: XP and the badge come with it, once.
      confirmed_at timestamptz,
      -- This registration is the one for which the person has the reward; there is one at most.
      holds_reward boolean not null default false,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      primary key (user_id, webinar_id)
    );
    create unique index webinar_registrations_reward on webinar_registrations (user_id) where holds_reward;
    create index webinar_registrations_webinar on webinar_registrations (webinar_id, state, updated_at);

    create table admin_actions (
      id bigint generated always as identity primary key,
      admin_user_id bigint not null references users (id),
      request_id uuid,
      request_hash bytea,
      action text not null,
      target text not null,
      before jsonb,
      after jsonb,
      reason text not null default '',
      created_at timestamptz not null default now(),
      constraint admin_actions_request_key unique (admin_user_id, request_id)
    );
    create trigger admin_actions_append_only before update or delete on admin_actions
      for each row execute function forbid_change();
    create trigger admin_actions_no_truncate before truncate on admin_actions
      for each statement execute function forbid_change();
  `,
  down: `
    drop table admin_actions;
    drop table webinar_registrations;
    drop table webinars;
    drop table referrals;
    drop table trainings;
    drop table user_operations;
    drop table user_counters;
    drop table user_badges;
  `,
};
