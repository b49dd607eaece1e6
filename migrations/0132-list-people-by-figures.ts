import type { Migration } from '../server/db/migrate.ts';

export const migration: Migration = {
  up: `
    -- What people are listed and ordered by in the admin tab; kept by a job, so that a list needs no sums.
    create table person_figures (
      user_id bigint primary key references users (id),
      -- Hundredths of a coin.
      coins bigint not null default 0,
      xp bigint not null default 0,
      -- Paid and not given back.
      paid_stars bigint not null default 0,
      paid_kopecks bigint not null default 0,
      figured_at timestamptz not null default now()
    );
    create index person_figures_coins on person_figures (coins desc, user_id desc);
    create index person_figures_xp on person_figures (xp, user_id desc);
    create index person_figures_stars on person_figures (paid_stars desc, user_id desc);
    create index person_figures_kopecks on person_figures (paid_kopecks desc, user_id desc);
    create index person_figures_figured_at on person_figures (figured_at);
    -- By which the job finds whose figures have changed.
    create index payment_charges_created_at on payment_charges (created_at);
    create index payment_charges_refunded_at on payment_charges (refunded_at) where refunded_at is not null;

    -- What a list of people is narrowed to.
    create index users_blocked on users (id desc) where blocked_at is not null;
    create index users_staff on users (id desc) where role <> 'user';
    create index users_direction on users (direction, id desc) where direction is not null;
    create index users_first_bot on users (first_bot, id desc);
    create index payment_charges_payers on payment_charges (user_id) where status = 'credited';

    -- What the team notes about a person. Appended and never changed; goes with the account.
    create table person_notes (
      user_id bigint not null references users (id),
      id bigint generated always as identity,
      author_user_id bigint not null references users (id),
      text text not null,
      created_at timestamptz not null default now(),
      primary key (user_id, id)
    );
    create trigger person_notes_append_only before update on person_notes
      for each row execute function forbid_change();

    -- How the audit log is looked through.
    create index admin_actions_target on admin_actions (target, id desc);
    create index admin_actions_admin on admin_actions (admin_user_id, id desc);
    create index admin_actions_action on admin_actions (action, id desc);
    create index admin_actions_created_at on admin_actions (created_at);
  `,
  down: `
    drop index admin_actions_created_at;
    drop index admin_actions_action;
    drop index admin_actions_admin;
    drop index admin_actions_target;
    drop table person_notes;
    drop index payment_charges_payers;
    drop index users_first_bot;
    drop index users_direction;
    drop index users_staff;
    drop index users_blocked;
    drop index payment_charges_refunded_at;
    drop index payment_charges_created_at;
    drop table person_figures;
  `,
};
