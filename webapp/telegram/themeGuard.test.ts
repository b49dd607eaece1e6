import { describe, expect, it } from 'vitest';
import { palettes } from '../showcase/palettes.ts';
import { contrast, guardedColours, isDark, mix } from './themeGuard.ts';

describe.each(Object.entries(palettes))('%s', (_, palette) => {
  const colours = guardedColours(palette);
  const { secondary_bg_color: page, section_bg_color: surface } = palette;
  const bar = palette.bottom_bar_bg_color;
  const soft = mix(palette.button_color, surface, 0.12);
  const dangerSoft = mix(palette.destructive_text_color, surface, 0.12);

  it.each([
    ['--ac-text-2-safe', [page, surface, bar, soft, mix(palette.text_color, surface, 0.11)]],
    ['--ac-link-safe', [page, surface, bar, soft]],
    ['--ac-danger-safe', [page, surface, bar, dangerSoft]],
  ] as const)('keeps %s readable', (name, backgrounds) => {
    for (const background of backgrounds) {
      expect(contrast(colours[name], background)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('keeps the label of a button readable', () => {
    const button = colours['--ac-action-safe'];
    expect(contrast(button, palette.button_text_color)).toBeGreaterThanOrEqual(4.5);
  });
});

describe('our own colours', () => {
  it.each([
    ['light', '#7d5600', '#fcf3dc', '#15754a', palettes.iosDay.section_bg_color],
    ['dark', '#f5c75a', mix('#f4b93a', '#1d2733', 0.15), '#5fd09a', '#1d2733'],
  ] as const)('read on %s', (_, coinText, coinSoft, success, surface) => {
    expect(contrast(coinText, coinSoft)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(success, surface)).toBeGreaterThanOrEqual(4.5);
  });
});

describe('isDark', () => {
  it('tells light and dark schemes apart', () => {
    expect(isDark(palettes.iosDay.secondary_bg_color)).toBe(false);
    expect(isDark(palettes.androidNight.secondary_bg_color)).toBe(true);
  });
});

describe('contrast', () => {
  it('is 21 for black on white and does not depend on the order', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrast('#ffffff', '#000000')).toBeCloseTo(21);
  });
});
