import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LOCK } from 'sequelize';
import { expect, expectTypeOf, it } from 'vitest';
import type { User } from '../features/users/models.ts';
import type { ReadRepository, Repository } from './repository.ts';

const SERVER = join(import.meta.dirname, '..');

/** Every source file of the server except tests. */
async function sources(): Promise<[string, string][]> {
  const names = await readdir(SERVER, { recursive: true });
  const files = names.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  return Promise.all(
    files.map(
      async (name): Promise<[string, string]> => [name, await readFile(join(SERVER, name), 'utf8')],
    ),
  );
}

/** The locking clauses that are stronger than necessary, each with the words before it. */
function tooStrong(text: string): string[] {
  const statements = text.split(/`|;\n/);
  return statements.filter(
    (statement) =>
      (/\bfor update\b/.test(statement) && !/\bdelete from\b/.test(statement)) ||
      /\bLOCK\.UPDATE\b|\block: (true|'UPDATE')/.test(statement),
  );
}

/**
 * A row that others refer to is locked by their foreign keys (`for key share`) as soon as they are
 * inserted. `for update` waits for all of them, so two transactions that have both inserted something
 * and then lock the row wait for each other; `for no key update` does not.
 */
it('locks rows for update only where they are deleted, else with “for no key update”', async () => {
  const found = (await sources()).flatMap(([name, text]) =>
    tooStrong(text).map((statement) => `${name}: ${statement.trim().slice(0, 80)}`),
  );
  expect(found).toEqual([]);
});

it('offers models no other lock than “for no key update”', () => {
  type Lock = NonNullable<Parameters<Repository<User>['findByPk']>[1]>['lock'];
  type ReadOptions = NonNullable<Parameters<ReadRepository<User>['findAll']>[0]>;
  expectTypeOf<Lock>().toEqualTypeOf<LOCK.NO_KEY_UPDATE | undefined>();
  expectTypeOf<ReadOptions>().not.toHaveProperty('lock');
});
