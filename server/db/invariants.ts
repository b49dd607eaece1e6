/**
 * The invariants that the audit checks: one SQL file each in `migrations/audit/`, which selects the
 * subject and the detail of every row that breaks it. Together they are `audit.violations()`, which is
 * written again at the end of a migration whenever a file has changed, and dropped before migrations
 * are taken back: the version that runs next writes its own.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const FOLDER = fileURLToPath(new URL('../../migrations/audit/', import.meta.url));
const FILE_NAME = /^([a-z][a-z_]*)\.sql$/;

interface Invariant {
  /** The name of its file. */
  name: string;
  query: string;
}

/**
 * Every invariant, in the order of the names.
 * @throws Error when the folder holds anything else.
 */
export async function readInvariants(folder: string = FOLDER): Promise<Invariant[]> {
  const files = (await readdir(folder)).sort();
  return await Promise.all(
    files.map(async (file) => {
      const [, name] = FILE_NAME.exec(file) ?? [];
      if (name === undefined) {
        throw new Error(`${file} is not named like an invariant`);
      }
      return { name, query: (await readFile(join(folder, file), 'utf8')).trim() };
    }),
  );
}

function toFunction(invariants: readonly Invariant[]): string {
  const parts = invariants.map(
    ({ name, query }) =>
      `select '${name}', subject, detail from (\n${query}\n) as broken (subject, detail)`,
  );
  return `create or replace function audit.violations()
  returns table (invariant text, subject text, detail text)
  language sql stable as $invariants$
${parts.join('\nunion all\n')}
$invariants$`;
}

/** Marks the function as written from the files, with a digest of them. */
const MARK = 'from migrations/audit';

async function readMark(client: pg.Client): Promise<string | null> {
  const { rows } = await client.query<{ mark: string | null }>(
    `select obj_description(to_regprocedure('audit.violations()'), 'pg_proc') as mark`,
  );
  return rows[0]?.mark ?? null;
}

/**
 * Writes `audit.violations()` if a file has changed since.
 * @throws Error that names the invariant whose SQL PostgreSQL refuses.
 */
export async function writeInvariants(
  client: pg.Client,
  log: (line: string) => void,
  folder?: string,
): Promise<void> {
  const invariants = await readInvariants(folder);
  const text = toFunction(invariants);
  const mark = `${MARK} digest ${createHash('sha256').update(text).digest('hex')}`;
  if ((await readMark(client)) === mark) {
    return;
  }
  try {
    // Sent as one query, so both happen or neither.
    await client.query(`${text};\ncomment on function audit.violations() is '${mark}'`);
  } catch (error) {
    throw new Error(`migrations/audit: ${refusedBy(text, invariants, error)}`, { cause: error });
  }
  log(`audit invariants written: ${invariants.length}`);
}

/** The position of a syntax error counts characters from the beginning of the query. */
function refusedBy(text: string, invariants: readonly Invariant[], error: unknown): string {
  const position =
    error instanceof pg.DatabaseError
      ? Number(error.position ?? error.internalPosition)
      : Number.NaN;
  const found = invariants.findLast(
    ({ name }) => text.indexOf(`select '${name}', subject`) < position,
  );
  return `${found?.name ?? 'some invariant'}: ${(error as Error).message}`;
}

/** Drops `audit.violations()` where it was written from the files. */
export async function dropInvariants(client: pg.Client): Promise<void> {
  if ((await readMark(client))?.startsWith(MARK)) {
    await client.query('drop function audit.violations()');
  }
}
