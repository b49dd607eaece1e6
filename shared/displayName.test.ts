import { describe, expect, it } from 'vitest';
import { displayName, visibleName } from './displayName.ts';

describe('displayName', () => {
  it('leaves names of all scripts and emoji as they are', () => {
    for (const name of [
      'Анна-Мария',
      "O'Neill",
      'محمد',
      'नरेंद्र',
      'Nguyễn',
      '李',
      '👩‍🚀 Ada',
      'می‌خواهم',
      'R2-D2 🤖',
    ]) {
      expect(visibleName(name)).toBe(name.normalize('NFC'));
    }
    expect(displayName({ firstName: 'Ada', lastName: 'Lovelace' }, 'en')).toBe('Ada Lovelace');
    expect(displayName({ firstName: 'Ada', lastName: null }, 'ru')).toBe('Ada');
  });

  it('returns a neutral name for one without visible characters', () => {
    for (const name of [
      '',
      '   ',
      '\u200B\u200D',
      '\u3164',
      '\u2800',
      '\u202E',
      '\u00AD\uFEFF',
      '\u{E0061}',
    ]) {
      expect(displayName({ firstName: name }, 'ru')).toBe('Без имени');
      expect(displayName({ firstName: name, lastName: name }, 'en')).toBe('No name');
    }
  });

  it('removes characters that change the direction of the text around, break lines or overlap them', () => {
    expect(visibleName('evil\u202Egpj.exe')).toBe('evilgpj.exe');
    expect(visibleName('\u2066a\u2069\u200Fb\u061C')).toBe('ab');
    expect(visibleName('two\nlines\t and\u00A0 more')).toBe('two lines and more');
    const zalgo = `Z${'\u0335'.repeat(40)}a${'\u0301\u0316'.repeat(20)}`;
    expect(visibleName(zalgo)?.length).toBeLessThanOrEqual(8);
    expect([...(visibleName('x'.repeat(500)) ?? '')]).toHaveLength(64);
  });
});
