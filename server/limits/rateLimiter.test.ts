import { randomInt } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { sql } from '../db/statement.ts';
import { testApp } from '../testing/testApp.ts';
import { purgeLimitsJob } from './purgeJob.ts';
import { RateLimiter } from './rateLimiter.ts';

const test = testApp();
/** So slow that no call becomes available again during a test. */
const limit = { calls: 5, perSeconds: 36_000 };
const jobRun = { attempt: 1, signal: new AbortController().signal };
const someone = () => randomInt(2 ** 40);

const countRows = sql<{ n: number }>('select count(*) as n from rate_limits where subject = $1');

describe('a rate limiter', () => {
  it('lets exactly as many calls through as the limit allows, however many arrive at once at several processes', async () => {
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

  it('counts each person and each action separately', async () => {
    const limiter = new RateLimiter(test.app.db);
    const [eve, alice] = [someone(), someone()];
    for (let n = 0; n < limit.calls; n++) {
      await limiter.take(eve, 'a', limit);
    }
    expect(await limiter.take(eve, 'a', limit)).toBeGreaterThan(0);
    expect(await limiter.take(eve, 'b', limit)).toBe(0);
    expect(await limiter.take(alice, 'a', limit)).toBe(0);
  });

  it('counts simultaneous calls of many people in two statements at a time, each by their own limit', async () => {
    const limiters = [new RateLimiter(test.app.db), new RateLimiter(test.app.db)];
    const people = Array.from({ length: 60 }, someone);
    const wide = { calls: 7, perSeconds: 36_000 };
    const queries = vi.spyOn(test.app.db, 'query');
    // Two processes count in opposite orders, eight calls of two actions for each person.
    const waits = await Promise.all(
      people.flatMap((_, index) =>
        limiters.flatMap((limiter, process) => {
          const subject = people.at(process === 0 ? index : -1 - index) ?? 0;
          return Array.from({ length: 4 }, async () => ({
            subject,
            narrow: await limiter.take(subject, 'narrow', limit),
            wide: await limiter.take(subject, 'wide', wide),
          }));
        }),
      ),
    );
    expect(queries.mock.calls.length).toBeLessThan(200);
    queries.mockRestore();
    for (const person of people) {
      const theirs = waits.filter(({ subject }) => subject === person);
      expect(theirs.filter(({ narrow }) => narrow === 0)).toHaveLength(limit.calls);
      expect(theirs.filter((wait) => wait.wide === 0)).toHaveLength(wide.calls);
    }
  });

  it('does not query the database again about a person whom it has just refused', async () => {
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

  it('says without counting whether a call is left', async () => {
    const [counting, asking] = [new RateLimiter(test.app.db), new RateLimiter(test.app.db)];
    const eve = someone();
    for (let n = 0; n < limit.calls; n++) {
      await asking.assertLeft(eve, 'a', limit);
      await asking.assertLeft(eve, 'a', limit);
      expect(await counting.take(eve, 'a', limit)).toBe(0);
    }
    await expect(asking.assertLeft(eve, 'a', limit)).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      details: { retryAfterSeconds: expect.any(Number) },
    });
  });

  it('does not query the database where a limit is counted in the process', async () => {
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

  it('deletes at night only counts that have no effect any more', async () => {
    const limiter = new RateLimiter(test.app.db);
    const [quiet, busy] = [someone(), someone()];
    await limiter.take(quiet, 'a', { calls: 1000, perSeconds: 1 });
    await limiter.take(busy, 'a', limit);
    await vi.waitFor(async () => {
      await purgeLimitsJob.run(test.app, {}, jobRun);
      expect(await test.app.db.query(countRows, [quiet])).toEqual([{ n: 0 }]);
    });
    expect(await test.app.db.query(countRows, [busy])).toEqual([{ n: 1 }]);
  });
});
