import { supports } from '@telegram-apps/sdk-react';
import { describe, expect, it } from 'vitest';
import { isOlder, type Method, since } from './methods.ts';

describe('isOlder', () => {
  it.each([
    ['6.0', '6.1', true],
    ['6.10', '6.2', false],
    ['7.0', '6.9', false],
    ['8', '8.0', false],
    ['6.2', '6.2', false],
  ])('%s before %s: %s', (a, b, older) => {
    expect(isOlder(a, b)).toBe(older);
  });
});

describe('a method', () => {
  const versions = [
    ...Array.from({ length: 11 }, (_, minor) => `6.${minor}` as const),
    ...Array.from({ length: 12 }, (_, minor) => `7.${minor}` as const),
    '8.0',
    '9.0',
  ] as const;

  it.each(Object.keys(since) as Method[])(
    '%s goes to no client that does not know it, by the records of the SDK',
    (method) => {
      const asked = versions.filter((version) => !isOlder(version, since[method]));
      expect(asked.filter((version) => !supports(method, version))).toEqual([]);
      expect(asked.length).toBeGreaterThan(0);
    },
  );
});
