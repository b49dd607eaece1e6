import type { Migration } from '../server/db/migrate.ts';

export const migration: Migration = {
  up: `
    -- What a person has been given for a task; locked with the person's row.
    create table earned_tasks (
      user_id bigint not null references users (id),
      task text not null check (task in ('channel', 'daily')),
      -- How often, and on which day of UTC last.
      times integer not null default 1 check (times > 0),
      last_day date not null,
      primary key (user_id, task)
    );
  `,
  down: `
    drop table earned_tasks;
  `,
};
