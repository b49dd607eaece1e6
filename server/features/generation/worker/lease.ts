/**
 * A worker's right to work on one generation. It is renewed at a third of its length by the database's
 * clock; when that fails for too long, or the row says that somebody else ended or took over the work,
 * the signal is aborted and nothing can be written any more.
 *
 * `WORKER_LEASE_S` is the time in which the work of a killed worker ends. A worker therefore holds a row
 * for a third of it only: the rest is for noticing (`sweeper.ts`), taking over and finishing.
 */
import { randomUUID } from 'node:crypto';
import type { Config } from '../../../app/config.ts';
import type { AppContext } from '../../../app/context.ts';
import type { Tx } from '../../../db/database.ts';
import type { Changes as ChangesOf } from '../../../db/repository.ts';
import { fromNow } from '../../../db/values.ts';
import { Generation, type GenerationRow } from '../models.ts';
import * as statements from './leaseStatements.ts';

export interface GenerationKey {
  userId: number;
  id: string;
}

/** The work has ended or passed to another worker; the catcher stops without writing anything. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}

type Changes = ChangesOf<Generation>;
/** A further condition on the row. */
type Where = { submitStartedAt?: null; providerRequestId?: null };

export interface Lease {
  readonly key: GenerationKey;
  readonly row: GenerationRow;
  /** Aborted when the work has ended or passed to somebody else. */
  readonly lost: AbortSignal;
  /** Aborted when the lease is lost or the process stops: for waiting. */
  readonly signal: AbortSignal;
  /** @throws LeaseLostError when the lease has been lost. */
  write(changes: Changes, where?: Where): Promise<Generation>;
  /** The same within a transaction of the caller. */
  writeIn(tx: Tx, changes: Changes, where?: Where): Promise<Generation>;
  /** Stops renewing. */
  close(): void;
}

/** Below this a busy machine would lose leases of living workers. */
const MIN_HOLD_S = 1;

/** Seconds for which a worker holds a generation without renewing. */
export function holdSeconds({ generation }: Config): number {
  return Math.max(generation.leaseS / 3, MIN_HOLD_S);
}

/**
 * Claims a generation.
 * @returns null when there is nothing to do or another worker holds it.
 */
export async function claim(
  app: AppContext,
  key: GenerationKey,
  stopping: AbortSignal,
): Promise<Lease | null> {
  const token = randomUUID();
  const [row] = await app.db.transaction((tx) =>
    tx.query(statements.claim, [key.userId, key.id, token, holdSeconds(app.config)]),
  );
  return row ? holdLease(app, key, row, token, stopping) : null;
}

function holdLease(
  app: AppContext,
  key: GenerationKey,
  row: GenerationRow,
  token: string,
  stopping: AbortSignal,
): Lease {
  const holdS = holdSeconds(app.config);
  const lost = new AbortController();
  let renewedAt = performance.now();
  let renewing = false;

  /** Matches the token of the claim: a lease that has passed on changes nothing. */
  async function writeIn(tx: Tx, changes: Changes, where: Where = {}): Promise<Generation> {
    const held = tx.of(Generation).scope({ method: ['heldBy', token] });
    const [written] = await held.updateReturning(changes, { where: { ...where, ...key } });
    if (!written) {
      const error = new LeaseLostError(`generation ${key.id}`);
      lost.abort(error);
      throw error;
    }
    return written;
  }

  const write = (changes: Changes, where?: Where): Promise<Generation> =>
    app.db.transaction((tx) => writeIn(tx, changes, where));

  async function renew(): Promise<void> {
    if (renewing) {
      return;
    }
    renewing = true;
    const asked = performance.now();
    try {
      await write({ leaseUntil: fromNow({ seconds: holdS }) });
      renewedAt = asked;
    } catch (error) {
      if (!(error instanceof LeaseLostError)) {
        app.log.warn({ err: error, generationId: key.id }, 'a lease could not be renewed');
        if (performance.now() - renewedAt > holdS * 1000) {
          lost.abort(new LeaseLostError(`generation ${key.id}`));
        }
      }
    } finally {
      renewing = false;
    }
  }

  const timer = setInterval(() => void renew(), (holdS * 1000) / 3);
  return {
    key,
    row,
    lost: lost.signal,
    signal: AbortSignal.any([lost.signal, stopping]),
    write,
    writeIn,
    close: () => clearInterval(timer),
  };
}
