import { expect, it, vi } from 'vitest';
import { stopInTime } from './stopInTime.ts';

it('resolves although the stop hangs, and logs it', async () => {
  const error = vi.fn();
  expect(await stopInTime(() => new Promise(() => undefined), { error }, 20)).toBe(false);
  expect(error).toHaveBeenCalledExactlyOnceWith(
    { maxMs: 20 },
    expect.stringMatching(/the stop took too long/),
  );
});

it('logs nothing when the stop ends in time, and passes on the error of one that fails', async () => {
  const error = vi.fn();
  expect(await stopInTime(async () => undefined, { error }, 60_000)).toBe(true);
  await expect(
    stopInTime(() => Promise.reject(new Error('no way to stop')), { error }, 60_000),
  ).rejects.toThrow('no way to stop');
  expect(error).not.toHaveBeenCalled();
});
