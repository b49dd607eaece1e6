/**
 * `npm run load [-- --people=100000] [-- --streams=2000] [-- --seconds=60] [-- --write]`: how many people a server
 * can serve. One process with the roles web and worker, a provider that hands over a picture at once, a database with
 * all the people, open event streams, and visits as `visit.ts` has them. docs/capacity.md says how to read it;
 * `--write` puts the figures there.
 */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../server/db/embedded.ts';
import { migrateUp } from '../../server/db/migrate.ts';
import { startTelegramSimulator } from '../../simulators/telegram/index.ts';
import { startChild } from '../child.ts';
import {
  authorizations,
  BENCH_BOT_TOKEN,
  insertCatalog,
  seedPeople,
  telegramIdOf,
} from '../seed.ts';
import { fillWorks } from '../seedWorks.ts';
import { type Crowd, fill, pace } from './phases.ts';
import { describeCapacity, MAX_USE, thousands, writeFigures } from './report.ts';
import { openStreams } from './streams.ts';
import { watchUse } from './watch.ts';

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '100000' },
    streams: { type: 'string', default: '2000' },
    /** The length of each of the two phases. */
    seconds: { type: 'string', default: '60' },
    /** Simultaneous visitors in the first phase. */
    visitors: { type: 'string', default: '48' },
    write: { type: 'boolean', default: false },
  },
});
const [people, streamCount, seconds, visitors] = [
  values.people,
  values.streams,
  values.seconds,
  values.visitors,
].map(Number) as [number, number, number, number];
const WORKS_EACH = 5;
const MB = 2 ** 20;
const print = (line = '') => process.stdout.write(`${line}\n`);

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
  await fillWorks(
    client,
    `select n, 1 + n % $1::int as user_id, uuidv7((n - $1::int * $2::int) * interval '10 seconds') as id
     from generate_series(1, $1::int * $2::int) n`,
    [people, WORKS_EACH],
  );
  return client;
}

async function describeSetup(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ version: string; size: string; entries: number }>(
    `select current_setting('server_version') as version,
       pg_size_pretty(pg_database_size(current_database())) as size,
       (select count(*)::int from ledger_entries) as entries`,
  );
  const [{ version, size, entries } = { version: '', size: '', entries: 0 }] = rows;
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const memory = Math.round(totalmem() / 2 ** 30);
  return [
    `${new Date().toISOString().slice(0, 10)}, commit ${commit}, Node ${process.version}, PostgreSQL ${version}`,
    `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, ${memory} GB: server, database, simulator of Telegram and visitors together`,
    `${thousands(people)} people, ${thousands(entries)} entries in the ledger, ${thousands(people * WORKS_EACH)} works: ${size}`,
  ];
}

async function audit(client: pg.Client): Promise<string> {
  const { rows } = await client.query('select invariant, subject from audit.violations() limit 5');
  return rows.length === 0 ? 'audit: no violation' : `audit: ${JSON.stringify(rows)}`;
}

try {
  const client = await prepare();
  const setup = await describeSetup(client);
  const server = await startChild('whole.ts', {
    DATABASE_URL: postgres.url,
    BENCH_STORAGE: join(scratch, 'media'),
    BENCH_PROVIDER: 'drawn',
    BENCH_TELEGRAM: telegram.apiRoot,
    NODE_ENV: 'production',
  });
  const { origin } = server.ready as { origin: string };
  const everybody = authorizations(people).map((authorization, index) => ({
    authorization,
    telegramId: telegramIdOf(index),
  }));
  const connected = everybody.slice(-streamCount);
  const resting = (await server.ask({ ask: 'memory' })) as number;
  const streams = await openStreams(
    origin,
    connected.map(({ authorization }) => authorization),
  );
  const withStreams = (await server.ask({ ask: 'memory' })) as number;
  print(`prepared; ${streams.opened} event streams are open`);
  const endWatch = watchUse(server, client);
  const crowd: Crowd = { origin, streams, connected, others: everybody.slice(0, -streamCount) };
  const full = await fill(crowd, seconds, visitors);
  const paced = await pace(crowd, seconds, full.visitsPerSecond * MAX_USE);
  const most = await endWatch();
  const audited = await audit(client);
  const figures = describeCapacity({
    setup,
    full,
    paced,
    after: [
      `memory of the server: ${Math.round(resting / MB)} MB at first, ${Math.round(withStreams / MB)} MB with the streams, ${Math.round(most.bytes / MB)} MB at most`,
      `${most.connections} connections to the database at most`,
      `${streams.opened} event streams, ${streams.events()} events on them; ${streams.ended()} broke off`,
      audited,
    ],
  });
  print(figures);
  if (values.write) {
    await writeFigures(figures);
  }
  const isWell = full.failed + paced.failed + streams.ended() === 0 && !audited.includes('[');
  process.exitCode = isWell && streams.opened === streamCount ? 0 : 1;
  streams.close();
  await server.stop();
  await client.end();
} finally {
  await telegram.close();
  await postgres.stop();
  await rm(scratch, { recursive: true, force: true });
}
