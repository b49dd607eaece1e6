/** Migrations: numbered files in `migrations/`, each with `up` and `down`, run in order by umzug. */
import { readdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
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
/** Two processes that start together must not both migrate. */
const LOCK = 7_237_194_011;
const LOCK_POLL_MS = 200;
const MAX_LOCK_WAIT_MS = 15 * 60_000;
const CONNECT_TIMEOUT_MS = 10_000;
const KEEP_ALIVE_MS = 10_000;
/** A migration may rewrite a large table; a server that no longer answers is noticed all the same. */
const MAX_STATEMENT_MS = 30 * 60_000;

/** The database is not in a state in which this version may migrate it; the text says what to do. */
export class MigrationRefusedError extends Error {
  override readonly name = 'MigrationRefusedError';
}

async function withLockedClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>) {
  const client = new pg.Client({
    connectionString: url.replace(/^postgres:/, 'postgresql:'),
    application_name: 'ai-coins migrate',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    query_timeout: MAX_STATEMENT_MS,
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await lock(client);
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Polls, so that no statement waits for as long as another process migrates. */
async function lock(client: pg.Client): Promise<void> {
  const until = performance.now() + MAX_LOCK_WAIT_MS;
  for (;;) {
    const { rows } = await client.query<{ locked: boolean }>(
      'select pg_try_advisory_lock($1) as locked',
      [LOCK],
    );
    if (rows[0]?.locked) {
      return;
    }
    if (performance.now() > until) {
      throw new MigrationRefusedError(
        'Another process has been migrating this database for too long.',
      );
    }
    await sleep(LOCK_POLL_MS);
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
  // The record is part of the migration's own transaction: a crash leaves both or neither.
  const run = (text: string, record: string) => async (params: MigrationParams<unknown>) => {
    await client.query('begin');
    try {
      await client.query(text);
      await client.query(record, [params.name]);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw error;
    }
  };
  const files = (await readdir(FOLDER)).filter((name) => FILE_NAME.test(name)).sort();
  const migrations = await Promise.all(
    files.map(async (file) => {
      const { migration } = (await import(pathToFileURL(FOLDER + file).href)) as {
        migration: Migration;
      };
      return {
        name: file.replace(/\.ts$/, ''),
        up: run(migration.up, 'insert into schema_migrations (name) values ($1)'),
        down: run(migration.down, 'delete from schema_migrations where name = $1'),
      };
    }),
  );
  const logEvent = (event: Record<string, unknown>) =>
    log(`migration ${event.event} ${event.name ?? ''}`);
  return new Umzug({
    migrations,
    context: {},
    logger: { info: logEvent, warn: logEvent, error: logEvent, debug: () => undefined },
    storage: {
      logMigration: async () => undefined,
      unlogMigration: async () => undefined,
      executed: () => readApplied(client),
    },
  });
}

/** @throws MigrationRefusedError when the database has migrations that this version does not know. */
async function assertKnown(client: pg.Client, umzug: Umzug<object>): Promise<void> {
  const known = new Set((await umzug.migrations({})).map(({ name }) => name));
  const unknown = (await readApplied(client)).filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new MigrationRefusedError(
      `The database is newer than this version: it has ${unknown.join(', ')}. Start a newer version, or roll the database back with it first.`,
    );
  }
}

/** Which migrations this version has and the database lacks, and the reverse; changes nothing. */
export async function listUnappliedMigrations(
  client: pg.Client,
): Promise<{ missing: string[]; unknown: string[] }> {
  const { rows } = await client.query<{ found: boolean }>(
    `select to_regclass('schema_migrations') is not null as found`,
  );
  const applied = new Set(rows[0]?.found ? await readApplied(client) : []);
  const known = (await readdir(FOLDER))
    .filter((name) => FILE_NAME.test(name))
    .map((name) => name.replace(/\.ts$/, ''))
    .sort();
  return {
    missing: known.filter((name) => !applied.has(name)),
    unknown: [...applied].filter((name) => !known.includes(name)),
  };
}

/**
 * Brings the schema up to date, and the audit's invariants with it.
 * @throws MigrationRefusedError when the database has migrations that this version does not know.
 */
export async function migrateUp(url: string, log: (line: string) => void = () => undefined) {
  await withLockedClient(url, async (client) => {
    const umzug = await migrator(client, log);
    await assertKnown(client, umzug);
    await umzug.up();
    await writeInvariants(client, log);
  });
}

/**
 * Takes back the last `steps` migrations, or all of them. The next start writes the audit's invariants again.
 * @throws MigrationRefusedError when the database has migrations that this version does not know: only a
 *   version that knows them can take them back, and those before them may not go first.
 */
export async function migrateDown(
  url: string,
  steps: number | 'all' = 1,
  log: (line: string) => void = () => undefined,
) {
  if (steps !== 'all' && !(Number.isInteger(steps) && steps > 0)) {
    throw new MigrationRefusedError(
      'The number of migrations to take back is a whole number above 0, or "all".',
    );
  }
  await withLockedClient(url, async (client) => {
    const umzug = await migrator(client, log);
    await assertKnown(client, umzug);
    await dropInvariants(client);
    await umzug.down(steps === 'all' ? { to: 0 } : { step: steps });
  });
}
