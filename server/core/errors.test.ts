import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { errorCodes } from '../../shared/errors.ts';

const SERVER = join(import.meta.dirname, '..');

it('knows no error that nothing throws', async () => {
  const names = await readdir(SERVER, { recursive: true });
  const sources = await Promise.all(
    names
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => readFile(join(SERVER, name), 'utf8')),
  );
  const thrown = sources.join('\n');
  expect(errorCodes.filter((code) => !thrown.includes(`'${code}'`))).toEqual([]);
});
