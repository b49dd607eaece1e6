import type { Migration } from '../server/db/migrate.ts';

export const migration: Migration = {
  up: `
    -- Read under the lock of the wallet, as for entries: a shortfall lies in time where it lies in order.
    alter table ledger_shortfalls alter column created_at set default clock_timestamp();
  `,
  down: `
    alter table ledger_shortfalls alter column created_at set default now();
  `,
};
