import { describe, expect, it } from 'vitest';
import { filesToRepeat } from './repeatable.ts';

const repeated = (...files: string[]) => filesToRepeat({ files, errors: 0 });

describe('a failed run of the tests', () => {
  it('repeats the few browser files that failed', () => {
    expect(repeated('e2e/promo.test.ts')).toEqual(['e2e/promo.test.ts']);
    expect(repeated('e2e/promo.test.ts', 'e2e/topup.test.ts')).toHaveLength(2);
  });

  it('fails for good when anything else failed as well', () => {
    expect(repeated('e2e/promo.test.ts', 'server/ledger/ledger.test.ts')).toBeNull();
    expect(repeated('webapp/e2e/tiles.test.tsx')).toBeNull();
  });

  it('fails for good when many browser files failed', () => {
    expect(repeated(...Array.from({ length: 5 }, (_, n) => `e2e/${n}.test.ts`))).toBeNull();
  });

  it('fails for good after an error outside any test', () => {
    expect(filesToRepeat({ files: [], errors: 1 })).toBeNull();
    expect(filesToRepeat({ files: ['e2e/promo.test.ts'], errors: 1 })).toBeNull();
  });
});
