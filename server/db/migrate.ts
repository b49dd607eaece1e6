/** Migrations: numbered files in `migrations/`, each with `up` and `down`, run in order by umzug. */
import { readdir } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import pg from 'pg';
import { type MigrationParams, Umzug } from 'umzug';
import { dropInvariants, writeInvariants } from './invariants.ts';

export interface Migration {
  up: string;
  down: string;
}

const FOLDER = fileURLToPath(new URL('../../migrations/', import.meta.url));
const FILE_NAME = /^\d{4}-[a-z0-9-]+\.ts$/;
/** Two processes that start together must not migrate together. */
const LOCK = 7_237_194_011;

async function withLockedClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>) {
  const client = new pg.Client({ connectionString: url.replace(/^postgres:/, 'postgresql:') });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    return await work(client);
  } finally {
    await client.end();
  }
}

async function readApplied(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    'select name from schema_migrations order by name',
  );
  return rows.map((row) => row.name);
}

async function migrator(client: pg.Client, log: (line: string) => void) {
  await client.query(`
    create table if not exists schema_migrations (
      name text primary key,
      applied_at timestamptz not null default now()
    )`);
  const run = (text: string) => async (_: MigrationParams<unknown>) => {
    await client.query('begin');
    try {
      await client.query(text);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback');
      throw error;
    }
  };
  const files = (await readdir(FOLDER)).filter((name) => FILE_NAME.test(name)).sort();
  const migrations = await Promise.all(
    files.map(async (file) => {
      const { migration } = (await import(pathToFileURL(FOLDER + file).href)) as {
        migration: Migration;
      };
      return { name: file.replace(/\.ts$/, ''), up: run(migration.up), down: run(migration.down) };
    }),
  );
  const say = (event: Record<string, unknown>) =>
    log(`migration ${event.event} ${event.name ?? ''}`);
  return new Umzug({
    migrations,
    context: {},
    logger: { info: say, warn: say, error: say, debug: () => undefined },
    storage: {
      async logMigration({ name }) {
        await client.query('insert into schema_migrations (name) values ($1)', [name]);
      },
      async unlogMigration({ name }) {
        await client.query('delete from schema_migrations where name = $1', [name]);
      },
      executed: () => readApplied(client),
    },
  });
}

/**
 * Brings the schema up to date, and the audit's invariants with it.
 * @throws when the database has migrations that this version does not know.
 */
export async function migrateUp(url: string, log: (line: string) => void = () => undefined) {
  await withLockedClient(url, async (client) => {
    const umzug = await migrator(client, log);
    const known = new Set((await umzug.migrations({})).map(({ name }) => name));
    const unknown = (await readApplied(client)).filter((name) => !known.has(name));
    if (unknown.length > 0) {
      throw new Error(
        `The database is newer than this version: it has ${unknown.join(', ')}. Start a newer version, or roll the database back with it first.`,
      );
    }
    await umzug.up();
    await writeInvariants(client, log);
  });
}

/** Takes back the last `steps` migrations, or all of them. The next start writes the audit's invariants anew. */
export async function migrateDown(
  url: string,
  steps: number | 'all' = 1,
  log: (line: string) => void = () => undefined,
) {
  await withLockedClient(url, async (client) => {
    const umzug = await migrator(client, log);
    await dropInvariants(client);
    await umzug.down(steps === 'all' ? { to: 0 } : { step: steps });
  });
}
