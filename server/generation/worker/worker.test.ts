import { beforeEach, describe, expect, it, vi } from 'vitest';
import { sql } from '../../db/statement.ts';
import { testApp } from '../../testing/testApp.ts';
import { ProviderFailure, type ProviderState } from '../providers/provider.ts';
import { createFakeProvider, failing, samplePicture } from '../testing/fakeProvider.ts';
import { disturb, pictureOrder, workOn } from '../testing/orders.ts';
import { generationJob } from './job.ts';
import { nudge } from './nudges.ts';
import { sweep } from './sweeper.ts';

const first = createFakeProvider({ name: 'google' });
const second = createFakeProvider({ name: 'fal' });
const artist = createFakeProvider({ name: 'local', idempotentSubmit: true });
const providers = { google: first, fal: second, local: artist };
const test = testApp({ overrides: { providers }, env: { WORKER_LEASE_S: '1' } });

const readRefunds = sql<{ asset: string; amount: number }>(`
  select asset, amount from ledger_entries
  where user_id = $1 and kind = 'generation_refund' and reference = $2`);
const readRow = sql<{
  status: string;
  provider: string | null;
  provider_request_id: string | null;
  submit_started_at: Date | null;
  lease_token: string | null;
  failure_detail: string | null;
}>(`
  select status, provider, provider_request_id, submit_started_at, lease_token, failure_detail
  from generations where user_id = $1 and id = $2`);
const readJobs = sql<{ count: number }>(`
  select count(*) from pgboss.job where name = 'generation.run' and data->>'generationId' = $1`);

beforeEach(() => {
  for (const provider of [first, second, artist]) {
    provider.submits.length = 0;
    provider.polls.length = 0;
    provider.onSubmit = null;
    provider.cancels = false;
    provider.state = async () => ({
      state: 'succeeded',
      files: [{ bytes: await samplePicture(), mime: 'image/png' }],
    });
  }
});

async function order() {
  const { call, userId } = await test.person();
  const { id } = await call.generation.create(pictureOrder());
  return {
    call,
    userId,
    id,
    work: () => workOn(test.app, userId, id),
    get: () => call.generation.get({ id }),
    row: async () => (await test.app.db.query(readRow, [userId, id]))[0],
    refunds: () => test.app.db.query(readRefunds, [userId, id]),
    freeOperations: async () => (await call.me.get()).balance.freeOperations,
  };
}

/** Lets the lease run out and the sweep find it. */
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

describe('success', () => {
  it('leaves media, XP and a message, and charges once', async () => {
    const made = await order();
    await made.work();
    const done = await made.get();
    expect(done).toMatchObject({ status: 'succeeded', progress: 1, refunded: false });
    expect(done.media).toEqual([expect.objectContaining({ width: 64, height: 48, kind: 'image' })]);
    expect((await made.call.me.get()).level.xp).toBeGreaterThan(0);
    expect(await made.refunds()).toEqual([]);
    await made.work();
    expect(first.submits).toEqual([made.id]);
  });

  it('follows progress', async () => {
    const made = await order();
    const states: ProviderState[] = [
      { state: 'queued' },
      { state: 'running', progress: 0.25 },
      { state: 'running', progress: 0.75 },
    ];
    const seen: (number | null)[] = [];
    first.state = async () => {
      seen.push((await made.get()).progress);
      return (
        states.shift() ?? {
          state: 'succeeded',
          files: [{ bytes: await samplePicture(), mime: 'image/png' }],
        }
      );
    };
    await made.work();
    expect(seen).toEqual([null, null, 0.25, 0.75]);
  });
});

describe('a hint of the provider', () => {
  it('has the state read at once', async () => {
    const made = await order();
    const slow = Promise.withResolvers<void>();
    let hinted = false;
    first.state = async () => {
      if (first.polls.length === 7) {
        slow.resolve();
      }
      return hinted
        ? { state: 'succeeded', files: [{ bytes: await samplePicture(), mime: 'image/png' }] }
        : { state: 'queued' };
    };
    const working = made.work();
    await slow.promise;
    // By now the pause between two looks is longer than a second.
    hinted = true;
    const begun = performance.now();
    nudge(test.app, made.id);
    await working;
    expect(performance.now() - begun).toBeLessThan(1000);
    expect(await made.get()).toMatchObject({ status: 'succeeded' });
  });
});

describe('failure', () => {
  it.each([
    ['content_refused', { state: 'failed', reason: 'content_refused', detail: 'no' }],
    ['provider_error', { state: 'failed', reason: 'provider_error', detail: 'crash' }],
    ['result_unusable', { state: 'succeeded', files: [] }],
    [
      'result_unusable',
      {
        state: 'succeeded',
        files: [{ bytes: Buffer.from('<svg/> and more text'), mime: 'image/png' }],
      },
    ],
    ['result_unusable', { state: 'succeeded', files: [{ url: 'http://127.0.0.1:1/x.png' }] }],
    ['result_unusable', { state: 'succeeded', files: [{ url: 'file:///etc/passwd' }] }],
  ] satisfies [string, ProviderState][])('%s refunds once', async (reason, state) => {
    const made = await order();
    first.state = state;
    await made.work();
    expect(await made.get()).toMatchObject({ status: 'failed', failure: reason, refunded: true });
    expect(await made.refunds()).toEqual([{ asset: 'free_operations', amount: 1 }]);
    await made.work();
    await sweep(test.app);
    expect(await made.refunds()).toHaveLength(1);
    expect(await made.freeOperations()).toBe(4);
  });

  it('gives a plan its allowance of the day back', async () => {
    const { call, userId } = await test.person();
    await disturb(
      test.app,
      `insert into user_plans (user_id, id, plan_code, kind, daily_operations, starts_at, ends_at)
       values ($1, gen_random_uuid(), 'month', 'MONTH', 2, now(), now() + interval '1 day')`,
      [userId],
    );
    first.state = { state: 'failed', reason: 'provider_error', detail: 'crash' };
    const { id, paidWith } = await call.generation.create(pictureOrder());
    expect(paidWith).toBe('plan');
    await workOn(test.app, userId, id);
    expect(await call.generation.get({ id })).toMatchObject({ status: 'failed', refunded: true });
    expect((await call.me.get()).plan).toMatchObject({ usedToday: 0 });
  });

  it('gives coins back whole', async () => {
    const { call, userId } = await test.person();
    first.state = { state: 'failed', reason: 'provider_error', detail: 'crash' };
    const video = pictureOrder({ operation: 'video', model: 'veo-3-1-fast' });
    const { id } = await call.generation.create(video);
    expect((await call.me.get()).balance.coins).toBe(8100);
    await workOn(test.app, userId, id);
    expect((await call.me.get()).balance.coins).toBe(10_000);
  });
});

describe('asking a provider', () => {
  it('does not ask anybody else after the content was refused', async () => {
    const made = await order();
    first.onSubmit = failing('content_refused');
    await made.work();
    expect(await made.get()).toMatchObject({ status: 'failed', failure: 'content_refused' });
    expect(second.submits).toEqual([]);
  });

  it('never asks again when nobody knows whether the work was begun', async () => {
    const made = await order();
    first.onSubmit = () => {
      throw new Error('socket hang up');
    };
    await made.work();
    expect(await made.get()).toMatchObject({ status: 'failed', failure: 'outcome_unknown' });
    expect(second.submits).toEqual([]);
    expect(await made.refunds()).toHaveLength(1);
  });

  it('reads the state again when it was not readable', async () => {
    const made = await order();
    const troubles = [new ProviderFailure('provider_unavailable', '504', { retryable: true })];
    const succeed = first.state as () => Promise<ProviderState>;
    first.state = () => {
      const trouble = troubles.shift();
      if (trouble) {
        throw trouble;
      }
      return succeed();
    };
    await made.work();
    expect(await made.get()).toMatchObject({ status: 'succeeded' });
    expect(first.submits).toEqual([made.id]);
  });
});

describe('a worker that dies', () => {
  it('before it asked: the next one asks', async () => {
    const made = await order();
    await disturb(
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
    disturb(
      test.app,
      `update generations set status = 'running', lease_token = gen_random_uuid(), lease_until = now(),
         submit_started_at = now(), provider = $2, provider_model = 'any' where id = $1`,
      [id, provider],
    );

  it('while it asked: refunded, and nobody is asked again', async () => {
    const made = await order();
    await whileAsking(made.id, 'google');
    await untilSwept(made.id);
    await made.work();
    expect(await made.get()).toMatchObject({ status: 'failed', failure: 'outcome_unknown' });
    expect([first.submits, second.submits]).toEqual([[], []]);
    expect(await made.refunds()).toHaveLength(1);
  });

  it('while it asked somebody who takes the same work once: asked again', async () => {
    const made = await order();
    await whileAsking(made.id, 'local');
    await untilSwept(made.id);
    await made.work();
    expect(await made.get()).toMatchObject({ status: 'succeeded' });
    expect(artist.submits).toEqual([made.id]);
  });

  it('while it waited: the next one goes on with the same request', async () => {
    const made = await order();
    await whileAsking(made.id, 'google');
    await disturb(test.app, `update generations set provider_request_id = 'r-1' where id = $1`, [
      made.id,
    ]);
    await untilSwept(made.id);
    await made.work();
    expect(await made.get()).toMatchObject({ status: 'succeeded' });
    expect([first.submits, first.polls]).toEqual([[], ['r-1']]);
  });
});

describe('a worker that is told to stop', () => {
  it('gives its work to the next one, who goes on with the same request', async () => {
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

describe('a late writer', () => {
  it('changes nothing after the work has passed to somebody else', async () => {
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
    await disturb(test.app, `update generations set lease_until = now() where id = $1`, [made.id]);
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

describe('the deadline', () => {
  it('ends what waits and what runs, with a refund, whoever holds it', async () => {
    const [waiting, running] = [await order(), await order()];
    await disturb(
      test.app,
      `update generations set status = 'running', lease_token = gen_random_uuid(),
         lease_until = now() + interval '1 hour' where id = $1`,
      [running.id],
    );
    await disturb(
      test.app,
      `update generations set deadline_at = now() where id = any($1::uuid[])`,
      [[waiting.id, running.id]],
    );
    await Promise.all([sweep(test.app), sweep(test.app)]);
    for (const made of [waiting, running]) {
      expect(await made.get()).toMatchObject({ status: 'failed', failure: 'deadline_exceeded' });
      expect(await made.refunds()).toHaveLength(1);
    }
  });

  it('beats a result that comes too late', async () => {
    const made = await order();
    first.state = async () => {
      await disturb(test.app, `update generations set deadline_at = now() where id = $1`, [
        made.id,
      ]);
      await sweep(test.app);
      return { state: 'succeeded', files: [{ bytes: await samplePicture(), mime: 'image/png' }] };
    };
    await made.work();
    expect(await made.get()).toMatchObject({ status: 'failed', failure: 'deadline_exceeded' });
    expect((await made.get()).media).toEqual([]);
    expect(await made.refunds()).toHaveLength(1);
  });
});

describe('calling off', () => {
  it('refunds what has not begun, once', async () => {
    const made = await order();
    const cancelled = await made.call.generation.cancel({ id: made.id });
    expect(cancelled).toMatchObject({ status: 'cancelled', refunded: true });
    expect(await made.call.generation.cancel({ id: made.id })).toMatchObject({
      status: 'cancelled',
    });
    await made.work();
    expect(first.submits).toEqual([]);
    expect(await made.refunds()).toHaveLength(1);
    expect(await made.freeOperations()).toBe(4);
  });

  it('is refused for what a provider has begun or what has ended', async () => {
    const made = await order();
    first.state = async () => {
      await expect(made.call.generation.cancel({ id: made.id })).rejects.toMatchObject({
        message: 'GENERATION_NOT_CANCELLABLE',
      });
      return { state: 'succeeded', files: [{ bytes: await samplePicture(), mime: 'image/png' }] };
    };
    await made.work();
    expect(await made.get()).toMatchObject({ status: 'succeeded' });
    await expect(made.call.generation.cancel({ id: made.id })).rejects.toMatchObject({
      message: 'GENERATION_NOT_CANCELLABLE',
    });
  });

  it('works when the provider agrees not to begin', async () => {
    const made = await order();
    first.cancels = true;
    first.state = async () => {
      await made.call.generation.cancel({ id: made.id }).catch(() => undefined);
      return { state: 'queued' };
    };
    await made.work();
    expect(await made.get()).toMatchObject({ status: 'cancelled', refunded: true });
    expect(await made.refunds()).toHaveLength(1);
  });
});

describe('other people', () => {
  it('get nothing by the id of a generation', async () => {
    const made = await order();
    const { call } = await test.person();
    const refusal = { message: 'NOT_FOUND' };
    await expect(call.generation.get({ id: made.id })).rejects.toMatchObject(refusal);
    await expect(call.generation.cancel({ id: made.id })).rejects.toMatchObject(refusal);
    expect((await call.generation.active()).items).toEqual([]);
    expect(await made.get()).toMatchObject({ status: 'queued' });
  });
});
