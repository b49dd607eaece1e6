import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { withDatabaseName } from '../testing/templateDatabase.ts';
import { migrateDown, migrateUp } from './migrate.ts';
import { dumpSchema } from './schemaDump.ts';

const admin = new pg.Client({ connectionString: inject('adminUrl') });
await admin.connect();
const names: string[] = [];

async function emptyDatabase(): Promise<string> {
  const name = `migrate_${randomUUID().slice(0, 8)}`;
  names.push(name);
  await admin.query(`create database ${name}`);
  return withDatabaseName(inject('adminUrl'), name);
}

afterAll(async () => {
  for (const name of names) {
    await admin.query(`drop database ${name} with (force)`);
  }
  await admin.end();
});

describe('migrations', () => {
  it('lead to the schema in migrations/schema.sql', async () => {
    const url = await emptyDatabase();
    await migrateUp(url);
    const file = fileURLToPath(new URL('../../migrations/schema.sql', import.meta.url));
    await expect(await dumpSchema(url)).toMatchFileSnapshot(file);
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
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(`insert into schema_migrations (name) values ('9999-add-tomorrow')`);
    await client.end();
    await expect(migrateUp(url)).rejects.toThrow('9999-add-tomorrow');
  });
});
