import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine } from './csv.ts';

/** Reads one line as RFC 4180 says. */
function parse(line: string): string[] {
  const fields = `,${line.slice(0, -2)}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/gs);
  return [...fields].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}

describe('csvLine', () => {
  it('gives back every text, with an apostrophe before what would be a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary-ascii' }), { minLength: 1 }), (texts) => {
        const fields = parse(csvLine(texts));
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
    'disarms %j',
    (formula) => {
      expect(parse(csvLine([formula]))).toEqual([`'${formula}`]);
    },
  );

  it('leaves our own numbers numbers', () => {
    expect(csvLine(['a', { number: '-1.5' }])).toBe('a,-1.5\r\n');
  });
});
