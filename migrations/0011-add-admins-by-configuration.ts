import type { Migration } from '../server/db/migrate.ts';

export const migration: Migration = {
  up: `
    -- The role comes from ADMIN_TELEGRAM_IDS and ends with it; other roles are given in the admin tab.
    alter table users add column admin_by_config boolean not null default false;
    create index users_admin_by_config on users (id) where admin_by_config;

    -- Admins whom nobody has made one in the admin tab have come from the configuration.
    update users u set admin_by_config = true
    where role = 'admin' and not exists (
      select from admin_actions a
      where a.action = 'user.role' and a.target = 'user:' || u.id and a.after->>'role' = 'admin');
  `,
  down: `
    alter table users drop column admin_by_config;
  `,
};
