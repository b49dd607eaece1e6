import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import pg from 'pg';
import { expect, it, vi } from 'vitest';
import { Database } from '../db/database.ts';
import { sql } from '../db/statement.ts';
import { testApp } from '../testing/testApp.ts';
import { toDomainError } from './errors.ts';

const test = testApp();
const sleepInDatabase = sql('select pg_sleep(30)');
const sleepers = `from pg_stat_activity
  where datname = current_database() and query = '${sleepInDatabase.text}' and state = 'active'`;
const countSleepers = `select ${sleepers}`;
const endSleep = `select pg_terminate_backend(pid) ${sleepers}`;

/** A way to the database that can be cut. */
async function openTunnel(databaseUrl: string) {
  const target = new URL(databaseUrl);
  const { port, hostname } = target;
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      sockets.add(socket.on('error', () => undefined));
    }
    near.pipe(far).pipe(near);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  target.hostname = '127.0.0.1';
  target.port = String((server.address() as AddressInfo).port);
  return {
    url: target.href,
    cut(how: 'destroy' | 'resetAndDestroy') {
      for (const socket of sockets) {
        socket[how]();
      }
      server.close();
    },
  };
}

/** What becomes of a query when its connection is broken in this way. */
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

it('tells people to try again when the connection to the database breaks, however it does', async () => {
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
