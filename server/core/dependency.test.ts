import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Dependency } from './dependency.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A dependency whose probes take these times, milliseconds; -1 fails at once. */
function dependencyWith(times: number[]) {
  const heard: string[] = [];
  const dependency = new Dependency({
    probe: async () => {
      const time = times.shift() ?? 0;
      if (time < 0) {
        throw new Error('broken');
      }
      await new Promise((resolve) => setTimeout(resolve, time));
    },
    isOutage: () => true,
    onDown: () => heard.push('down'),
    onUp: () => heard.push('up'),
  });
  const works = async () => {
    const answer = dependency.works();
    await vi.advanceTimersByTimeAsync(2000);
    return await answer;
  };
  return { dependency, works, heard };
}

it('is not down because one probe was slow, as on a machine that is busy for a moment', async () => {
  const { works, heard } = dependencyWith([2500, 10]);
  expect(await works()).toBe(true);
  expect(await works()).toBe(true);
  expect(heard).toEqual([]);
});

it('is down when two consecutive probes are not answered', async () => {
  const { dependency, works, heard } = dependencyWith([60_000, 60_000]);
  expect(await works()).toBe(true);
  expect(await works()).toBe(false);
  expect(heard).toEqual(['down']);
  dependency.close();
});

it('is down at once when a probe fails', async () => {
  const { dependency, works, heard } = dependencyWith([-1]);
  expect(await works()).toBe(false);
  expect(heard).toEqual(['down']);
  dependency.close();
});
