import { describe, expect, it } from 'vitest';
import { isOlder } from './methods.ts';

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
