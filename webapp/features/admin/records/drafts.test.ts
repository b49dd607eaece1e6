import { describe, expect, it } from 'vitest';
import { issuesOf } from '../../../../shared/records/check.ts';
import { field } from '../../../../shared/records/fields.ts';
import { inUse } from '../../../i18n/index.ts';
import { fromDraft, toDraft } from './drafts.ts';

describe('what is typed or pasted into a field', () => {
  it.each([
    ['promo', '\u200e summer-5\u00a0\n', 'SUMMER-5'],
    ['code', ' Veo-3-1 ', 'veo-3-1'],
    ['https', ' https://example.com/a\u200b ', 'https://example.com/a'],
    ['channel', '\ufeff@ai coins', '@aicoins'],
    ['contact', ' t.me/help\u200e ', 'https://t.me/help'],
    ['contact', 'http://telegram.me/+AbC', 'https://t.me/+AbC'],
    ['contact', ' @help desk', '@helpdesk'],
    ['chat', ' -1001234567890/7 ', '-1001234567890/7'],
  ] as const)('a text of the form %s has no spaces and invisible marks', (form, typed, value) => {
    expect(fromDraft(field.text(500, { form }), typed, {})).toBe(value);
  });

  it('other words keep what stands between them, and nothing is null', () => {
    expect(fromDraft(field.text(60), '  Nano  Banana ', {})).toBe('Nano  Banana');
    expect(fromDraft(field.text(60, { form: 'code' }), ' \u200b ', {})).toBeNull();
  });

  it.each([
    ['1 000 000', 100_000_000],
    ['0', 0],
    ['-5', -1],
    ['1,5', 150],
    ['1.234', Number.NaN],
    ['', null],
  ])('coins %j', (typed, value) => {
    expect(fromDraft(field.coins(0), typed, {})).toBe(value);
  });

  it.each([
    ['99999999999999999999', 'too_large'],
    ['10000001', 'too_large'],
    ['🎁', 'not_a_number'],
    ['1e9', 'not_a_number'],
    ['-5', 'too_small'],
    ['\u200e1\u00a0', undefined],
  ])('of %j it is said what is wrong with it: %s', (typed, problem) => {
    for (const rule of [field.coins(100), field.number('pieces', 1, 5000)]) {
      const value = fromDraft(rule, typed, {});
      expect(issuesOf({ rule }, { rule: value })[0]?.problem).toBe(problem);
    }
  });
});

describe('what stands in a field', () => {
  it.each([
    ['ru', '1,5'],
    ['en', '1.5'],
  ] as const)(
    'coins have the decimal mark of the language, and are read back (%s)',
    (language, text) => {
      inUse.setState({ language, strings: {}, errors: {} } as never);
      expect(toDraft(field.coins(0), 150, {})).toBe(text);
      expect(fromDraft(field.coins(0), text, {})).toBe(150);
    },
  );
});
