import { sql } from '../../db/statement.ts';

// Raw SQL: one update that leaves out, by `not exists`, what is known under the new name.
export const renameCaller = sql(`
  update bot_calls c set bot_name = $2 where bot_name = $1 and not exists (
    select from bot_calls o where o.bot_name = $2 and o.idempotency_key = c.idempotency_key)
`);
