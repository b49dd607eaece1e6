import { randomUUID } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { withDatabaseName } from '../testing/templateDatabase.ts';
import { readInvariants, writeInvariants } from './invariants.ts';
import { migrateDown, migrateUp } from './migrate.ts';

const admin = new pg.Client({ connectionString: inject('adminUrl') });
const name = `invariants_${randomUUID().slice(0, 8)}`;
const url = withDatabaseName(inject('adminUrl'), name);
const client = new pg.Client({ connectionString: url });

beforeAll(async () => {
  await admin.connect();
  await admin.query(`create database ${name}`);
  await migrateUp(url);
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await admin.query(`drop database ${name} with (force)`);
  await admin.end();
});

async function sourceOf(): Promise<string | null> {
  const { rows } = await client.query<{ source: string | null }>(
    `select prosrc as source from pg_proc where oid = to_regprocedure('audit.violations()')`,
  );
  return rows[0]?.source ?? null;
}

async function folderWith(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ai-coins-invariants-'));
  await Promise.all(
    Object.entries(files).map(([file, text]) => writeFile(join(folder, file), text)),
  );
  return folder;
}

const silent = () => undefined;

describe('the invariants of the audit', () => {
  it('are all in audit.violations() after a migration', async () => {
    const source = await sourceOf();
    for (const invariant of await readInvariants()) {
      expect(source).toContain(`select '${invariant.name}', subject, detail from (`);
      expect(source).toContain(invariant.query);
    }
    expect((await client.query('select * from audit.violations()')).rows).toEqual([]);
  });

  it('are written again when a file has changed, and left alone otherwise', async () => {
    const whole = await sourceOf();
    const folder = await folderWith({ 'nobody.sql': `select 'subject', 'detail' where false` });
    const lines: string[] = [];
    await writeInvariants(client, (line) => lines.push(line), folder);
    expect(await sourceOf()).toContain(`select 'nobody', subject, detail`);
    await writeInvariants(client, (line) => lines.push(line), folder);
    expect(lines).toEqual(['audit invariants written: 1']);
    await migrateUp(url);
    expect(await sourceOf()).toBe(whole);
  });

  it('stay as they were, with an error that names the file, when PostgreSQL refuses one', async () => {
    const before = await sourceOf();
    const folder = await folderWith({
      'a_good_one.sql': `select 'subject', 'detail' where false`,
      'a_wrong_one.sql': 'select subject, detail from nowhere',
      'yet_another.sql': `select 'subject', 'detail' where false`,
    });
    await expect(writeInvariants(client, silent, folder)).rejects.toThrow(
      /a_wrong_one: .*"nowhere" does not exist/,
    );
    expect(await sourceOf()).toBe(before);
    await expect(readInvariants(await folderWith({ 'Odd Name.sql': '' }))).rejects.toThrow(
      'Odd Name.sql',
    );
  });

  it('are dropped when a migration is taken back, and written by the next one', async () => {
    const whole = await sourceOf();
    await migrateDown(url, 1);
    await migrateUp(url);
    expect(await sourceOf()).toBe(whole);
  });

  it('have the earlier definitions once the migration to files is taken back', async () => {
    const { rows } = await client.query<{ steps: number }>(
      `select count(*)::int as steps from schema_migrations
       where name >= '0020-make-invariants-repeatable'`,
    );
    await migrateDown(url, rows[0]?.steps);
    expect(await sourceOf()).toContain(`select 'wallet_equals_entries', 'user ' || user_id`);
    // A function of an earlier version is not mistaken for one written from files.
    await migrateUp(url);
    expect(await sourceOf()).toContain(`select 'wallet_equals_entries', subject, detail from (`);
  });
});
