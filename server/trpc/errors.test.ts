import pg from 'pg';
import { expect, it, vi } from 'vitest';
import { Database } from '../db/database.ts';
import { sql } from '../db/statement.ts';
import { openTunnel } from '../testing/databaseTunnel.ts';
import { testApp } from '../testing/testApp.ts';
import { toDomainError } from './errors.ts';

const test = testApp();
const sleepInDatabase = sql('select pg_sleep(30)');
const sleepers = `from pg_stat_activity
  where datname = current_database() and query = '${sleepInDatabase.text}' and state = 'active'`;
const countSleepers = `select ${sleepers}`;
const endSleep = `select pg_terminate_backend(pid) ${sleepers}`;

/** The answer to a query whose connection is broken in this way. */
async function codeAfter(url: string, breakIt: () => unknown): Promise<string> {
  const db = new Database({ url, poolSize: 1 });
  const watcher = new pg.Client({ connectionString: test.databaseUrl });
  await watcher.connect();
  const failure = db.query(sleepInDatabase).then(
    () => null,
    (error: unknown) => error,
  );
  const untilSleeping = (count: number) =>
    vi.waitFor(async () => expect((await watcher.query(countSleepers)).rowCount).toBe(count), {
      timeout: 10_000,
    });
  await untilSleeping(1);
  await breakIt();
  const { code } = toDomainError(await failure);
  await watcher.query(endSleep);
  await untilSleeping(0);
  await watcher.end();
  await db.close();
  return code;
}

it('asks people to try again when the connection to the database breaks, however it does', async () => {
  const killed = codeAfter(test.databaseUrl, async () => {
    const killer = new pg.Client({ connectionString: test.databaseUrl });
    await killer.connect();
    await killer.query(endSleep);
    await killer.end();
  });
  expect(await killed).toBe('OVERLOADED');
  for (const how of ['destroy', 'resetAndDestroy'] as const) {
    const tunnel = await openTunnel(test.databaseUrl);
    expect(await codeAfter(tunnel.url, () => tunnel.cut(how))).toBe('OVERLOADED');
  }
});
