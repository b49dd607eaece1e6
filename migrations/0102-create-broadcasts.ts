import type { Migration } from '../server/db/migrate.ts';

export const migration: Migration = {
  up: `
    -- A picture that the bot sends to many, and Telegram's copies of it by bot.
    create table message_pictures (
      id uuid primary key,
      jpeg bytea not null,
      -- What the admin tab shows.
      thumb bytea not null,
      width integer not null check (width > 0),
      height integer not null check (height > 0),
      file_ids jsonb not null default '{}',
      created_at timestamptz not null default now()
    );

    -- One message of an admin to many people.
    create table broadcasts (
      id uuid primary key,
      admin_user_id bigint not null references users (id),
      state text not null default 'draft'
        check (state in ('draft', 'scheduled', 'running', 'paused', 'finished', 'cancelled')),
      version integer not null default 1,
      text jsonb not null,
      picture_id uuid references message_pictures (id),
      button jsonb,
      audience jsonb not null,
      scheduled_at timestamptz,
      started_at timestamptz,
      finished_at timestamptz,
      -- How many people it was for when it started.
      recipients integer,
      -- Everybody up to this person has their message in the outbox, or is not in the audience.
      last_user_id bigint not null default 0,
      filled boolean not null default false,
      -- What became of its messages, counted when it ended.
      totals jsonb,
      created_at timestamptz not null default now(),
      check (state <> 'scheduled' or scheduled_at is not null),
      check (started_at is not null or state in ('draft', 'scheduled', 'cancelled'))
    );

    alter table outbox_messages
      add column broadcast_id uuid references broadcasts (id),
      -- Put aside while its broadcast is paused.
      add column held boolean not null default false,
      -- What became of it; null while it waits or is being sent.
      add column outcome text
        check (outcome in ('sent', 'blocked', 'silenced', 'failed', 'unknown', 'withdrawn')),
      add column claimed_at timestamptz;
    create index outbox_messages_of_broadcast on outbox_messages (broadcast_id, outcome)
      where broadcast_id is not null;
  `,
  down: `
    delete from outbox_messages where kind = 'broadcast';
    alter table outbox_messages
      drop column broadcast_id, drop column held, drop column outcome, drop column claimed_at;
    drop table broadcasts;
    drop table message_pictures;
  `,
};
