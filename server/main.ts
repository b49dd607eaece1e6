/**
 * Starts the server in the roles that the environment names, or does one of the operator's tasks:
 * `node server/main.ts [migrate | migrate-down [steps | all] | audit | bot-key … | import-json … | backup <folder> | restore <folder> | doctor | setup]`.
 */
import { once } from 'node:events';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { type Config, ConfigError, readConfig, readSecrets } from './app/config.ts';
import { createContext } from './app/createContext.ts';
import { associations, tables } from './app/models.ts';
import { startRoles } from './app/roles.ts';
import { countOf } from './core/countOf.ts';
import { Redactor } from './core/redactor.ts';
import { stopInTime } from './core/stopInTime.ts';
import { Database } from './db/database.ts';
import { EmbeddedPostgresError, startEmbeddedPostgres } from './db/embedded.ts';
import { MigrationRefusedError, migrateDown, migrateUp } from './db/migrate.ts';
import { listViolations } from './features/audit/violations.ts';
import { runKeyCommand } from './features/botsApi/keyCommand.ts';
import { insertDefaults } from './features/catalog/defaults.ts';
import { runImportCommand } from './features/importJson/command.ts';
import { MAX_BATCHES_UNDER_WAY } from './features/importJson/importJson.ts';
import { PortError } from './http/listening.ts';
import { backUp, restore } from './operator/backup/backup.ts';
import { BackupError } from './operator/backup/postgresTools.ts';
import { runDoctor } from './operator/doctor.ts';
import { runSetup } from './operator/runSetup.ts';
import { SetupError } from './operator/setup.ts';

/** What the embedded database has to stop after a stop that took too long. */
const EMBEDDED_STOP_MS = 4000;

const print = (line: string) => process.stdout.write(`${line}\n`);

/** The configured database, past any pooler, or the embedded one for as long as `work` takes. */
async function withDatabase<Result>(config: Config, work: (url: string) => Promise<Result>) {
  const { url, directUrl } = config.database;
  if (url) {
    return await work(directUrl ?? url);
  }
  const postgres = await startEmbeddedPostgres({ dataDir: join(config.dataDir, 'postgres') });
  try {
    return await work(postgres.url);
  } finally {
    await postgres.stop();
  }
}

async function prepare(url: string): Promise<void> {
  await migrateUp(url, print);
  const db = new Database({ url, poolSize: 1 });
  await insertDefaults(db);
  await db.close();
}

/**
 * Aborted by the first SIGTERM or SIGINT. A second Ctrl+C ends the process at once; a second SIGTERM does not, since
 * whoever ends a group of processes may send two.
 */
function listenForStop(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stop.signal.aborted && signal === 'SIGINT') {
        process.exit(1);
      }
      stop.abort();
    });
  }
  return stop.signal;
}

async function serve(config: Config, url: string): Promise<void> {
  const stop = listenForStop();
  await prepare(url);
  if (stop.aborted) {
    return;
  }
  const app = await createContext({ ...config, databaseUrl: config.database.url ?? url });
  const { log } = app;
  await app.db.openKept();
  const running = await startRoles(app);
  log.info({ port: running.port, roles: config.roles }, 'started');
  if (!stop.aborted) {
    await once(stop, 'abort');
  }
  log.info('stopping');
  const isStopped = await stopInTime(async () => {
    await running.stop();
    await app.close();
  }, log);
  if (isStopped) {
    log.info('stopped');
  } else {
    // What hangs would keep the process; the embedded database is stopped first.
    setTimeout(() => process.exit(1), EMBEDDED_STOP_MS);
  }
}

async function audit(url: string): Promise<void> {
  const db = new Database({ url, poolSize: 1 });
  const violations = await listViolations(db);
  await db.close();
  for (const { invariant, subject, detail } of violations) {
    print(`${invariant}: ${subject}: ${detail}`);
  }
  print(violations.length === 0 ? 'No violation.' : `${countOf(violations.length, 'violation')}.`);
  process.exitCode = violations.length === 0 ? 0 : 1;
}

async function botKey(url: string, args: string[]): Promise<void> {
  await prepare(url);
  const db = new Database({ url, poolSize: 1, tables, associations });
  const isDone = await runKeyCommand(db, args, print);
  await db.close();
  process.exitCode = isDone ? 0 : 1;
}

async function importOldStore(url: string, args: string[]): Promise<void> {
  await prepare(url);
  const db = new Database({ url, poolSize: MAX_BATCHES_UNDER_WAY, tables, associations });
  const { stderr } = process;
  const showProgress = (line: string) => stderr.isTTY && stderr.write(`\r\x1b[K${line}`);
  const isDone = await runImportCommand(db, args, { print, showProgress });
  await db.close();
  process.exitCode = isDone ? 0 : 1;
}

async function backUpTo(config: Config, url: string, [folder]: string[]): Promise<void> {
  if (!folder) {
    throw new BackupError('Say where: npm run backup -- <folder>');
  }
  await backUp(url, config.storage, folder, print);
}

async function restoreFrom(config: Config, url: string, [folder]: string[]): Promise<void> {
  if (!folder) {
    throw new BackupError('Say from where: npm run restore -- <folder>');
  }
  const isWhole = await restore(url, config.storage, folder, print, async () => {
    await prepare(url);
    return new Database({ url, poolSize: 1, tables, associations });
  });
  process.exitCode = isWhole ? 0 : 1;
}

async function main([task = 'serve', ...args]: string[]): Promise<void> {
  if (task === 'serve') {
    const config = readConfig();
    await withDatabase(config, (url) => serve(config, url));
    return;
  }
  if (task === 'doctor') {
    process.exitCode = (await runDoctor(print)) ? 0 : 1;
    return;
  }
  if (task === 'setup') {
    await runSetup(print);
    return;
  }
  // Tasks on the database need no bot.
  const config = readConfig({ BOT_TOKEN: '1:not-used', BOT_MODE: 'off', ...process.env });
  await withDatabase(config, async (url) => {
    switch (task) {
      case 'migrate':
        await prepare(url);
        print('The database is up to date.');
        return;
      case 'migrate-down':
        return await migrateDown(url, args[0] === 'all' ? 'all' : Number(args[0] ?? 1), print);
      case 'audit':
        return await audit(url);
      case 'bot-key':
        return await botKey(url, args);
      case 'backup':
        return await backUpTo(config, url, args);
      case 'restore':
        return await restoreFrom(config, url, args);
      case 'import-json':
        return await importOldStore(url, args);
      default:
        throw new Error(`unknown task "${task}"`);
    }
  });
}

/** The error that ends a process; what it carries along may hold secrets. */
function writeFailure(error: unknown): void {
  const isForOperator =
    error instanceof ConfigError ||
    error instanceof MigrationRefusedError ||
    error instanceof SetupError ||
    error instanceof BackupError ||
    error instanceof PortError ||
    error instanceof EmbeddedPostgresError;
  const text = isForOperator ? error.message : inspect(error);
  process.stderr.write(`${new Redactor(readSecrets()).text(text)}\n`);
}

process.on('uncaughtException', (error) => {
  writeFailure(error);
  process.exit(1);
});

main(process.argv.slice(2)).catch((error: unknown) => {
  writeFailure(error);
  // What a start that failed had opened, such as connections to the database, would keep the process.
  process.exit(1);
});
