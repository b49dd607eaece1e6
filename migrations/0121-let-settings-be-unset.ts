import type { Migration } from '../server/db/migrate.ts';

export const migration: Migration = {
  up: `
    -- Null: as the configuration or the product itself says.
    alter table settings alter column value drop not null;
  `,
  down: `
    delete from settings where value is null;
    alter table settings alter column value set not null;
  `,
};
