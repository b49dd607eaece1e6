import { describe, expect, it, vi } from 'vitest';
import { sql } from '../../../db/statement.ts';
import { samplePicture } from '../testing/fakeProvider.ts';
import { updateRows } from '../testing/orders.ts';
import { workerWorld } from '../testing/workerWorld.ts';
import { generationJob } from './job.ts';
import { sweep } from './sweeper.ts';

const { test, first, second, artist, order } = workerWorld();

const readJobs = sql<{ count: number }>(`
  select count(*) from pgboss.job where name = 'generation.run' and data->>'generationId' = $1`);

async function untilSwept(id: string): Promise<void> {
  await vi.waitFor(
    async () => {
      await sweep(test.app);
      const [jobs] = await test.app.db.query(readJobs, [id]);
      expect(jobs?.count).toBeGreaterThan(1);
    },
    { timeout: 10_000, interval: 50 },
  );
}

describe('a worker that dies', () => {
  it('before it submitted: the next worker submits', async () => {
    const made = await order();
    await updateRows(
      test.app,
      `update generations set status = 'running', lease_token = gen_random_uuid(), lease_until = now()
       where id = $1`,
      [made.id],
    );
    await untilSwept(made.id);
    await made.work();
    expect(await made.get()).toMatchObject({ status: 'succeeded' });
    expect(first.submits).toEqual([made.id]);
  });

  const whileAsking = (id: string, provider: string) =>
    updateRows(
      test.app,
      `update generations set status = 'running', lease_token = gen_random_uuid(), lease_until = now(),
         submit_started_at = now(), provider = $2, provider_model = 'any' where id = $1`,
      [id, provider],
    );

  it('while it submitted: refunded, and the provider is not asked again', async () => {
    const made = await order();
    await whileAsking(made.id, 'google');
    await untilSwept(made.id);
    await made.work();
    expect(await made.get()).toMatchObject({ status: 'failed', failure: 'outcome_unknown' });
    expect([first.submits, second.submits]).toEqual([[], []]);
    expect(await made.refunds()).toHaveLength(1);
  });

  it('while it submitted to a provider with idempotent submits: submits again', async () => {
    const made = await order();
    await whileAsking(made.id, 'local');
    await untilSwept(made.id);
    await made.work();
    expect(await made.get()).toMatchObject({ status: 'succeeded' });
    expect(artist.submits).toEqual([made.id]);
  });

  it('while it waited for the result: the next worker continues with the same request', async () => {
    const made = await order();
    await whileAsking(made.id, 'google');
    await updateRows(test.app, `update generations set provider_request_id = 'r-1' where id = $1`, [
      made.id,
    ]);
    await untilSwept(made.id);
    await made.work();
    expect(await made.get()).toMatchObject({ status: 'succeeded' });
    expect([first.submits, first.polls]).toEqual([[], ['r-1']]);
  });
});

describe('a worker that is told to stop', () => {
  it('passes its generations to the next worker, which continues with the same request', async () => {
    const made = await order();
    const stop = new AbortController();
    const succeed = first.state;
    first.state = () => {
      stop.abort();
      return { state: 'running', progress: 0.5 };
    };
    const payload = { userId: made.userId, generationId: made.id };
    await generationJob.run(test.app, payload, { signal: stop.signal, attempt: 1 });
    expect(await made.row()).toMatchObject({
      status: 'running',
      lease_token: null,
      provider_request_id: `fake-${made.id}`,
    });
    const [jobs] = await test.app.db.query(readJobs, [made.id]);
    expect(jobs?.count).toBe(2);
    first.state = succeed;
    await made.work();
    expect(await made.get()).toMatchObject({ status: 'succeeded' });
    expect(first.submits).toEqual([made.id]);
  });
});

describe('a late write', () => {
  it('changes nothing after the lease has passed to another worker', async () => {
    const made = await order();
    const gate = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    const late = await samplePicture('#ff0000', 99, 99);
    first.state = async () => {
      asked.resolve();
      await gate.promise;
      return { state: 'succeeded', files: [{ bytes: late, mime: 'image/png' }] };
    };
    const frozen = made.work();
    await asked.promise;
    await updateRows(test.app, `update generations set lease_until = now() where id = $1`, [
      made.id,
    ]);
    await untilSwept(made.id);
    first.state = async () => ({
      state: 'succeeded',
      files: [{ bytes: await samplePicture(), mime: 'image/png' }],
    });
    await made.work();
    gate.resolve();
    await frozen;
    const done = await made.get();
    expect(done.media.map(({ width }) => width)).toEqual([64]);
    expect(first.submits).toEqual([made.id]);
  });

  it('keeps its lease while it works', async () => {
    const made = await order();
    const begun = performance.now();
    first.state = async () => {
      await sweep(test.app);
      return performance.now() - begun < 1500
        ? { state: 'running', progress: null }
        : { state: 'succeeded', files: [{ bytes: await samplePicture(), mime: 'image/png' }] };
    };
    await made.work();
    const [jobs] = await test.app.db.query(readJobs, [made.id]);
    expect(jobs?.count).toBe(1);
    expect(await made.get()).toMatchObject({ status: 'succeeded' });
  });
});
