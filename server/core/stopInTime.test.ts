import { expect, it, vi } from 'vitest';
import { stopInTime } from './stopInTime.ts';

it('goes on without what does not stop, and the log says so', async () => {
  const error = vi.fn();
  expect(await stopInTime(() => new Promise(() => undefined), { error }, 20)).toBe(false);
  expect(error).toHaveBeenCalledExactlyOnceWith(
    { maxMs: 20 },
    expect.stringMatching(/the stop took too long/),
  );
});

it('says nothing of a stop that ends, and hides none that fails', async () => {
  const error = vi.fn();
  expect(await stopInTime(async () => undefined, { error }, 60_000)).toBe(true);
  await expect(
    stopInTime(() => Promise.reject(new Error('no way to stop')), { error }, 60_000),
  ).rejects.toThrow('no way to stop');
  expect(error).not.toHaveBeenCalled();
});
