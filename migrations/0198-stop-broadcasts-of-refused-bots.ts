import type { Migration } from '../server/db/migrate.ts';

/** The bot whose token Telegram refuses, where that is why a broadcast stands still. */
export const migration: Migration = {
  up: `
    alter table broadcasts add column refused_bot text
      check (refused_bot is null or state in ('paused', 'cancelled'));
  `,
  down: `alter table broadcasts drop column refused_bot`,
};
