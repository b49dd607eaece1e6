import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { AppContext } from '../../../app/context.ts';
import type { Tx } from '../../../db/database.ts';
import { sql } from '../../../db/statement.ts';
import { testApp } from '../../../testing/testApp.ts';
import { createFakeProvider } from '../testing/fakeProvider.ts';
import { pictureOrder } from '../testing/orders.ts';
import { untilEnded } from '../testing/untilEnded.ts';
import { type GenerationWorker, startGenerationWorker } from './sweeper.ts';

/** Long enough for a busy machine to start the process that continues the work. */
const LEASE_S = 6;
const paid = createFakeProvider({ name: 'fal' });
const artist = createFakeProvider({ name: 'local', idempotentSubmit: true });
const test = testApp({
  overrides: { providers: { fal: paid, local: artist } },
  env: { WORKER_LEASE_S: String(LEASE_S) },
});

const lockRow = sql('select from generations where user_id = $1 and id = $2 for no key update');
const countTaken = sql<{ taken: number }>(
  `select count(*) as taken from pgboss.job where name = 'generation.run' and state = 'active'`,
);

async function takenJobs(tx: Tx): Promise<number> {
  const [row] = await tx.query(countTaken);
  return row?.taken ?? 0;
}

const children = new Set<ChildProcess>();

/** Starts a worker process and resolves when it has reached the point where it is to be killed. */
async function startWorker(where: string) {
  const script = fileURLToPath(new URL('../testing/killableWorker.ts', import.meta.url));
  const folder = join(tmpdir(), 'ai-coins-killed');
  const child = spawn(
    process.execPath,
    [script, test.databaseUrl, folder, where, String(LEASE_S)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  children.add(child);
  const said = new Set<string>();
  const waiting = new Map<string, () => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    said.add(line);
    waiting.get(line)?.();
  });
  const hear = (line: string) =>
    new Promise<void>((resolve, reject) => {
      waiting.set(line, resolve);
      child.once('exit', () => reject(new Error('the worker ended by itself')));
      if (said.has(line)) {
        resolve();
      }
    });
  return {
    hear,
    async kill() {
      child.removeAllListeners('exit');
      child.kill('SIGKILL');
      await once(child, 'exit');
      children.delete(child);
    },
  };
}

let survivor: AppContext;
let sweeping: GenerationWorker;

/** The other worker process: it sees only what the killed one left in the database. */
async function startSurvivor() {
  survivor = await test.openAnother();
  sweeping = startGenerationWorker(survivor);
  await survivor.queue.work(survivor);
}

describe('a worker process killed at once', () => {
  afterAll(async () => {
    for (const child of children) {
      child.kill('SIGKILL');
    }
    await sweeping?.stop();
    await survivor?.close();
  });

  it.each([
    ['while a paid provider was being asked', 'submit', 'failed', 'outcome_unknown'],
    ['while the local artist was being asked', 'local submit', 'succeeded', null],
    ['while it waited for the result', 'poll', 'succeeded', null],
  ])(
    '%s: the work ends within the lease',
    { timeout: 90_000 },
    async (_name, where, status, failure) => {
      const { call } = await test.person();
      await sweeping?.stop();
      await survivor?.close();
      const worker = await startWorker(where);
      await worker.hear('ready');
      const { id } = await call.generation.create(pictureOrder());
      await worker.hear(`at ${where}`);
      await startSurvivor();
      await worker.kill();
      const killedAt = performance.now();
      const ended = await untilEnded(call, id);
      expect(ended).toMatchObject({ status, failure, refunded: status === 'failed' });
      expect(performance.now() - killedAt).toBeLessThan(LEASE_S * 1000);
      expect(paid.submits).toEqual([]);
      const { balance } = await call.me.get();
      expect(balance.freeOperations).toBe(status === 'failed' ? 4 : 3);
    },
  );

  it('with a job that it had not started: the job queue gives it to another process', {
    timeout: 90_000,
  }, async () => {
    const { call, userId } = await test.person();
    await sweeping?.stop();
    await survivor?.close();
    const { id } = await call.generation.create(pictureOrder());
    await test.app.db.transaction(async (tx) => {
      await tx.query(lockRow, [userId, id]);
      const worker = await startWorker('poll');
      const takenBefore = await takenJobs(tx);
      while ((await takenJobs(tx)) === takenBefore) {
        await sleep(20);
      }
      await worker.kill();
    });
    await startSurvivor();
    expect(await untilEnded(call, id, 60_000)).toMatchObject({ status: 'succeeded' });
  });
});
