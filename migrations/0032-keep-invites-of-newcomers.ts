import type { Migration } from '../server/db/migrate.ts';

export const migration: Migration = {
  up: `
    -- The code of the first invite, kept apart from where the launch leads to, until the first launch.
    alter table users add column start_invite text;
    update users set start_invite = substr(start_param, 3) where start_param like 'r\\_%';
  `,
  down: `alter table users drop column start_invite;`,
};
