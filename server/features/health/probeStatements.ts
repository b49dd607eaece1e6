import { sql } from '../../db/statement.ts';

/** Takes disk space as a growing table does. */
export function fillProbe(uuid: string) {
  const table = `probe_${uuid.replaceAll('-', '')}`;
  // Raw SQL: makes a table; no model has one that only a probe needs.
  return sql(
    `create table ${table} as select repeat(md5(n::text), 32) as text from generate_series(1, 256) n`,
  );
}
