import { afterEach, beforeEach, expect, vi } from 'vitest';

/** Every call of console.error or console.warn fails the test that caused it. */
beforeEach(() => {
  vi.spyOn(console, 'error');
  vi.spyOn(console, 'warn');
});

afterEach(() => {
  const written = [console.error, console.warn].flatMap((write) => vi.mocked(write).mock.calls);
  expect(written).toEqual([]);
});
