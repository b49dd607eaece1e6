/**
 * Services that the server can't do without, and what happens when they fail: one alert, one log line, one
 * probe.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { Dependency, type Outage } from '../../core/dependency.ts';
import { DomainError } from '../../core/errors.ts';
import type { Logger } from '../../core/log.ts';
import type { Database } from '../../db/database.ts';
import { databaseFailure, isUnwritable } from '../../db/failures.ts';
import { setAlerts } from '../alerts/service.ts';
import type { Storage } from '../media/lookup.ts';
import { contentName, STORAGE_RETRY_S } from '../media/lookup.ts';
import { fillProbe } from './probeStatements.ts';

const PROBE_BYTES = 256 * 1024;

export interface Health {
  /** Down while PostgreSQL can't write: full, out of memory, read-only. */
  database: Dependency;
  /** Down while files can't be kept. */
  storage: Dependency;
  close(): void;
}

interface Parts {
  log: Logger;
  db: Database;
  storage: Storage;
}

class RollBack extends Error {}

/** Takes disk space as a growing table does, and frees it. */
async function writeTestRow(db: Database): Promise<void> {
  await db
    .transaction(async (tx) => {
      await tx.query(fillProbe(randomUUID()));
      throw new RollBack();
    })
    .catch((error: unknown) => {
      // A role that may not create tables says nothing about the disk.
      if (!(error instanceof RollBack) && databaseFailure(error).code !== '42501') {
        throw error;
      }
    });
}

async function writeTestFile(storage: Storage): Promise<void> {
  const bytes = randomBytes(PROBE_BYTES);
  const name = contentName(bytes, 'image/webp');
  await storage.put(name, bytes, 'image/webp');
  await storage.delete(name);
}

const detailOf = ({ since, error, failures }: Outage) => ({
  since: since.toISOString(),
  code: databaseFailure(error).code ?? null,
  kind: error instanceof Error ? error.name : 'unknown',
  failures,
});

/** Opens the alert of a dependency, or closes it with `null`. Ignores failures to write it. */
async function alert(
  { db, log }: Parts,
  kind: 'database_unwritable' | 'storage_unavailable',
  detail: Record<string, unknown> | null,
): Promise<void> {
  const found = new Map(
    detail ? [[kind === 'database_unwritable' ? 'database' : 'storage', detail] as const] : [],
  );
  await db
    .transaction((tx) => setAlerts(tx, kind, found))
    .catch((err: unknown) => log.warn({ err, kind }, 'an alert could not be written'));
}

/** @param parts.storage without the monitoring. */
export function createHealth(parts: Parts): Health {
  const { log, db, storage } = parts;
  const database = new Dependency({
    probe: () => writeTestRow(db),
    isOutage: isUnwritable,
    onDown(outage) {
      log.error({ err: outage.error }, 'the database cannot write; requests are answered with 503');
      void alert(parts, 'database_unwritable', detailOf(outage));
    },
    onUp(outage) {
      log.warn({ failures: outage.failures, since: outage.since }, 'the database writes again');
      // The alert could not be written during the outage, so it is left open for an admin.
      const until = new Date().toISOString();
      void alert(parts, 'database_unwritable', { ...detailOf(outage), until });
    },
  });
  const files = new Dependency({
    probe: () => writeTestFile(storage),
    isOutage: () => true,
    onDown(outage) {
      log.error({ err: outage.error }, 'files cannot be stored; uploads and orders are refused');
      void alert(parts, 'storage_unavailable', detailOf(outage));
    },
    onUp(outage) {
      log.warn({ failures: outage.failures, since: outage.since }, 'files can be stored again');
      void alert(parts, 'storage_unavailable', null);
    },
  });
  return {
    database,
    storage: files,
    close() {
      database.close();
      files.close();
    },
  };
}

/**
 * Called before creating a file: refused before anybody pays for what could not be stored.
 * @throws DomainError STORAGE_UNAVAILABLE
 */
export async function assertFilesCanBeKept({ storage }: Health): Promise<void> {
  if (!(await storage.works())) {
    throw new DomainError('STORAGE_UNAVAILABLE', { retryAfterSeconds: STORAGE_RETRY_S });
  }
}
