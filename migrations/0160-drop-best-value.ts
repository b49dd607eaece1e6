import type { Migration } from '../server/db/migrate.ts';

/** The pack whose coins cost least bears the mark; nothing reads this column. */
export const migration: Migration = {
  up: `alter table packs drop column best_value`,
  down: `alter table packs add column best_value boolean not null default false`,
};
