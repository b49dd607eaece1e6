import type { Migration } from '../server/db/migrate.ts';

export const migration: Migration = {
  up: `
    alter table webinars
      alter column id set default gen_random_uuid(),
      add column version integer not null default 1,
      add column updated_at timestamptz not null default now(),
      -- Where it can be seen afterwards; for those who had a place.
      add column recording_link text;
    -- When an admin has marked that the person came.
    alter table webinar_registrations add column attended_at timestamptz;
  `,
  down: `
    alter table webinar_registrations drop column attended_at;
    alter table webinars
      drop column recording_link,
      drop column updated_at,
      drop column version,
      alter column id drop default;
  `,
};
