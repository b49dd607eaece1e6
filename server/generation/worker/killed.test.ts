import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { AppContext } from '../../context.ts';
import { testApp } from '../../testing/testApp.ts';
import { createFakeProvider } from '../testing/fakeProvider.ts';
import { pictureOrder } from '../testing/orders.ts';
import { untilEnded } from '../testing/untilEnded.ts';
import { type GenerationWorker, startGenerationWorker } from './sweeper.ts';

const LEASE_S = 1;
const paid = createFakeProvider({ name: 'fal' });
const artist = createFakeProvider({ name: 'local', idempotentSubmit: true });
const test = testApp({
  overrides: { providers: { fal: paid, local: artist } },
  env: { WORKER_LEASE_S: String(LEASE_S) },
});

const children = new Set<ChildProcess>();

/** Starts a worker process and resolves when it stands where it is to be killed. */
async function startWorker(where: string) {
  const script = fileURLToPath(new URL('../testing/killableWorker.ts', import.meta.url));
  const folder = join(tmpdir(), 'ai-coins-killed');
  const child = spawn(process.execPath, [script, test.databaseUrl, folder, where], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
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

/** The other worker process: it only ever sees what the killed one left behind. */
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
  ])('%s: the work ends within about one lease', async (_name, where, status, failure) => {
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
    expect(performance.now() - killedAt).toBeLessThan(LEASE_S * 1000 * 2 + 2000);
    expect(paid.submits).toEqual([]);
    const { balance } = await call.me.get();
    expect(balance.freeOperations).toBe(status === 'failed' ? 4 : 3);
  });
});
