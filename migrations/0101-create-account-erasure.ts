import type { Migration } from '../server/db/migrate.ts';

export const migration: Migration = {
  up: `
    -- When the person's data were erased; telegram_id is the negative id from then on.
    alter table users add column erased_at timestamptz;
    -- Has had an account before and deleted it: what is given once was given then.
    alter table users add column returned boolean not null default false;
    update users set erased_at = now() where telegram_id < 0;
    alter table users drop constraint users_telegram_id_check;
    alter table users add constraint users_telegram_id_check
      check (case when erased_at is null then telegram_id > 0 else telegram_id < 0 end);

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

    -- A topic belongs to one thread: a constraint, as every other key is.
    alter table support_threads
      add constraint support_threads_topic_key unique using index support_threads_topic_key;
  `,
  down: `
    delete from outbox_messages where kind = 'data_ready';
    alter table support_threads drop constraint support_threads_topic_key;
    create unique index support_threads_topic_key on support_threads (topic_id);
    drop table data_exports;
    drop table erased_people;
    alter table users drop constraint users_telegram_id_check;
    alter table users drop column returned;
    alter table users drop column erased_at;
    -- Those who were erased keep their negative numbers.
    alter table users add constraint users_telegram_id_check check (telegram_id > 0) not valid;
  `,
};
