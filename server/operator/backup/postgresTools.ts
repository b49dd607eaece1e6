/** PostgreSQL's own `pg_dump` and `pg_restore`, as installed on this machine. */
import { spawn } from 'node:child_process';
import pg from 'pg';
import { countOf } from '../../core/countOf.ts';

/** What an operator has to change before this can work; its message is for them. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}

/** The address in the variables of libpq: on the command line everybody on the machine could read the password. */
function environmentOf(url: string): NodeJS.ProcessEnv {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const given = {
    PGHOST: searchParams.get('host') ?? decodeURIComponent(hostname),
    PGPORT: port,
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
    PGSSLMODE: searchParams.get('sslmode') ?? '',
  };
  const set = Object.entries(given).filter(([, value]) => value !== '');
  return { ...process.env, ...Object.fromEntries(set) };
}

/** @throws BackupError with the last line of the tool's output. */
async function run(tool: string, args: readonly string[], url: string): Promise<string> {
  const child = spawn(tool, args, { env: environmentOf(url), stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let complaint = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-2000);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'ENOENT'
          ? new BackupError(
              `${tool} is not installed. Install the client programs of PostgreSQL (Debian: postgresql-client).`,
            )
          : error,
      ),
    );
    child.once('close', resolve);
  });
  if (code !== 0) {
    throw new BackupError(`${tool} failed: ${complaint.trim() || `exit code ${code}`}`);
  }
  return output;
}

/** @param rows the only row's only column is a number. */
async function readNumber(url: string, question: string): Promise<number> {
  const client = new pg.Client({ connectionString: url.replace(/^postgres:/, 'postgresql:') });
  await client.connect();
  try {
    const { rows } = await client.query<{ n: string }>(question);
    return Number(rows[0]?.n);
  } finally {
    await client.end();
  }
}

/** @throws BackupError when the tool is missing or older than the server, whose tables it could not read. */
async function checkVersion(tool: string, url: string): Promise<void> {
  const server = Math.floor(
    (await readNumber(url, `select current_setting('server_version_num') as n`)) / 10_000,
  );
  const stdout = await run(tool, ['--version'], url);
  const own = Number(/(\d+)/.exec(stdout)?.[1]);
  if (own < server) {
    throw new BackupError(
      `${tool} is of version ${own} and the server of version ${server}. Install the client programs of PostgreSQL ${server}.`,
    );
  }
}

/** Writes the whole database, as it is at one moment, into a new file. */
export async function dumpDatabase(url: string, file: string): Promise<void> {
  await checkVersion('pg_dump', url);
  await run('pg_dump', ['--format=custom', '--no-owner', '--no-privileges', `--file=${file}`], url);
}

/** Fills an empty database, or leaves it empty. */
export async function restoreDatabase(url: string, file: string): Promise<void> {
  const tables = await readNumber(
    url,
    `select count(*) as n from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  if (tables > 0) {
    throw new BackupError(
      `The database already has ${countOf(tables, 'table')}. Restore into an empty one, so that nothing is overwritten.`,
    );
  }
  await checkVersion('pg_restore', url);
  const { PGDATABASE = '' } = environmentOf(url);
  await run(
    'pg_restore',
    ['--single-transaction', '--no-owner', '--no-privileges', `--dbname=${PGDATABASE}`, file],
    url,
  );
}
