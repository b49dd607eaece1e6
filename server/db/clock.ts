/**
 * Time by the database's clock, the same in every process whatever the clock of its machine says: init data,
 * signed links and free access end at the same moment everywhere. Rules that are decided in SQL use the
 * database's `now()` itself.
 */

import { readClock, readTransactionTime } from './clockStatements.ts';
import type { Database, Tx } from './database.ts';

const MEASURE_EVERY_MS = 60_000;

/** When the transaction began, by the database's clock: `now()` in its statements. */
export async function transactionTime(tx: Tx): Promise<Date> {
  const [row] = await tx.query(readTransactionTime);
  if (!row) {
    throw new Error('the database did not tell the time');
  }
  return row.now;
}

export class DatabaseClock {
  readonly #db: Pick<Database, 'query'>;
  readonly #onError: (error: unknown, what: string) => void;
  /**
   * The offset from the time since the start of this process; from this machine's clock until it is measured.
   */
  #origin = performance.timeOrigin;
  #timer: NodeJS.Timeout | null = null;

  constructor(db: Pick<Database, 'query'>, onError: (error: unknown, what: string) => void) {
    this.#db = db;
    this.#onError = onError;
  }

  /** Measures now and then every minute. Without an answer the last measurement is kept. */
  async start(): Promise<void> {
    await this.#measure();
    this.#timer = setInterval(() => void this.#measure(), MEASURE_EVERY_MS);
    this.#timer.unref();
  }

  stop(): void {
    if (this.#timer) {
      clearInterval(this.#timer);
    }
  }

  /** The error is at most half of the round trip to the database. */
  readonly now = (): Date => new Date(this.#origin + performance.now());

  async #measure(): Promise<void> {
    const asked = performance.now();
    try {
      const [clock] = await this.#db.query(readClock);
      if (clock) {
        this.#origin = clock.at - (asked + performance.now()) / 2;
      }
    } catch (error) {
      this.#onError(error, "the database's clock could not be read");
    }
  }
}
