/**
 * The tables that admins edit (models, packs, plans, rewards, levels, badges, switches), held in
 * memory as one immutable snapshot. A change is announced to every process and read again at once;
 * the age limit is for an announcement that was lost.
 */
import type { Database, Tx } from '../../db/database.ts';
import type { Notifications } from '../../db/pubsub.ts';
import { readAll } from './catalogStatements.ts';
import type { CatalogSnapshot, Model } from './snapshot.ts';

export type * from './snapshot.ts';

const MAX_AGE_MS = 30_000;

export class Catalog {
  readonly #db: Database;
  readonly #notifications: Notifications;
  #snapshot: Promise<CatalogSnapshot> | null = null;
  #readAt = 0;

  constructor(db: Database, notifications: Notifications) {
    this.#db = db;
    this.#notifications = notifications;
    const invalidate = () => this.invalidate();
    notifications.subscribe('catalog', { onMessage: invalidate, onReconnect: invalidate });
  }

  /** The current catalog. */
  read(): Promise<CatalogSnapshot> {
    const now = performance.now();
    if (!this.#snapshot || now - this.#readAt > MAX_AGE_MS) {
      this.#readAt = now;
      const reading = this.#db.query(readAll).then(([row]) => {
        if (!row) {
          throw new Error('the catalog could not be read');
        }
        return row;
      });
      // A failed read is not cached.
      reading.catch(() => this.invalidate());
      this.#snapshot = reading;
    }
    return this.#snapshot;
  }

  /** Announces a change made in this transaction to every process. */
  changed(tx: Tx): void {
    tx.onCommit(() => {
      this.invalidate();
      this.#notifications.send('catalog', '');
    });
  }

  invalidate(): void {
    this.#snapshot = null;
  }
}

/** Price of one run of a model, hundredths of a coin. */
export function priceOf(model: Model, alwaysFree: boolean, pricePerOperation: number): number {
  return alwaysFree ? 0 : (model.price ?? pricePerOperation);
}
