import type { Migration } from '../server/db/migrate.ts';

export const migration: Migration = {
  up: `
    -- Whom the call is about, so that its answer is forgotten with them.
    alter table bot_calls add column telegram_id bigint;
    update bot_calls set telegram_id = (answer #>> '{user,telegramId}')::bigint
    where answer #> '{user,telegramId}' is not null;
    create index bot_calls_telegram_id on bot_calls (telegram_id);
  `,
  down: `
    alter table bot_calls drop column telegram_id;
  `,
};
