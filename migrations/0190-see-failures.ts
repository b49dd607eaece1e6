import type { Migration } from '../server/db/migrate.ts';

export const migration: Migration = {
  up: `
    -- A failure stays in the gallery, on every device, until its person has looked at it. What failed
    -- before this is taken for seen.
    alter table generations add column failure_seen_at timestamptz;
    update generations set failure_seen_at = finished_at where status = 'failed';
    create index generations_failed_unseen on generations (user_id, id desc)
      where status = 'failed' and failure_seen_at is null;
  `,
  down: `
    drop index generations_failed_unseen;
    alter table generations drop column failure_seen_at;
  `,
};
