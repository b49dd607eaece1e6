import type { Migration } from '../server/db/migrate.ts';

export const migration: Migration = {
  up: `
    -- What the team looks for: generations of everybody by time, those that failed, people by a name
    -- that is perhaps misspelt.
    create extension if not exists pg_trgm;
    create index generations_latest on generations (id desc);
    create index generations_failed on generations (finished_at desc) where status = 'failed';
    create index users_names on users using gin (
      (lower(first_name || ' ' || coalesce(last_name, '') || ' ' || coalesce(username, ''))) gin_trgm_ops
    );
  `,
  down: `
    drop index users_names;
    drop index generations_failed;
    drop index generations_latest;
    drop extension pg_trgm;
  `,
};
