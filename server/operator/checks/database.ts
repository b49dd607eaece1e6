/** The database: reachable, of a supported version, durable, migrated, with workers. */
import pg from 'pg';
import { countOf } from '../../core/countOf.ts';
import { type Finding, ok, problem, reasonOf, warning } from '../../core/finding.ts';
import { listUnappliedMigrations } from '../../db/migrate.ts';

const SUPPORTED = { min: 15, max: 18 };
const TIMEOUT_MS = 5000;
/** Connections of a process beside its pool: queue, listener, webhooks, catalog, probe. */
const CONNECTIONS_BESIDE_POOL = 12;
/** A job that waits longer than this waits for a worker that is not there. */
const MAX_JOB_AGE_S = 300;
/** Signed data of a person is refused when the clocks differ by more than this. */
const MAX_CLOCK_SKEW_S = 30;

interface State {
  version: number;
  encoding: string;
  fsync: string;
  full_page_writes: string;
  read_only: boolean;
  max_connections: number;
  now_ms: number;
}

function adviceOn(error: unknown): string {
  return /unsupported startup parameter/.test(reasonOf(error))
    ? 'A pooler stands in between: set DATABASE_DIRECT_URL to the address of PostgreSQL itself; docs/growth.md has the settings.'
    : 'Check DATABASE_URL (host, port, user, password, database) and that PostgreSQL runs and takes connections from this machine.';
}

/** @param poolSize DATABASE_POOL, to compare with what the server allows. */
export async function checkDatabase(url: string, poolSize: number): Promise<Finding[]> {
  const client = new pg.Client({
    connectionString: url.replace(/^postgres:/, 'postgresql:'),
    application_name: 'ai-coins doctor',
    connectionTimeoutMillis: TIMEOUT_MS,
    query_timeout: TIMEOUT_MS,
    // As the product does, so that a pooler that does not support them is found here.
    statement_timeout: TIMEOUT_MS,
    lock_timeout: TIMEOUT_MS,
    idle_in_transaction_session_timeout: TIMEOUT_MS,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    return [problem('database', `It can't be reached: ${reasonOf(error)}.`, adviceOn(error))];
  }
  try {
    const findings = await checkServer(client, poolSize);
    const schema = await checkSchema(client);
    return [...findings, schema, ...(schema.state === 'ok' ? await checkWork(client) : [])];
  } catch (error) {
    return [
      problem(
        'database',
        `A question to it failed: ${reasonOf(error)}.`,
        'Look at PostgreSQL’s own log, and give the user of DATABASE_URL all rights on its database.',
      ),
    ];
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function checkServer(client: pg.Client, poolSize: number): Promise<Finding[]> {
  const before = Date.now();
  const { rows } = await client.query<State>(`
    select current_setting('server_version_num')::int / 10000 as version,
      current_setting('server_encoding') as encoding,
      current_setting('fsync') as fsync,
      current_setting('full_page_writes') as full_page_writes,
      pg_is_in_recovery() or current_setting('transaction_read_only') = 'on' as read_only,
      current_setting('max_connections')::int as max_connections,
      extract(epoch from clock_timestamp()) * 1000 as now_ms`);
  const state = rows[0] as State;
  const between = (before + Date.now()) / 2;
  const findings: Finding[] = [];
  if (state.version < SUPPORTED.min || state.version > SUPPORTED.max) {
    findings.push(
      problem(
        'database',
        `It is PostgreSQL ${state.version}; ${SUPPORTED.min} to ${SUPPORTED.max} are supported.`,
        'Use a supported version.',
      ),
    );
  }
  if (state.encoding !== 'UTF8') {
    findings.push(
      problem(
        'database',
        `Its encoding is ${state.encoding}, so names and prompts can't be kept.`,
        'Create the database with ENCODING UTF8.',
      ),
    );
  }
  if (state.read_only) {
    findings.push(
      problem(
        'database',
        'It takes no writes: it is a replica, or read-only.',
        'Point DATABASE_URL at the primary server.',
      ),
    );
  }
  if (state.fsync === 'off' || state.full_page_writes === 'off') {
    findings.push(
      problem(
        'durability',
        'A power cut can lose payments: fsync or full_page_writes is off.',
        'Switch both on in postgresql.conf.',
      ),
    );
  }
  const wanted = poolSize + CONNECTIONS_BESIDE_POOL;
  if (state.max_connections < wanted) {
    findings.push(
      warning(
        'database',
        `It allows ${countOf(state.max_connections, 'connection')}; one process may open ${wanted}.`,
        'Raise max_connections or lower DATABASE_POOL.',
      ),
    );
  }
  const skewS = Math.abs(Number(state.now_ms) - between) / 1000;
  findings.push(
    skewS > MAX_CLOCK_SKEW_S
      ? problem(
          'clock',
          `This machine’s clock and the database’s differ by ${Math.round(skewS)} s.`,
          'Run a time service (chrony, systemd-timesyncd) on both.',
        )
      : ok('clock', 'This machine and the database agree on the time.'),
  );
  if (!findings.some(({ subject, state: is }) => subject === 'database' && is === 'problem')) {
    findings.unshift(ok('database', `PostgreSQL ${state.version} answers and takes writes.`));
  }
  return findings;
}

async function checkSchema(client: pg.Client): Promise<Finding> {
  const { missing, unknown } = await listUnappliedMigrations(client);
  if (unknown.length > 0) {
    return problem(
      'migrations',
      `The database is newer than this version: it has ${unknown.join(', ')}.`,
      'Start the version that made them.',
    );
  }
  return missing.length > 0
    ? problem(
        'migrations',
        `Not applied: ${missing.length}, the first is ${missing[0]}.`,
        'Run `npm run migrate`, or start the server, which does it too.',
      )
    : ok('migrations', 'The schema is up to date.');
}

async function checkWork(client: pg.Client): Promise<Finding[]> {
  const { rows: violations } = await client.query('select * from audit.violations()');
  const ledger =
    violations.length === 0
      ? ok('ledger', 'Every invariant holds.')
      : problem(
          'ledger',
          `Broken invariants: ${violations.length}.`,
          '`npm run audit` names them; nothing mends them by itself.',
        );
  const { rows: present } = await client.query<{ found: boolean }>(
    `select to_regclass('pgboss.job') is not null as found`,
  );
  if (!present[0]?.found) {
    return [ledger, warning('queue', 'It has never been used.', 'Start the server once.')];
  }
  const { rows } = await client.query<{ waiting: number; age_s: number }>(`
    select count(*)::int as waiting, coalesce(extract(epoch from now() - min(start_after)), 0)::int as age_s
    from pgboss.job where state < 'active' and start_after <= now()`);
  const { waiting = 0, age_s = 0 } = rows[0] ?? {};
  return [
    ledger,
    age_s > MAX_JOB_AGE_S
      ? problem(
          'queue',
          `Jobs wait (${waiting}), the oldest for ${Math.round(age_s / 60)} minutes: nobody works on them.`,
          'Run a process whose ROLES contain worker, and look at its log.',
        )
      : ok('queue', waiting === 0 ? 'No job waits.' : `Jobs wait (${waiting}), none for long.`),
  ];
}
