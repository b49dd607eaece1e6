/**
 * `npm run bench [-- --quick] [-- --profile]`: requests per second and latencies of the hot calls,
 * beside an empty call on the same server, the usual way of writing them, and the bare statements.
 * All in one run, on one PostgreSQL, in interleaved rounds; the figures are the medians of the rounds.
 */
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { insertDefaults } from '../server/catalogue/defaults.ts';
import { Database } from '../server/db/database.ts';
import { startEmbeddedPostgres } from '../server/db/embedded.ts';
import { migrateUp } from '../server/db/migrate.ts';
import { type Child, startChild } from './child.ts';
import { type Contender, contenders } from './contenders.ts';
import { type Measured, medianOf, type summarize } from './measure.ts';
import { printFigures, printRatios } from './report.ts';
import { clearWork, seedPeople } from './seed.ts';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    /** Writes a CPU profile of our server into this folder. */
    profile: { type: 'string' },
    only: { type: 'string' },
  },
});

const CONNECTIONS = 16;
const PEOPLE = 4000;
const rounds = options.quick ? 2 : 5;
const seconds = options.quick ? 1.2 : 2.5;
const warmUpSeconds = options.quick ? 0.8 : 2;

async function prepare(url: string): Promise<pg.Client> {
  await migrateUp(url);
  const db = new Database({ url, poolSize: 1 });
  await insertDefaults(db);
  await db.close();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await seedPeople(client, PEOPLE);
  return client;
}

type Round = ReturnType<typeof summarize>;

async function measureAll(
  client: pg.Client,
  children: { load: Child; bare: Child; ours: Child; reference: Child },
): Promise<Record<Contender, Measured>> {
  const names = (Object.keys(contenders) as Contender[]).filter((name) =>
    new RegExp(options.only ?? '').test(name),
  );
  const measured = new Map<Contender, Measured[]>(names.map((name) => [name, []]));
  const run = async (name: Contender, duration: number): Promise<Measured> => {
    const { server, path, body } = contenders[name];
    const common = { connections: CONNECTIONS, seconds: duration };
    if (server === 'bare') {
      return { ...((await children.bare.ask(common)) as Round), cpu: null };
    }
    const { origin } = children[server].ready as { origin: string };
    const before = (await children[server].ask({})) as NodeJS.CpuUsage;
    const round = (await children.load.ask({ ...common, origin, path, body })) as Round;
    const after = (await children[server].ask({})) as NodeJS.CpuUsage;
    const used = after.user + after.system - before.user - before.system;
    return { ...round, cpu: used / round.calls };
  };
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const figures = await run(name, round === 0 ? warmUpSeconds : seconds);
      if (round > 0) {
        measured.get(name)?.push(figures);
      }
      if (contenders[name].body || contenders[name].server === 'bare') {
        await clearWork(client);
      }
    }
  }
  return Object.fromEntries([...measured].map(([name, list]) => [name, medianOf(list)])) as Record<
    Contender,
    Measured
  >;
}

const dataDir = join(tmpdir(), `ai-coins-bench-${randomUUID().slice(0, 8)}`);
const postgres = await startEmbeddedPostgres({ dataDir });
const children: Child[] = [];
let client: pg.Client | undefined;
try {
  client = await prepare(postgres.url);
  const env = {
    DATABASE_URL: postgres.url,
    BENCH_PEOPLE: String(PEOPLE),
    NODE_ENV: 'production',
  };
  const start = async (file: string, flags: string[] = []) => {
    const child = await startChild(file, env, flags);
    children.push(child);
    return child;
  };
  const flags = options.profile ? ['--cpu-prof', `--cpu-prof-dir=${options.profile}`] : [];
  const figures = await measureAll(client, {
    ours: await start('target.ts', flags),
    reference: await start('reference/server.ts'),
    bare: await start('bareLoop.ts'),
    load: await start('load.ts'),
  });
  printFigures(figures, { connections: CONNECTIONS, rounds, seconds, people: PEOPLE });
  printRatios(figures);
} finally {
  await client?.end();
  for (const child of children.toReversed()) {
    await child.stop();
  }
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}
