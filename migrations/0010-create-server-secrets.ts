import type { Migration } from '../server/db/migrate.ts';

export const migration: Migration = {
  up: `
    -- Keys that the server makes for itself when none is configured; the same for every process.
    create table server_secrets (
      name text primary key,
      value bytea not null,
      created_at timestamptz not null default now()
    );
  `,
  down: `
    drop table server_secrets;
  `,
};
