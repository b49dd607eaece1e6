/**
 * One embedded PostgreSQL for a whole test run, with a template that holds the migrated schema and
 * the default catalogs; each test file gets a copy of it.
 */

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { jobs } from '../app/jobRegistry.ts';
import { Database } from '../db/database.ts';
import { startEmbeddedPostgres } from '../db/embedded.ts';
import { migrateUp } from '../db/migrate.ts';
import { insertDefaults } from '../features/catalog/defaults.ts';
import { JobQueue } from '../jobs/queue.ts';

const TEMPLATE = 'aicoins_template';

export async function onServer<Result>(url: string, work: (client: pg.Client) => Promise<Result>) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export function withDatabaseName(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

/** The embedded server, or the one that TEST_ADMIN_URL names, to try another version of PostgreSQL. */
async function startServer(): Promise<{ adminUrl: string; stop(): Promise<void> }> {
  const given = process.env.TEST_ADMIN_URL;
  return given
    ? { adminUrl: given, stop: async () => undefined }
    : await startEmbeddedPostgres({
        dataDir: join(tmpdir(), 'ai-coins-test-postgres', String(process.pid)),
        durable: false,
      });
}

/** Starts the server and creates the template. */
export async function createTemplate(): Promise<{ adminUrl: string; stop(): Promise<void> }> {
  const server = await startServer();
  await fillTemplate(server.adminUrl);
  return server;
}

/** Creates the template on a server. */
export async function fillTemplate(adminUrl: string): Promise<void> {
  const url = withDatabaseName(adminUrl, TEMPLATE);
  await onServer(adminUrl, (client) => client.query(`drop database if exists ${TEMPLATE}`));
  await onServer(adminUrl, (client) => client.query(`create database ${TEMPLATE}`));
  await migrateUp(url);
  const fail = (error: unknown) => {
    throw error;
  };
  const queue = new JobQueue({ url }, jobs, fail);
  await queue.start({ schedules: false });
  await queue.stop();
  const db = new Database({ url, poolSize: 2 });
  await insertDefaults(db);
  await db.close();
}

/** A separate database, copied from the template; `drop` deletes it. */
export async function copyTemplate(adminUrl: string) {
  const name = `test_${process.pid}_${crypto.randomUUID().slice(0, 8)}`;
  await onServer(adminUrl, (client) =>
    client.query(`create database ${name} template ${TEMPLATE}`),
  );
  return {
    url: withDatabaseName(adminUrl, name),
    drop: () => onServer(adminUrl, (client) => client.query(`drop database ${name} with (force)`)),
  };
}
