/** Whether there is a pooler between this machine and PostgreSQL, and whether the URLs fit it. */
import pg from 'pg';
import { type Finding, ok, problem, reasonOf, warning } from '../../core/finding.ts';

const TIMEOUT_MS = 5000;
/** Others use the pooler at the same moment: their turn in between hides once in a while what it does. */
const ATTEMPTS = 8;
const READ_MORE = 'docs/growth.md has the settings.';

/** Connects as a transaction pooler requires it, without any setting. */
async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url.replace(/^postgres:/, 'postgresql:'),
    application_name: 'ai-coins doctor',
    connectionTimeoutMillis: TIMEOUT_MS,
    query_timeout: TIMEOUT_MS,
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function using<Result>(url: string, work: (client: pg.Client) => Promise<Result>) {
  const client = await connect(url);
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function processOf(client: pg.Client): Promise<unknown> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  return rows[0]?.pid;
}

/**
 * Whether a connection gets another server process once the first one is lent to another client. A pooler
 * that lends at most one process has none left then, and does not answer.
 */
async function lendsForTransactions(url: string): Promise<boolean> {
  return await using(url, (mine) =>
    using(url, async (other) => {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const before = await processOf(mine);
        await other.query('begin');
        const lent = await processOf(other);
        const after = await processOf(mine).catch(() => null);
        await other.query('rollback');
        if (before === lent || before !== after) {
          return true;
        }
      }
      return false;
    }),
  );
}

/** Which database of which server, and what the role's own limits are. */
async function describe(url: string) {
  return await using(url, async (client) => {
    const { rows } = await client.query<{ place: string; role: string; limit: string }>(`
      select current_database() || ' ' || pg_postmaster_start_time() as place, current_user as role,
        current_setting('statement_timeout') as limit`);
    return rows[0];
  });
}

async function checkBoth(url: string, directUrl: string): Promise<Finding[]> {
  const pooled = await describe(url).catch((error: unknown) => reasonOf(error));
  if (typeof pooled === 'string') {
    return [
      problem(
        'pooler',
        `The database can't be reached by DATABASE_URL: ${pooled}.`,
        `Check the pooler; ${READ_MORE}`,
      ),
    ];
  }
  const direct = await describe(directUrl);
  if (direct?.place !== pooled?.place) {
    return [
      problem(
        'pooler',
        'DATABASE_DIRECT_URL leads to another database than DATABASE_URL.',
        'Both name the same database, one through the pooler and one past it.',
      ),
    ];
  }
  if (await lendsForTransactions(directUrl)) {
    return [
      problem(
        'pooler',
        'DATABASE_DIRECT_URL leads through a pooler, too, so live events would be missed.',
        'Set it to the address of PostgreSQL itself, or of a pool in session mode.',
      ),
    ];
  }
  return pooled?.limit === '0'
    ? [
        warning(
          'pooler',
          'What is read through the pooler has no time limit on the server.',
          `Run: alter role "${pooled.role}" set statement_timeout = '15s'. ${READ_MORE}`,
        ),
      ]
    : [ok('pooler', 'DATABASE_URL goes through a pooler, DATABASE_DIRECT_URL past it.')];
}

/** @returns nothing where there is no pooler, and where the database can't be reached at all. */
export async function checkPooling(url: string, directUrl: string | null): Promise<Finding[]> {
  if (directUrl !== null) {
    return await checkBoth(url, directUrl);
  }
  const isPooled = await lendsForTransactions(url).catch(() => false);
  return isPooled
    ? [
        problem(
          'pooler',
          'DATABASE_URL leads through a pooler in transaction mode, and DATABASE_DIRECT_URL is empty: statements and live events would fail.',
          `Set DATABASE_DIRECT_URL to the address of PostgreSQL itself; ${READ_MORE}`,
        ),
      ]
    : [];
}
