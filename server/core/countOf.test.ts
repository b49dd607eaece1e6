import { expect, it } from 'vitest';
import { countOf } from './countOf.ts';

it('one is singular, everything else plural', () => {
  const counts = [0, 1, 2, 21].map((count) => countOf(count, 'violation'));
  expect(counts).toEqual(['0 violations', '1 violation', '2 violations', '21 violations']);
  expect(countOf(1, 'entry', 'entries')).toBe('1 entry');
  expect(countOf(3, 'file is', 'files are')).toBe('3 files are');
});
