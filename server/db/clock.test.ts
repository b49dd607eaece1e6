import { describe, expect, it } from 'vitest';
import { testApp } from '../testing/testApp.ts';
import { DatabaseClock } from './clock.ts';

const test = testApp();
const DAY_MS = 24 * 60 * 60 * 1000;
const MINUTE_MS = 60_000;
const silent = () => undefined;

/** A database whose clock shows another time. */
const databaseAt = (time: () => Promise<number>) =>
  ({ query: async () => [{ at: await time() }] }) as never;

describe("the database's clock", () => {
  it('is the time of the whole server', async () => {
    const clock = new DatabaseClock(test.app.db, silent);
    await clock.start();
    clock.stop();
    expect(Math.abs(clock.now().getTime() - test.app.now().getTime())).toBeLessThan(MINUTE_MS);
  });

  it("decides, whatever this machine's clock says", async () => {
    const clock = new DatabaseClock(
      databaseAt(async () => Date.now() + DAY_MS),
      silent,
    );
    await clock.start();
    clock.stop();
    const ahead = clock.now().getTime() - Date.now();
    expect(Math.abs(ahead - DAY_MS)).toBeLessThan(MINUTE_MS);
  });

  it("is this machine's clock until the database has answered", async () => {
    const errors: string[] = [];
    const clock = new DatabaseClock(
      databaseAt(async () => Promise.reject(new Error('away'))),
      (_, what) => errors.push(what),
    );
    await clock.start();
    clock.stop();
    expect(errors).toHaveLength(1);
    expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(MINUTE_MS);
  });
});
