import type { Migration } from '../server/db/migrate.ts';

export const migration: Migration = {
  up: `
    -- Which names each bot has had: a bot is known by its Telegram id, and may be renamed in BOTS.
    create table bot_names (
      name text not null,
      telegram_id bigint not null check (telegram_id > 0),
      -- When the bot took the name; its latest is the one that holds.
      taken_at timestamptz not null default now(),
      primary key (name, telegram_id)
    );
    create index bot_names_bot on bot_names (telegram_id, taken_at desc);

    alter table payments add column bot_telegram_id bigint;
  `,
  down: `
    alter table payments drop column bot_telegram_id;
    drop table bot_names;
  `,
};
