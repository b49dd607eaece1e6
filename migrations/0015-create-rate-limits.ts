import type { Migration } from '../server/db/migrate.ts';

export const migration: Migration = {
  up: `
    -- How much of their limits people have used: the theoretical arrival time of the generic cell rate
    -- algorithm. Unlogged, because a count that a crash forgets harms nobody, and a call that is counted
    -- waits for no disk.
    create unlogged table rate_limits (
      -- A Telegram id; people are limited before they are known to us, too.
      subject bigint not null,
      action text not null,
      tat timestamptz not null,
      primary key (subject, action)
    ) with (fillfactor = 70);
  `,
  down: `
    drop table rate_limits;
  `,
};
