import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { ProviderFailure, type ProviderFile, type ProviderState } from '../providers/provider.ts';
import { failing, samplePicture } from '../testing/fakeProvider.ts';
import { pictureOrder, updateRows, workOn } from '../testing/orders.ts';
import { workerWorld } from '../testing/workerWorld.ts';
import { sweep } from './sweeper.ts';

const { test, first, second, order } = workerWorld();

describe('success', () => {
  it('stores media, XP and a message, and charges once', async () => {
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

  it('counts the invite that brought the person, at their first generation', async () => {
    test.app.bots.first.username = 'ai_coins_bot';
    const inviter = await test.person();
    const { code } = await inviter.call.referrals.get();
    const { call, userId } = await test.person({ startParam: `r_${code}` });
    for (const counted of [1, 1]) {
      const { id } = await call.generation.create(pictureOrder());
      await workOn(test.app, userId, id);
      expect(await inviter.call.referrals.get()).toMatchObject({ counted });
    }
  });

  it('publishes progress', async () => {
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
  it('makes the worker read the state at once', async () => {
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
    // By now the pause between two polls is longer than a second.
    hinted = true;
    const begun = performance.now();
    test.app.generationSignals.send(made.id);
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

  it('returns the operation to the plan’s allowance of the day', async () => {
    const { call, userId } = await test.person();
    await updateRows(
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

  it('refunds all coins', async () => {
    const { call, userId } = await test.person();
    first.state = { state: 'failed', reason: 'provider_error', detail: 'crash' };
    const video = pictureOrder({ operation: 'video', model: 'veo-3-1-fast' });
    const { id } = await call.generation.create(video);
    expect((await call.me.get()).balance.coins).toBe(8100);
    await workOn(test.app, userId, id);
    expect((await call.me.get()).balance.coins).toBe(10_000);
  });
});

describe('submitting to a provider', () => {
  it('does not try another provider after the content was refused', async () => {
    const made = await order();
    first.onSubmit = failing('content_refused');
    await made.work();
    expect(await made.get()).toMatchObject({ status: 'failed', failure: 'content_refused' });
    expect(second.submits).toEqual([]);
  });

  it('never submits again when the outcome of the submit is unknown', async () => {
    const made = await order();
    first.onSubmit = () => {
      throw new Error('socket hang up');
    };
    await made.work();
    expect(await made.get()).toMatchObject({ status: 'failed', failure: 'outcome_unknown' });
    expect(second.submits).toEqual([]);
    expect(await made.refunds()).toHaveLength(1);
  });

  it('never treats a database error as a refusal of the provider', async () => {
    // The circuit breaker has an alert to close after the submit, and the database can't write it.
    await updateRows(
      test.app,
      `insert into alerts (kind, key, detail) values ('provider_down', 'google',
         jsonb_build_object('until', now() - interval '1 minute', 'times', 1))`,
    );
    await updateRows(
      test.app,
      `create function disk_full() returns trigger language plpgsql as
         $$ begin raise exception 'no space left' using errcode = '53100'; end $$`,
    );
    await updateRows(
      test.app,
      `create trigger disk_full before update on alerts for each row execute function disk_full()`,
    );
    // Longer than the circuit breaker caches what it has read.
    await sleep(2100);
    const made = await order();
    await made.work();
    await updateRows(test.app, 'drop function disk_full cascade');
    await updateRows(test.app, `delete from alerts where kind = 'provider_down'`);
    expect(await made.get()).toMatchObject({ status: 'succeeded', failure: null });
    expect(first.submits).toEqual([made.id]);
    expect(await made.refunds()).toEqual([]);
  });

  it('polls again when the state was not readable', async () => {
    const made = await order();
    const commonFaults = [new ProviderFailure('provider_unavailable', '504', { retryable: true })];
    const succeed = first.state as () => Promise<ProviderState>;
    first.state = () => {
      const trouble = commonFaults.shift();
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

describe('a result that can never be downloaded', () => {
  it.each([
    ['at a private address', 'https://127.0.0.1/a.png'],
    ['at a private IPv6 address', 'https://[::1]/a.png'],
    ['behind a name that leads inside', 'https://localhost/a.png'],
    ['of a scheme that is not fetched', 'ftp://files.example/a.png'],
    ['at an address that is none', 'not an address'],
  ])('%s fails and is refunded at once', async (_name, url) => {
    first.state = { state: 'succeeded', files: [{ url }] };
    const made = await order();
    await made.work();
    expect(await made.get()).toMatchObject({ status: 'failed', failure: 'result_unusable' });
    expect(await made.refunds()).toHaveLength(1);
    expect(first.polls).toHaveLength(1);
  });
});

describe('a result of several files', () => {
  const file = (bytes: Buffer) => ({ bytes, mime: 'image/png' });

  async function finished(files: ProviderFile[], blackMeansRefused = false) {
    first.state = { state: 'succeeded', files, blackMeansRefused };
    const made = await order();
    await made.work();
    return { made, done: await made.get() };
  }

  it('is delivered without the unusable ones', async () => {
    const good = file(await samplePicture());
    const broken = file(Buffer.from('not a picture at all'));
    const cut = file((await samplePicture()).subarray(0, 60));
    const { done } = await finished([broken, { url: 'not an address' }, cut, good]);
    expect(done).toMatchObject({ status: 'succeeded', media: [{ width: 64, height: 48 }] });
  });

  it('is delivered without those that the safety checker has blackened', async () => {
    const [black, good] = [await samplePicture('#000000'), await samplePicture('#3a6ea5')];
    const { done } = await finished([file(black), file(good)], true);
    expect(done).toMatchObject({ status: 'succeeded' });
    expect(done.media).toHaveLength(1);
  });

  it('is refused and refunded when every picture is black', async () => {
    const black = file(await samplePicture('#000000'));
    const { made, done } = await finished([black, black], true);
    expect(done).toMatchObject({ status: 'failed', failure: 'content_refused', refunded: true });
    expect(await made.refunds()).toHaveLength(1);
  });

  it('may be black where no safety checker marks results that way', async () => {
    const { done } = await finished([file(await samplePicture('#000000'))]);
    expect(done).toMatchObject({ status: 'succeeded' });
  });
});
