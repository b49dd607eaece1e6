/**
 * `npm run fuzz`: 100 000 valid and hostile requests of many people over HTTP against a started server with a
 * real database and simulated providers. Fails for any answer of 5xx, any answer that shows internals, a
 * broken invariant, and for memory that grows by more than a tenth after the warm-up. `--seed=7` plans the
 * same requests again, `--session=12` runs one session of them alone, `--requests=5000` sends fewer.
 */
import { fork } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { countOf } from '../../core/countOf.ts';
import { Database } from '../../db/database.ts';
import { startEmbeddedPostgres } from '../../db/embedded.ts';
import { listViolations } from '../../features/audit/violations.ts';
import { newTally, reportFindings, runFuzz } from './fuzz.ts';
import { listProcedures } from './procedures.ts';
import type { Tally } from './session.ts';
import type { Memory } from './target.ts';
import { startWorld } from './world.ts';

const PER_SESSION = 100;
const WARM_UP_SHARE = 0.25;
const MAX_GROWTH = 1.1;
const AT_ONCE = 8;
const MAX_REASONS = 20;
const REASON = /"level":[56]0|"code":"OVERLOADED"/;
/** How often memory is read after the warm-up. */
const READINGS = 3;

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    session: { type: 'string' },
    requests: { type: 'string', default: '100000' },
  },
});
const seed = Number(values.seed ?? randomInt(2 ** 31));
const alone = values.session === undefined ? null : Number(values.session);
const total = alone === null ? Math.ceil(Number(values.requests) / PER_SESSION) : 1;
const print = (line: string) => process.stdout.write(`${line}\n`);
const inMegabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MB`;

async function startTarget(databaseUrl: string, env: Record<string, string>, folder: string) {
  const child = fork(fileURLToPath(new URL('target.ts', import.meta.url)), {
    execArgv: ['--expose-gc'],
    env: {
      ...process.env,
      NODE_ENV: 'test',
      LOG_LEVEL: 'warn',
      DATA_DIR: folder,
      ...env,
      DATABASE_URL: databaseUrl,
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const reasons: string[] = [];
  createInterface({ input: child.stdout as Readable }).on('line', (line) => {
    if (REASON.test(line) && reasons.length < MAX_REASONS) {
      reasons.push(line);
    }
  });
  const ended = once(child, 'exit').then(([code, signal]) => {
    throw new Error(`the server ended with ${code ?? signal}`);
  });
  ended.catch(() => undefined);
  const heard = async () => (await Promise.race([once(child, 'message'), ended]))[0] as unknown;
  const { port } = (await heard()) as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    ended,
    /** Lines of the server's log about failures and calls that it could not serve. */
    reasons,
    async memory(): Promise<Memory> {
      child.send('memory');
      return (await heard()) as Memory;
    },
    async stop() {
      child.disconnect();
      await ended.catch(() => undefined);
    },
  };
}

function printMemory({ requests }: Tally, { live, heap, external, resident }: Memory): void {
  const parts = `${inMegabytes(heap)} objects, ${inMegabytes(external)} buffers`;
  print(
    `after ${requests} requests: live ${inMegabytes(live)} (${parts}), resident ${inMegabytes(resident)}`,
  );
}

function report(tally: Tally): void {
  const statuses = [...tally.byStatus].sort(([a], [b]) => a - b);
  print(
    statuses.map(([status, count]) => `${status === 0 ? 'closed' : status}: ${count}`).join('  '),
  );
  const never = listProcedures().filter(({ path }) => !tally.succeeded.has(path));
  print(`procedures that never succeeded: ${never.map(({ path }) => path).join(', ') || 'none'}`);
}

async function main(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'ai-coins-fuzz-'));
  const postgres = await startEmbeddedPostgres({
    dataDir: join(folder, 'postgres'),
    durable: false,
  });
  const world = await startWorld();
  const target = await startTarget(postgres.url, world.env, folder);
  world.setServer(target.url);
  const tally = newTally();
  const run = (firstSession: number, sessions: number) =>
    Promise.race([
      target.ended,
      runFuzz({
        world,
        url: target.url,
        seed,
        firstSession,
        sessions,
        requestsPerSession: PER_SESSION,
        atOnce: AT_ONCE,
        tally,
      }),
    ]);
  const runAlone = async (session: number): Promise<Memory> => {
    await run(session, 1);
    return await target.memory();
  };
  const runInParts = async (warmUp: number): Promise<Memory> => {
    const part = Math.ceil((total - warmUp) / READINGS);
    for (let first = warmUp; ; first += part) {
      await run(first, Math.min(part, total - first));
      const memory = await target.memory();
      printMemory(tally, memory);
      if (first + part >= total) {
        return memory;
      }
    }
  };
  try {
    print(`seed ${seed}: ${countOf(total, 'session')} of ${PER_SESSION} requests`);
    const started = performance.now();
    const warmUp = alone === null ? Math.ceil(total * WARM_UP_SHARE) : 0;
    await run(0, warmUp);
    const before = await target.memory();
    printMemory(tally, before);
    const after = alone === null ? await runInParts(warmUp) : await runAlone(alone);
    print(
      `${Math.round(tally.requests / ((performance.now() - started) / 1000))} requests per second`,
    );
    report(tally);
    print(`live memory ${inMegabytes(before.live)} -> ${inMegabytes(after.live)}`);
    const db = new Database({ url: postgres.url, poolSize: 1 });
    const violations = await listViolations(db);
    await db.close();
    print(
      `${countOf(tally.requests, 'request')}, ${countOf(tally.findings.length, 'fault')}, ${countOf(violations.length, 'violation')}`,
    );
    print(reportFindings(tally, seed));
    print(target.reasons.join('\n'));
    const grown = alone === null && after.live > before.live * MAX_GROWTH;
    return tally.findings.length === 0 && violations.length === 0 && !grown;
  } finally {
    await target.stop();
    await world.close();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

process.exitCode = (await main()) ? 0 : 1;
