import { describe, expect, it } from 'vitest';
import { MAX_ARCHIVED_BYTES, MAX_ARCHIVED_WORKS } from '../../shared/closedSets.ts';
import { errorCodes } from '../../shared/errors.ts';
import { errors as enErrors, strings as enFirst } from './en/first.ts';
import { strings as enLater } from './en/later.ts';
import { errorFacts } from './errorFacts.ts';
import { format } from './format.ts';
import { languageFor } from './language.ts';
import { errors as ruErrors, strings as ruFirst } from './ru/first.ts';
import { strings as ruLater } from './ru/later.ts';
import { type Texts, translate } from './translate.ts';

const en = { ...enFirst, ...enLater };
const ru = { ...ruFirst, ...ruLater };
const endings = /_(zero|one|two|few|many|other)$/;

/** Every text with its dotted key. */
function leaves(texts: Texts, path = ''): [key: string, text: string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[path + key, value] as [string, string]]
      : leaves(value, `${path}${key}.`),
  );
}

function keys(texts: Texts): string[] {
  return [...new Set(leaves(texts).map(([key]) => key.replace(endings, '')))].sort();
}

function places(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').sort();
}

describe('both languages', () => {
  it('have the same namespaces and keys', () => {
    expect(Object.keys(ruFirst)).toEqual(Object.keys(enFirst));
    expect(keys(ru)).toEqual(keys(en));
  });

  it('have the same placeholders', () => {
    const english = new Map(leaves(en));
    const plural = new Map(leaves(en).map(([key, text]) => [key.replace(endings, ''), text]));
    const different = leaves(ru).filter(([key, text]) => {
      // "Add an image", where one is not counted, may be so in both languages.
      const others = [english.get(key), plural.get(key.replace(endings, ''))];
      const wanted = places(text).join();
      return !others.some((other) => other !== undefined && places(other).join() === wanted);
    });
    expect(different).toEqual([]);
  });

  it('have every Russian plural form where something is counted', () => {
    const counted = leaves(ru).filter(([key]) => endings.test(key));
    const bases = new Set(counted.map(([key]) => key.replace(endings, '')));
    const has = new Set(counted.map(([key]) => key));
    const missing = [...bases].flatMap((base) =>
      ['_one', '_few', '_many', '_other'].map((end) => base + end).filter((key) => !has.has(key)),
    );
    expect(missing).toEqual([]);
  });

  it('have no exclamation marks', () => {
    const loud = [...leaves(en), ...leaves(ru)].filter(([, text]) => text.includes('!'));
    expect(loud).toEqual([]);
  });
});

describe('error sentences', () => {
  const nothing = errorFacts({}, format.en);

  it.each([...errorCodes, 'OFFLINE', 'TIMEOUT'] as const)('%s says what to do', (code) => {
    for (const sentences of [enErrors, ruErrors]) {
      const text = sentences[code](nothing);
      expect(text.split('. ').length).toBeGreaterThan(1);
      expect(text).not.toMatch(/undefined|null|!/);
    }
  });

  it('names what is missing', () => {
    const details = { missing: 1500, balance: 400 };
    expect(enErrors.INSUFFICIENT_FUNDS(errorFacts(details, format.en))).toContain('15\u00a0coins');
    expect(ruErrors.INSUFFICIENT_FUNDS(errorFacts(details, format.ru))).toContain(
      'Не хватает 15\u00a0монет',
    );
    expect(ruErrors.INSUFFICIENT_FUNDS(errorFacts({ missing: 200 }, format.ru))).toContain(
      'Не хватает 2\u00a0монет.',
    );
  });

  it('names the bounds of an amount, with the unit once', () => {
    const bounds = { min: 1000, max: 1_000_000 };
    expect(enErrors.AMOUNT_OUT_OF_RANGE(errorFacts(bounds, format.en))).toBe(
      'Enter 10 to 10,000 coins.',
    );
    expect(ruErrors.AMOUNT_OUT_OF_RANGE(errorFacts(bounds, format.ru))).toBe(
      'Введите от 10 до 10\u00a0000 монет.',
    );
  });
});

describe('translate', () => {
  const texts = {
    greeting: 'Привет, {{name}}',
    left: { day_one: '{{count}} день', day_few: '{{count}} дня', day_other: '{{count}} дней' },
  };

  it('fills placeholders and finds nested keys', () => {
    expect(translate('ru', texts, 'greeting', { name: 'Анна' })).toBe('Привет, Анна');
    expect(translate('ru', texts, 'left.day', { count: 2 })).toBe('2 дня');
    expect(translate('ru', texts, 'left.day', { count: 5 })).toBe('5 дней');
  });

  it('shows the key of a missing text', () => {
    expect(translate('ru', texts, 'left.week', {})).toBe('left.week');
    expect(translate('ru', texts, 'no.such.text', {})).toBe('no.such.text');
  });
});

describe('the bounds of an archive', () => {
  it.each([enErrors, ruErrors])('are the ones that the server holds', (errors) => {
    const sentence = errors.ARCHIVE_TOO_LARGE();
    expect(sentence).toContain(` ${MAX_ARCHIVED_WORKS} `);
    expect(sentence).toMatch(/1\u00a0(GB|ГБ)/);
    expect(MAX_ARCHIVED_BYTES).toBe(1024 ** 3);
  });
});

describe('language', () => {
  it('follows Telegram', () => {
    expect(languageFor('ru')).toBe('ru');
    expect(['be', 'uk', 'kk', 'ky', 'tg', 'uz'].map(languageFor)).toEqual(Array(6).fill('ru'));
    expect(languageFor('RU-ru')).toBe('ru');
    expect(languageFor('pt-br')).toBe('en');
    expect(languageFor(null)).toBe('en');
  });
});
