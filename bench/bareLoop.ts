/**
 * The statements of a charge on bare connections, one loop per connection, with nothing around them:
 * what PostgreSQL itself can do (as pgbench would measure it).
 */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { lockWallets, postEntry } from '../server/ledger/statements.ts';
import { serveParent } from './child.ts';
import { summarize } from './measure.ts';

const connectionString = process.env.DATABASE_URL;
const people = Number(process.env.BENCH_PEOPLE);

async function charge(client: pg.Client, userId: number): Promise<void> {
  await client.query('begin');
  await client.query({ ...lockWallets, values: [userId] });
  const key = [userId, 'coins', 'admin_adjustment', randomUUID()];
  await client.query({
    ...postEntry,
    values: [...key, -150, 'adjustment', 'main', 'user', '', null],
  });
  await client.query('commit');
}

async function run({ connections, seconds }: { connections: number; seconds: number }) {
  const clients = Array.from({ length: connections }, () => new pg.Client({ connectionString }));
  await Promise.all(clients.map((client) => client.connect()));
  const latencies: number[] = [];
  const started = performance.now();
  const ends = started + seconds * 1000;
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() < ends) {
        const from = performance.now();
        await charge(client, 1 + (latencies.length % people));
        latencies.push(performance.now() - from);
      }
    }),
  );
  const elapsed = performance.now() - started;
  await Promise.all(clients.map((client) => client.end()));
  return summarize(latencies, elapsed);
}

serveParent('ready', run, async () => undefined);
