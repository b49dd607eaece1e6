import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completePalette, paletteKeys, readPalette } from './palette.ts';
import { backgroundsOf, contrast, guardedColours, type Hex, isDark } from './themeGuard.ts';

const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value): Hex => `#${value.toString(16).padStart(6, '0')}`);
const anyPalette = fc.dictionary(fc.constantFrom(...paletteKeys), colour);

describe('a completed palette', () => {
  it('has readable text, buttons and links, whatever colours were given', () => {
    fc.assert(
      fc.property(anyPalette, (given) => {
        const palette = completePalette(given);
        const guarded = guardedColours(palette);
        for (const background of backgroundsOf(palette)) {
          expect(contrast(palette.text_color, background)).toBeGreaterThanOrEqual(4.5);
        }
        const { button_text_color: label, section_bg_color: surface } = palette;
        expect(contrast(guarded['--ac-action-safe'], label)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(guarded['--ac-link-safe'], surface)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(guarded['--ac-text-2-safe'], surface)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(guarded['--ac-danger-safe'], surface)).toBeGreaterThanOrEqual(4.5);
      }),
      { numRuns: 2000 },
    );
  });

  it('of a dark theme with three colours stays dark', () => {
    const palette = completePalette({
      bg_color: '#17212b',
      text_color: '#f5f5f5',
      button_color: '#5288c1',
    });
    expect(palette).toMatchObject({ text_color: '#f5f5f5', button_color: '#5288c1' });
    expect(isDark(palette.secondary_bg_color)).toBe(true);
  });

  it('of a light text colour alone gets a dark background', () => {
    expect(isDark(completePalette({ text_color: '#ffffff' }).bg_color)).toBe(true);
  });

  it.each(['#ffffff', '#000000', '#808080', '#2ea6ff'] as const)(
    'has a readable button where button and label are both %s',
    (both) => {
      const palette = completePalette({ button_color: both, button_text_color: both });
      const button = guardedColours(palette)['--ac-action-safe'];
      expect(contrast(button, palette.button_text_color)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it('keeps colours that are readable', () => {
    const given = { bg_color: '#ffffff', text_color: '#222222', button_color: '#2678b6' } as const;
    expect(completePalette(given)).toMatchObject(given);
  });
});

describe('readPalette', () => {
  it.each([null, undefined, 'x', 5, []])('of %j is empty', (value) => {
    expect(readPalette(value)).toEqual({});
  });
});
