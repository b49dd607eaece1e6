import { sql } from '../../db/statement.ts';

/**
 * Opens the circuit $1 $2 for $5 seconds; each time in a row for twice as long, at most $6. One that is
 * open stays as it is.
 */
// Raw SQL: one statement: several processes that see the same failure open it once.
export const openCircuit = sql(`
  insert into alerts as a (kind, key, detail)
  values ($1::text, $2::text, jsonb_build_object('reason', $3::text, 'text', $4::text, 'times', 1,
    'until', now() + make_interval(secs => $5::float8)))
  on conflict (kind, key) do update set
    resolved_at = null,
    created_at = case when a.resolved_at is null then a.created_at else now() end,
    detail = excluded.detail || case when a.resolved_at is null then jsonb_build_object(
      'times', (a.detail->>'times')::int + 1,
      'until', now() + make_interval(secs =>
        least($5::float8 * 2 ^ least((a.detail->>'times')::int, 16), $6::float8)))
      else '{}' end
  where a.resolved_at is not null or (a.detail->>'until')::timestamptz <= now()
`);
