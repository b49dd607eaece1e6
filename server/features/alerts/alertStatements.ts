import { sql } from '../../db/statement.ts';

/** Opens what is new or has come back. */
// Raw SQL: one statement for a thousand alerts at once, some of them new, some open and some closed.
export const openFound = sql(`
  insert into alerts as known (kind, key, detail)
  select $1::text, key, detail from unnest($2::text[], $3::jsonb[]) as found (key, detail)
  on conflict (kind, key) do update set detail = excluded.detail, resolved_at = null,
    created_at = case when known.resolved_at is null then known.created_at else excluded.created_at end
`);
