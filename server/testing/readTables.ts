import type pg from 'pg';

/** Every row of every table of ours and of the queue, as text. */
export async function readTables(client: pg.Client): Promise<[table: string, text: string][]> {
  const { rows: tables } = await client.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const read: [string, string][] = [];
  for (const { name } of tables) {
    const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`);
    read.push([name, rows.map(({ row }) => row).join('\n')]);
  }
  return read;
}
