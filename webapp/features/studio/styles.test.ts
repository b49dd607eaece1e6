import { describe, expect, it } from 'vitest';
import type { Preset } from '../../../shared/schemas/generation.ts';
import { styleOf, withStyle } from './styles.ts';

const style = (code: string, ru: string, en: string): Preset => ({
  code,
  kind: 'style',
  operation: 'create',
  name: { ru: code, en: code },
  text: { ru, en },
});
const pixel = style('pixel', 'пиксельная графика', 'pixel art');
const oil = style('oil', 'картина маслом', 'an oil painting');
const styles = [pixel, oil];

describe('a style', () => {
  it('is added to the prompt, and removed without a trace', () => {
    const words = withStyle('A fox in the snow.', pixel, styles, 'en');
    expect(words).toBe('A fox in the snow, pixel art');
    expect(styleOf(words, styles)).toBe(pixel);
    expect(withStyle(words, null, styles, 'en')).toBe('A fox in the snow');
  });

  it('replaces the previous one, also one in the other language', () => {
    expect(withStyle('Лиса, пиксельная графика', oil, styles, 'ru')).toBe('Лиса, картина маслом');
    expect(withStyle('A fox, пиксельная графика ', oil, styles, 'en')).toBe(
      'A fox, an oil painting',
    );
  });

  it('is the whole prompt when there is no other text', () => {
    const words = withStyle(' ', pixel, styles, 'en');
    expect(words).toBe('pixel art');
    expect(withStyle(words, null, styles, 'en')).toBe('');
  });

  it('is not found in a prompt that only mentions it', () => {
    expect(styleOf('pixel art of a fox', styles)).toBeNull();
    expect(styleOf('superpixel art', styles)).toBeNull();
  });
});
