import type { Migration } from '../server/db/migrate.ts';

export const migration: Migration = {
  up: `
    -- The figures of each hour that has begun, so that of a day which is still running, and of a day
    -- that is compared up to a time of day, only the last hours are counted from their rows.
    create table hourly_figures (
      -- When it begins.
      hour timestamptz not null,
      figure text not null,
      key text not null default '',
      value bigint not null,
      primary key (hour, figure, key)
    );
  `,
  down: `
    drop table hourly_figures;
  `,
};
