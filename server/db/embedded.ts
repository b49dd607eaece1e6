/**
 * The PostgreSQL that runs when no DATABASE_URL is set: real server programs from npm, one server per
 * data folder.
 *
 * Sharing: each started handle is a file in `dataDir/users`, tied to its process. Whoever starts
 * first launches the server; the others find it running and join. A handle that stops takes its file
 * away; when no file of a live process is left, the server is stopped too. Nobody owns the server, so
 * it does not matter who leaves first. Starting and stopping happen under one lock (`dataDir/lock`)
 * that the operating system frees when its holder dies, so no two processes ever decide at once.
 * A process that is told to end leaves before it does, also while it is still starting
 * (`core/stopOnSignal.ts`). A killed process leaves the server running: the next start joins it, and the
 * last one to leave stops it. A killed server is started again over the same data by the next start.
 *
 * What lies where (see `embedded/place.ts` for the case that PostgreSQL's user cannot enter dataDir):
 *   dataDir/lock  dataDir/users/  dataDir/place.json   (the last only if the data lie elsewhere)
 *   home/cluster/{data,password,port}  home/postgres.log   (home is dataDir, or what place.json says)
 */
import { realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeFolder } from '../core/makeFolder.ts';
import { stopOnSignal } from '../core/stopOnSignal.ts';
import {
  dataFolder,
  ensureCluster,
  readPassword,
  readPort,
  SUPERUSER,
  writePort,
  writeSettings,
} from './embedded/cluster.ts';
import { DATABASE, prepareDatabase } from './embedded/database.ts';
import { findPlace } from './embedded/findPlace.ts';
import { withFileLock } from './embedded/mutex.ts';
import type { Place } from './embedded/place.ts';
import { freePort } from './embedded/port.ts';
import {
  launchPostmaster,
  type Postmaster,
  stopPostmaster,
  untilReady,
} from './embedded/postmaster.ts';
import { identityOf, signal, waitForExit } from './embedded/processes.ts';
import { addUser, countLiveUsers, removeUser } from './embedded/users.ts';

export interface EmbeddedPostgresOptions {
  /** Created when missing; everything of this server belongs to it. */
  dataDir: string;
  /** Gets a line when the server is launched, joined, left or stopped. */
  log?: (line: string) => void;
  /** Only for a launch; a server that already runs keeps its port. Default: a free one, remembered. */
  port?: number;
  /** False trades safety against power loss for speed (tests). One durable user makes it durable. */
  durable?: boolean;
  /** Where to put files that can't be in `dataDir`; the first usable folder is taken. */
  stagingParents?: readonly string[];
}

/** One use of a running server. */
export interface EmbeddedPostgres {
  /** The application's database, created when missing. */
  url: string;
  /** The `postgres` database, for creating and dropping others. */
  adminUrl: string;
  /** Leaves the server; the last one to leave stops it (fast: open transactions are rolled back). */
  stop(): Promise<void>;
}

/** A sentence for the terminal, ending in the last lines of the server's log where there are any. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
}

const LOCK_TIMEOUT_MS = 180_000;
const JOIN_ATTEMPTS = 20;
const LAUNCH_ATTEMPTS = 4;
const RELAUNCH_PAUSE_MS = 300;
const ABANDON_TIMEOUT_MS = 10_000;

/**
 * Starts PostgreSQL on 127.0.0.1, or joins the server that already runs for this folder.
 * @throws EmbeddedPostgresError
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const starting = startOrJoin(options);
  const forget = stopOnSignal(async () => {
    const server = await starting.catch(() => null);
    await server?.stop();
  });
  try {
    const server = await starting;
    return { ...server, stop: () => server.stop().finally(forget) };
  } catch (error) {
    forget();
    throw error;
  }
}

async function startOrJoin(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  try {
    await makeFolder(options.dataDir);
    const dataDir = await realpath(options.dataDir);
    return await withFileLock(join(dataDir, 'lock'), LOCK_TIMEOUT_MS, () =>
      enter(dataDir, options),
    );
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new EmbeddedPostgresError(
      `The built-in PostgreSQL in ${options.dataDir} cannot be used (DATABASE_URL names another one): ${why}`,
      { cause },
    );
  }
}

async function enter(dataDir: string, options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log = () => undefined, durable = true } = options;
  const users = join(dataDir, 'users');
  const place = await findPlace(dataDir, log, options.stagingParents);
  await ensureCluster(place, durable);
  const login = `postgresql://${SUPERUSER}:${await readPassword(place.home)}`;
  const server = await joinOrLaunch(place, login, options);
  log(`PostgreSQL runs on 127.0.0.1:${server.port}`);
  const urlOf = (database: string) => `${login}@127.0.0.1:${server.port}/${database}`;
  const user = await addUser(users);
  const identity = await identityOf(server.pid);
  let left: Promise<void> | undefined;
  const stop = () => {
    left ??= folderExists(dataDir).then((exists) =>
      exists ? leave(dataDir, user, place, log) : abandon(server, identity),
    );
    return left;
  };
  return { url: urlOf(DATABASE), adminUrl: urlOf('postgres'), stop };
}

/**
 * Ensures a server that answers and has the application's database. A server found running may be stopping,
 * or recovering from the death of one of its processes: it gets a few more chances.
 */
async function joinOrLaunch(
  place: Place,
  login: string,
  { durable = true, port }: EmbeddedPostgresOptions,
): Promise<Postmaster> {
  const data = dataFolder(place.home);
  for (let attempt = 1; ; attempt += 1) {
    const running = await untilReady(data);
    const server = running ?? (await launch(place, durable, port));
    try {
      await prepareDatabase(`${login}@127.0.0.1:${server.port}/postgres`, place, server, durable);
      return server;
    } catch (error) {
      if (running === undefined) {
        await stopPostmaster(data, place.binaries, place.account);
        throw error;
      }
      if (attempt === JOIN_ATTEMPTS) {
        throw error;
      }
      await sleep(RELAUNCH_PAUSE_MS);
    }
  }
}

/**
 * Tries more than once: the port may be taken between choosing and binding it, the processes of a killed
 * server hold its shared memory for a moment longer, and a process that was killed right after launching the
 * server may have left one that becomes visible only now.
 */
async function launch(
  place: Place,
  durable: boolean,
  wantedPort: number | undefined,
): Promise<Postmaster> {
  for (let attempt = 1; ; attempt += 1) {
    const port = wantedPort ?? (await freePort(await readPort(place.home)));
    await writeSettings(place, { port, durable });
    try {
      const server = await launchPostmaster(place);
      await writePort(place.home, port);
      return server;
    } catch (error) {
      if (attempt === LAUNCH_ATTEMPTS) {
        throw error;
      }
      await sleep(RELAUNCH_PAUSE_MS);
      const other = await untilReady(dataFolder(place.home));
      if (other !== undefined) {
        return other;
      }
    }
  }
}

async function leave(
  dataDir: string,
  user: string,
  place: Place,
  log: (line: string) => void,
): Promise<void> {
  await withFileLock(join(dataDir, 'lock'), LOCK_TIMEOUT_MS, async () => {
    const users = join(dataDir, 'users');
    await removeUser(users, user);
    const others = await countLiveUsers(users);
    if (others > 0) {
      log(`PostgreSQL stays up: ${others} more in use`);
      return;
    }
    await stopPostmaster(dataFolder(place.home), place.binaries, place.account);
    log('PostgreSQL stopped');
  });
}

/** The data folder was removed under the running server, and with it the entries of its users. */
async function abandon(server: Postmaster, identity: string | undefined): Promise<void> {
  if (identity !== undefined && (await identityOf(server.pid)) === identity) {
    signal(server.pid, 'SIGQUIT');
    await waitForExit(server.pid, ABANDON_TIMEOUT_MS);
  }
}

function folderExists(folder: string): Promise<boolean> {
  return stat(folder).then(
    () => true,
    () => false,
  );
}
