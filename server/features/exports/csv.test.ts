import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCsvWriter } from './csv.ts';

const separators = { ru: ';', en: ',' } as const;
const languages = ['ru', 'en'] as const;

/** Parses one line according to RFC 4180. */
function parse(line: string, separator: ',' | ';'): string[] {
  const one =
    separator === ',' ? /,(?:"((?:[^"]|"")*)"|([^,]*))/gs : /;(?:"((?:[^"]|"")*)"|([^;]*))/gs;
  const fields = `${separator}${line.slice(0, -2)}`.matchAll(one);
  return [...fields].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}

describe.each(languages)('a table in %s', (language) => {
  const csv = createCsvWriter(language, 'Europe/Moscow');
  const separator = separators[language];

  it('preserves every text, with an apostrophe before a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary-ascii' }), { minLength: 1 }), (texts) => {
        const fields = parse(csv.line(texts), separator);
        expect(
          fields.map((field, index) => field === texts[index] || field === `'${texts[index]}`),
        ).toEqual(texts.map(() => true));
        for (const field of fields) {
          expect(field).not.toMatch(/^[=+\-@\t\r]/);
        }
      }),
    );
  });

  it.each(['=1+1', '+7', '-2', '@SUM(A1)', '\t=1', ' =1', '＝1', '\r=1'])(
    'escapes the formula %j',
    (formula) => {
      expect(parse(csv.line([formula]), separator)).toEqual([`'${formula}`]);
    },
  );

  it('begins with the byte order mark by which Excel recognises UTF-8', () => {
    expect(csv.head(['a', 'b'])).toBe(`\uFEFFa${separator}b\r\n`);
  });
});

describe('numbers and times of ours', () => {
  const time = new Date('2026-11-27T18:05:09Z');
  it('are read as a number and a date by a Russian spreadsheet', () => {
    const csv = createCsvWriter('ru', 'Europe/Moscow');
    expect(csv.line([{ time }, { number: '-1.5' }, { number: '1000' }, 'a;b'])).toBe(
      '27.11.2026 21:05:09;-1,5;1000;"a;b"\r\n',
    );
  });

  it('are read as a number and a date by an English spreadsheet', () => {
    const csv = createCsvWriter('en', 'America/New_York');
    expect(csv.line([{ time }, { number: '-1.5' }, 'a,b'])).toBe(
      '2026-11-27 13:05:09,-1.5,"a,b"\r\n',
    );
  });

  it('write midnight as 00', () => {
    const midnight = new Date('2026-11-26T21:00:00Z');
    expect(createCsvWriter('ru', 'Europe/Moscow').line([{ time: midnight }])).toBe(
      '27.11.2026 00:00:00\r\n',
    );
  });
});
