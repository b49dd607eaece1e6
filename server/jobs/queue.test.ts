import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createLog } from '../core/log.ts';
import { testApp } from '../testing/testApp.ts';
import { defineJob } from './job.ts';
import { JobQueue } from './queue.ts';

const test = testApp();

describe('a job', () => {
  const ran: number[] = [];
  const job = defineJob({
    name: 'test.wake',
    payload: z.object({ n: z.int() }),
    policy: { retryLimit: 0, retryDelay: 1, expireInSeconds: 60, concurrency: 3 },
    async handle(_app, { n }) {
      ran.push(n);
    },
  });

  it('starts as soon as its transaction is committed, and only then', async () => {
    const { app } = test;
    const log = createLog(app.config, app.redactor);
    const fail = (err: unknown) => log.fatal({ err });
    const queue = new JobQueue({ url: test.databaseUrl }, [job], fail, app.notifications);
    await queue.start({ schedules: false });
    await queue.work(app);
    try {
      const waits: number[] = [];
      for (let n = 0; n < 8; n++) {
        let committed = 0;
        await app.db.transaction(async (tx) => {
          await queue.enqueue(tx, job, { n });
          expect(ran).not.toContain(n);
        });
        committed = performance.now();
        await expect.poll(() => ran, { interval: 5, timeout: 5000 }).toContain(n);
        waits.push(performance.now() - committed);
      }
      // Without a notification, the workers would poll once a second.
      expect(waits.reduce((sum, wait) => sum + wait, 0) / waits.length).toBeLessThan(250);
      await expect(
        app.db.transaction(async (tx) => {
          await queue.enqueue(tx, job, { n: 99 });
          throw new Error('changed my mind');
        }),
      ).rejects.toThrow('changed my mind');
      await app.db.transaction((tx) => queue.enqueue(tx, job, { n: 100 }));
      await expect.poll(() => ran).toContain(100);
      expect(ran).not.toContain(99);
    } finally {
      await queue.stop();
    }
  });
});

it('runs no more of a group at once than of all jobs', async () => {
  const { app } = test;
  let running = 0;
  let mostAtOnce = 0;
  let ended = 0;
  const job = defineJob({
    name: 'test.one-at-once',
    payload: z.object({}),
    policy: {
      retryLimit: 0,
      retryDelay: 1,
      expireInSeconds: 60,
      concurrency: 1,
      groupConcurrency: 2,
    },
    async handle() {
      running += 1;
      mostAtOnce = Math.max(mostAtOnce, running);
      await new Promise((go) => setTimeout(go, 20));
      running -= 1;
      ended += 1;
    },
  });
  const fail = (err: unknown) => createLog(app.config, app.redactor).fatal({ err });
  const queue = new JobQueue({ url: test.databaseUrl }, [job], fail, app.notifications);
  await queue.start({ schedules: false });
  try {
    await queue.work(app);
    for (let i = 0; i < 3; i++) {
      await app.db.transaction((tx) => queue.enqueue(tx, job, {}, { group: 'someone' }));
    }
    await expect.poll(() => ended, { timeout: 10_000 }).toBe(3);
    expect(mostAtOnce).toBe(1);
  } finally {
    await queue.stop();
  }
});

describe('a process that is told to stop', () => {
  it('leaves its running job to another process, without counting an attempt', async () => {
    const { app } = test;
    const attempts: number[] = [];
    let ended = 0;
    const patient = defineJob({
      name: 'test.patient',
      payload: z.object({}),
      policy: { retryLimit: 0, retryDelay: 1, expireInSeconds: 60 },
      async handle(_app, _payload, { signal, attempt }) {
        attempts.push(attempt);
        if (attempts.length === 1) {
          await new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => reject(signal.reason));
          });
        }
        ended += 1;
      },
    });
    const fail = (err: unknown) => createLog(app.config, app.redactor).fatal({ err });
    const [first, second] = [1, 2].map(
      () => new JobQueue({ url: test.databaseUrl }, [patient], fail, app.notifications),
    );
    await first?.start({ schedules: false });
    await second?.start({ schedules: false });
    await first?.work(app);
    await app.db.transaction(async (tx) => first?.enqueue(tx, patient, {}));
    await expect.poll(() => attempts, { timeout: 10_000 }).toEqual([1]);
    await first?.stopFetching();
    await second?.work(app);
    await expect.poll(() => ended, { timeout: 10_000 }).toBe(1);
    expect(attempts).toEqual([1, 1]);
    await first?.stop();
    await second?.stop();
  });
});
