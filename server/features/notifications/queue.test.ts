import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { sql } from '../../db/statement.ts';
import { testApp } from '../../testing/testApp.ts';
import { deliverJob } from './deliver.ts';
import { notify } from './service.ts';

const test = testApp();
const countJobs = sql<{ jobs: number }>(
  `select count(*)::int as jobs from pgboss.job where name = $1 and state in ('created', 'retry')`,
);
const jobs = async () => (await test.app.db.query(countJobs, [deliverJob.name]))[0]?.jobs;

it('queues one delivery for any number of messages', async () => {
  const { userId } = await test.person();
  for (let n = 0; n < 40; n++) {
    await test.app.db.transaction((tx) =>
      notify(test.app, tx, {
        userId,
        botName: 'main',
        key: randomUUID(),
        // Half of them wait a little, in case the app is opened meanwhile.
        message:
          n % 2 === 0
            ? {
                kind: 'payment_settled',
                coins: 150,
                discountLost: false,
                credits: 0,
                plan: null,
                amount: 3,
                currency: 'XTR',
              }
            : { kind: 'generation_ready', generationId: randomUUID(), mediaId: randomUUID() },
      }),
    );
  }
  await expect.poll(jobs, { timeout: 10_000 }).toBeGreaterThan(0);
  await sleep(500);
  expect(await jobs()).toBe(1);
});
