import type { Migration } from '../server/db/migrate.ts';

/** As every table of people's own rows, so that it can be distributed by `user_id`. */
export const migration: Migration = {
  up: `
    alter table ledger_entries
      drop constraint ledger_entries_pkey,
      add constraint ledger_entries_pkey primary key (user_id, id);
  `,
  down: `
    alter table ledger_entries
      drop constraint ledger_entries_pkey,
      add constraint ledger_entries_pkey primary key (id);
  `,
};
