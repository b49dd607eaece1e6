import type { Migration } from '../server/db/migrate.ts';

/**
 * When a bot may write its next message, for all processes and over restarts: Telegram limits the bot, and
 * the wait that it asks for after a 429 concerns every message of that bot.
 */
export const migration: Migration = {
  up: `
    create table outbox_pace (
      bot_name text primary key,
      next_at timestamptz not null default now()
    );
    create index outbox_messages_due on outbox_messages (bot_name, send_after)
      where sent_at is null and send_after < 'infinity';
  `,
  down: `
    drop index outbox_messages_due;
    drop table outbox_pace;
  `,
};
