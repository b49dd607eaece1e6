/**
 * `npm run load [-- --people=100000] [-- --streams=2000] [-- --seconds=60]`: how many people a server carries.
 * One process with the roles web and worker, a provider that answers at once, a database with all the people,
 * open event streams, and visits as `visit.ts` has them. docs/capacity.md says how to read it.
 */
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { Pool } from 'undici';
import { startEmbeddedPostgres } from '../../server/db/embedded.ts';
import { migrateUp } from '../../server/db/migrate.ts';
import { startTelegramSimulator } from '../../simulators/telegram/index.ts';
import { startChild } from '../child.ts';
import { summarize } from '../measure.ts';
import { authorizations, BENCH_BOT_TOKEN, insertCatalog, seedPeople } from '../seed.ts';
import { openStreams } from './streams.ts';
import { type Tally, visit } from './visit.ts';

/** A person's month, and how much of a day falls into its busiest hour. */
const VISITS_PER_MONTH = 12;
const BUSIEST_HOUR = 0.1;
/** A server is full long before it answers late. */
const MAX_USE = 0.6;

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '100000' },
    streams: { type: 'string', default: '2000' },
    seconds: { type: 'string', default: '60' },
    connections: { type: 'string', default: '32' },
  },
});
const [people, streamCount, seconds, connections] = [
  values.people,
  values.streams,
  values.seconds,
  values.connections,
].map(Number) as [number, number, number, number];
const say = (line = '') => process.stdout.write(`${line}\n`);
const inMb = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MB`;

const scratch = join(tmpdir(), `ai-coins-load-${randomUUID().slice(0, 8)}`);
const postgres = await startEmbeddedPostgres({ dataDir: join(scratch, 'postgres') });
const telegram = await startTelegramSimulator({
  bots: [{ name: 'main', token: BENCH_BOT_TOKEN, username: 'load_bot' }],
});

async function prepare(): Promise<pg.Client> {
  await migrateUp(postgres.url);
  await insertCatalog(postgres.url);
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await seedPeople(client, people);
  return client;
}

async function run(origin: string, all: readonly string[]): Promise<Tally & { elapsedMs: number }> {
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const tally: Tally = { latencies: [], visits: 0, errors: new Map() };
  const startedAt = performance.now();
  let turn = 0;
  const visitor = async () => {
    while (performance.now() - startedAt < seconds * 1000) {
      const mine = turn++;
      // Neighbours in the list do different things, and everybody does each of them in turn.
      await visit(pool, all[mine % all.length] ?? '', (mine * 37) % 100, tally);
    }
  };
  await Promise.all(Array.from({ length: connections }, visitor));
  await pool.close();
  return { ...tally, elapsedMs: performance.now() - startedAt };
}

function report(tally: Tally & { elapsedMs: number }): void {
  const { visits, errors, elapsedMs, latencies } = tally;
  const failed = [...errors.values()].reduce((sum, count) => sum + count, 0);
  const { calls, perSecond, p50, p95, p99 } = summarize(latencies, elapsedMs);
  const perVisit = calls / visits;
  say(`${calls} requests in ${visits} visits, ${perVisit.toFixed(1)} each; ${failed} errors`);
  say(
    `${perSecond.toFixed(0)} requests/s; p50 ${p50.toFixed(1)}, p95 ${p95.toFixed(1)}, p99 ${p99.toFixed(1)} ms`,
  );
  for (const [name, count] of errors) {
    say(`  ${count} × ${name}`);
  }
  const perPersonInBusiestHour = (VISITS_PER_MONTH / 30) * perVisit * BUSIEST_HOUR;
  const monthly = (perSecond * MAX_USE * 3600) / perPersonInBusiestHour;
  say(
    `carries about ${Math.round(monthly / 1000)} 000 people a month at ${VISITS_PER_MONTH} visits each, ` +
      `${BUSIEST_HOUR * 100} % of a day in its busiest hour, ${MAX_USE * 100} % of this throughput`,
  );
  process.exitCode = failed > 0 ? 1 : 0;
}

try {
  const client = await prepare();
  const server = await startChild('whole.ts', {
    DATABASE_URL: postgres.url,
    BENCH_STORAGE: join(scratch, 'media'),
    BENCH_PROVIDER: 'instant',
    BENCH_TELEGRAM: telegram.apiRoot,
    NODE_ENV: 'production',
  });
  const { origin, pid } = server.ready as { origin: string; pid: number };
  const all = authorizations(people);
  const streams = await openStreams(origin, all.slice(-streamCount));
  const memory = async () => inMb((await server.ask({ ask: 'memory' })) as number);
  say(
    `Node ${process.version}, ${cpus().length} processors, process ${pid}: server, database and load on one machine`,
  );
  say(`${people} people; ${streams.opened} event streams open, memory ${await memory()}`);
  const tally = await run(origin, all.slice(0, -streamCount));
  report(tally);
  const { rows } = await client.query<{ n: string }>(
    'select count(*) as n from pg_stat_activity where datname = current_database()',
  );
  say(
    `memory ${await memory()}; ${rows[0]?.n} database connections; ${streams.ended()} streams broke off`,
  );
  streams.close();
  await server.stop();
  await client.end();
} finally {
  await telegram.close();
  await postgres.stop();
  await rm(scratch, { recursive: true, force: true });
}
