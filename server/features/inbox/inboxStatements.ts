import { sql } from '../../db/statement.ts';

// Raw SQL: one update that leaves out, by `not exists`, what is known under the new name.
export const renameSource = sql(`
  update inbox_events e set source = $2 where source = $1 and processed_at is null and not exists (
    select from inbox_events o where o.source = $2 and o.event_key = e.event_key)
`);
