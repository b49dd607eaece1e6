import type { Migration } from '../server/db/migrate.ts';

export const migration: Migration = {
  up: `
    -- A work is new until its person has opened it, on any device. What was made before this is taken for
    -- seen: a default that does not change is kept once, not written into every row.
    alter table media add column seen_at timestamptz default now();
    alter table media alter column seen_at drop default;
  `,
  down: 'alter table media drop column seen_at',
};
