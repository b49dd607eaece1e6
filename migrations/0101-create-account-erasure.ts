import type { Migration } from '../server/db/migrate.ts';

export const migration: Migration = {
  up: `
    -- When the person's data were erased; telegram_id is the negative id from then on.
    alter table users add column erased_at timestamptz;
    -- Has had an account before and deleted it: what is given once was given then.
    alter table users add column returned boolean not null default false;
    alter table users add constraint users_erased_check check (erased_at is null or telegram_id < 0);

    -- Who has deleted an account, by a keyed hash: enough to know them again, not to name them.
    create table erased_people (
      telegram_hash bytea primary key,
      -- Promo codes that were used.
      promo_ids jsonb not null default '[]',
      erased_at timestamptz not null default now()
    );

    -- A copy of a person's data, made by a job and kept for a day.
    create table data_exports (
      user_id bigint not null references users (id),
      id uuid not null,
      bot_name text not null,
      -- JSON, compressed by gzip; null until it is made.
      content bytea,
      created_at timestamptz not null default now(),
      ready_at timestamptz,
      expires_at timestamptz,
      primary key (user_id, id)
    );
    create index data_exports_created_at on data_exports (created_at);
  `,
  down: `
    delete from outbox_messages where kind = 'data_ready';
    drop table data_exports;
    drop table erased_people;
    alter table users drop constraint users_erased_check;
    alter table users drop column returned;
    alter table users drop column erased_at;
  `,
};
