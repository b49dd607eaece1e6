import { describe, expect, it } from 'vitest';
import { parseAmount } from './amounts.ts';

describe('parseAmount', () => {
  it.each([
    ['100', 10_000],
    ['1,5', 150],
    ['1 000.25', 100_025],
    ['0', null],
    ['-5', null],
    ['1.234', null],
    ['ten', null],
    ['', null],
    ['10 000 000', 1_000_000_000],
    ['10000000.01', null],
  ])('coins %j', (text, amount) => {
    expect(parseAmount(text, 'coins')).toBe(amount);
  });

  it.each([
    ['3', 3],
    ['1.5', null],
    ['0', null],
    ['1000000', 1_000_000],
    ['1000001', null],
  ])('pieces %j', (text, amount) => {
    expect(parseAmount(text, 'free_operations')).toBe(amount);
  });
});
