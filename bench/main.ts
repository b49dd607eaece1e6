/**
 * `npm run bench [-- --quick] [-- --only=<pattern>] [-- --profile=<folder>] [-- --big]`: how fast the hot calls,
 * large galleries and whole creations are, beside an empty call, the usual way of writing them, small
 * galleries and the work alone. All in one run, on one PostgreSQL, in interleaved rounds; the figures
 * are the medians of the rounds.
 */
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startEmbeddedPostgres } from '../server/db/embedded.ts';
import { migrateUp } from '../server/db/migrate.ts';
import { countDays, measureBig } from './big/lists.ts';
import { type Child, startChild } from './child.ts';
import { comparisons, contenders } from './contenders.ts';
import { creationComparisons, measureCreations } from './creation.ts';
import { galleryCalls, galleryComparisons, seedGalleries } from './galleries.ts';
import type { Figures } from './measure.ts';
import { printFigures, printRatios } from './report.ts';
import { measureRounds, type Servers } from './rounds.ts';
import { authorizations, clearWork, insertCatalog, seedPeople } from './seed.ts';
import { seedTeamLists, teamListCalls, teamListComparisons } from './teamLists.ts';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    /** Measures only calls whose name matches. */
    only: { type: 'string', default: '' },
    /** Writes a CPU profile of our server into this folder. */
    profile: { type: 'string' },
    /** Measures the team's lists alone, on what `npm run seed:big` has made in this folder. */
    big: { type: 'boolean', default: false },
    data: { type: 'string', default: '.data/big' },
  },
});
const wanted = new RegExp(options.only);

const CONNECTIONS = 16;
const PEOPLE = 4000;
const rounds = options.quick ? 2 : 5;
const seconds = options.quick ? 1 : 1.6;

async function prepare(url: string): Promise<pg.Client> {
  await migrateUp(url);
  await insertCatalog(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await seedPeople(client, PEOPLE);
  return client;
}

/** The calls selected by `--only`. */
function chosen<Value>(calls: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(Object.entries(calls).filter(([name]) => wanted.test(name)));
}

async function measureCalls(servers: Servers, client: pg.Client): Promise<Figures> {
  return await measureRounds(servers, chosen(contenders), {
    rounds,
    seconds,
    warmUpSeconds: seconds * 0.75,
    connections: CONNECTIONS,
    clear: () => clearWork(client),
  });
}

/** One call after another, so that nothing but the call itself takes time. */
async function measureGalleries(servers: Servers, client: pg.Client): Promise<Figures> {
  if (!wanted.test('gallery.list')) {
    return new Map();
  }
  await seedGalleries(client);
  return await measureRounds(servers, await galleryCalls(client), {
    rounds,
    seconds: 0.4,
    warmUpSeconds: 0.4,
    connections: 1,
  });
}

async function measureTeamLists(servers: Servers, client: pg.Client): Promise<Figures> {
  if (!wanted.test('admin.generations')) {
    return new Map();
  }
  await seedTeamLists(client);
  return await measureRounds(servers, teamListCalls, {
    rounds,
    seconds: 0.4,
    warmUpSeconds: 0.4,
    connections: 1,
  });
}

if (options.big) {
  await measureOnBig();
  process.exit();
}

async function measureOnBig(): Promise<void> {
  const big = process.env.DATABASE_URL
    ? null
    : await startEmbeddedPostgres({ dataDir: options.data });
  const url = process.env.DATABASE_URL ?? big?.url ?? '';
  const reading = new pg.Client({ connectionString: url });
  await reading.connect();
  try {
    const print = (line: string) => void process.stdout.write(`${line}\n`);
    await migrateUp(url);
    await countDays(url, print);
    process.exitCode = (await measureBig(reading, url, wanted, print)) ? 0 : 1;
  } finally {
    await reading.end();
    await big?.stop();
  }
}

const scratch = join(tmpdir(), `ai-coins-bench-${randomUUID().slice(0, 8)}`);
// Commits do not wait for the disk: that takes equally long for all contenders, and differs tenfold between disks.
const postgres = await startEmbeddedPostgres({
  dataDir: join(scratch, 'postgres'),
  durable: false,
});
const children: Child[] = [];
let client: pg.Client | undefined;
try {
  client = await prepare(postgres.url);
  const start = async (file: string, env: Record<string, string> = {}, flags: string[] = []) => {
    const common = {
      DATABASE_URL: postgres.url,
      BENCH_PEOPLE: String(PEOPLE),
      BENCH_STORAGE: join(scratch, 'media'),
      NODE_ENV: 'production',
    };
    const child = await startChild(file, { ...common, ...env }, flags);
    children.push(child);
    return child;
  };
  const flags = options.profile ? ['--cpu-prof', `--cpu-prof-dir=${options.profile}`] : [];
  const servers = {
    ours: await start('target.ts', {}, flags),
    reference: await start('reference/server.ts'),
    bare: await start('bareLoop.ts'),
    load: await start('load.ts'),
  };
  const calls = await measureCalls(servers, client);
  const creations = wanted.test('creation')
    ? await measureCreations(start, client, authorizations(PEOPLE).slice(PEOPLE / 2), options.quick)
    : [];
  const galleries = await measureGalleries(servers, client);
  const lists = await measureTeamLists(servers, client);
  const figures: Figures = new Map([...calls, ...creations, ...galleries, ...lists]);
  printFigures(
    figures,
    `${CONNECTIONS} connections, ${PEOPLE} people, median of ${rounds} rounds of ${seconds} s; ` +
      'creations to the end, galleries and lists one after another',
  );
  printRatios(figures, [
    ...comparisons,
    ...creationComparisons,
    ...galleryComparisons,
    ...teamListComparisons,
  ]);
} finally {
  await client?.end();
  for (const child of children.toReversed()) {
    await child.stop();
  }
  await postgres.stop();
  await rm(scratch, { recursive: true, force: true });
}
