import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formsOf, normalizeCode } from './code.ts';

describe('normalizeCode', () => {
  it.each([
    ['welcome2025', 'WELCOME2025'],
    ['  Free Access ', 'FREEACCESS'],
    ['free_access', 'FREE_ACCESS'],
    // Typed on a Russian keyboard.
    ['ВОNUS30', 'BONUS30'],
    ['МЕGА50', 'MEGA50'],
    ['ｓａｖｅ２０', 'SAVE20'],
    ['SAVE\u200B20', 'SAVE20'],
  ])('%j is %s', (text, code) => {
    expect(normalizeCode(text)).toBe(code);
  });

  it('changes nothing when done again, and never leaves a space or a small letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const code = normalizeCode(text);
        expect(normalizeCode(code)).toBe(code);
        expect(code).not.toMatch(/\s/);
        expect(code).toBe(code.toUpperCase());
      }),
    );
  });

  it('keeps a Russian code findable as it is written', () => {
    expect(formsOf('скидка')).toEqual(['CКИДKA'.replace('К', 'K'), 'СКИДКА']);
  });
});
