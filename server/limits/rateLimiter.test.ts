import { randomInt } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { sql } from '../db/statement.ts';
import { testApp } from '../testing/testApp.ts';
import { forgetLimitsJob } from './forgetJob.ts';
import { RateLimiter } from './rateLimiter.ts';

const test = testApp();
/** So slow that no call comes back while a test runs. */
const limit = { calls: 5, perSeconds: 36_000 };
const jobRun = { attempt: 1, signal: new AbortController().signal };
const someone = () => randomInt(2 ** 40);

const countRows = sql<{ n: number }>('select count(*) as n from rate_limits where subject = $1');

describe('a rate limiter', () => {
  it('lets exactly as many calls through as the limit says, however many come at once to several processes', async () => {
    const limiters = [new RateLimiter(test.app.db), new RateLimiter(test.app.db)];
    const subject = someone();
    const waits = await Promise.all(
      Array.from({ length: 40 }, (_, n) => limiters[n % 2]?.take(subject, 'a', limit)),
    );
    expect(waits.filter((wait) => wait === 0)).toHaveLength(limit.calls);
    for (const wait of waits.filter((wait) => wait !== 0)) {
      // The next of five in ten hours comes back in two hours; the first answers are as old as the test.
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(7200);
    }
  });

  it('counts each person and each action apart', async () => {
    const limiter = new RateLimiter(test.app.db);
    const [eve, alice] = [someone(), someone()];
    for (let n = 0; n < limit.calls; n++) {
      await limiter.take(eve, 'a', limit);
    }
    expect(await limiter.take(eve, 'a', limit)).toBeGreaterThan(0);
    expect(await limiter.take(eve, 'b', limit)).toBe(0);
    expect(await limiter.take(alice, 'a', limit)).toBe(0);
  });

  it('does not ask the database again about somebody whom it has just refused', async () => {
    const limiter = new RateLimiter(test.app.db);
    const eve = someone();
    for (let n = 0; n <= limit.calls; n++) {
      await limiter.take(eve, 'a', limit);
    }
    const queries = vi.spyOn(test.app.db, 'query');
    for (let n = 0; n < 100; n++) {
      await expect(limiter.count(eve, 'a', limit)).rejects.toMatchObject({
        code: 'RATE_LIMITED',
        details: { retryAfterSeconds: expect.any(Number) },
      });
    }
    expect(queries).not.toHaveBeenCalled();
    queries.mockRestore();
  });

  it('asks the database nothing where a limit is counted in the process', async () => {
    const limiter = new RateLimiter(test.app.db);
    const eve = someone();
    const queries = vi.spyOn(test.app.db, 'query');
    const waits: number[] = [];
    for (let n = 0; n < limit.calls * 2; n++) {
      waits.push(await limiter.take(eve, 'a', { ...limit, counted: 'process' }));
    }
    expect(queries).not.toHaveBeenCalled();
    queries.mockRestore();
    expect(waits.filter((wait) => wait === 0)).toHaveLength(limit.calls);
  });

  it('forgets at night what nobody needs any more, and nothing else', async () => {
    const limiter = new RateLimiter(test.app.db);
    const [quiet, busy] = [someone(), someone()];
    await limiter.take(quiet, 'a', { calls: 1000, perSeconds: 1 });
    await limiter.take(busy, 'a', limit);
    await vi.waitFor(async () => {
      await forgetLimitsJob.run(test.app, {}, jobRun);
      expect(await test.app.db.query(countRows, [quiet])).toEqual([{ n: 0 }]);
    });
    expect(await test.app.db.query(countRows, [busy])).toEqual([{ n: 1 }]);
  });
});
