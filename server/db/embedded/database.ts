import { Client } from 'pg';
import { writeSettings } from './cluster.ts';
import type { Place } from './place.ts';
import type { Postmaster } from './postmaster.ts';

/** The application's database. */
export const DATABASE = 'aicoins';

/** Creates the application's database when it is missing, and makes a server durable that was not. */
export async function prepareDatabase(
  adminUrl: string,
  place: Place,
  { port }: Postmaster,
  durable: boolean,
): Promise<void> {
  const client = new Client({ connectionString: adminUrl, ssl: false });
  // A server that dies during the connection is reported by the query that fails.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (found.rowCount === 0) {
      await client.query(`create database ${DATABASE}`);
    }
    if (durable && (await client.query('show fsync')).rows[0]?.fsync === 'off') {
      await writeSettings(place, { port, durable });
      await client.query('select pg_reload_conf()');
    }
  } finally {
    await client.end();
  }
}
