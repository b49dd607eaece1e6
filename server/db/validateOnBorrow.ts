/**
 * Tests a connection before it is lent when it has been idle for a while. A network that goes silent closes
 * no connection: the borrower of a dead one would wait for the query timeout.
 */
import type pg from 'pg';
import type { Sequelize } from 'sequelize';

/** A shorter idle time is not worth a round trip. */
const MAX_IDLE_MS = 5000;
const VALIDATION_TIMEOUT_MS = 1500;

type Pooled = pg.Client;

interface Manager {
  getConnection(options: unknown): Promise<Pooled>;
  releaseConnection(client: Pooled): void;
  pool: { destroy(client: Pooled): Promise<void> };
}

const isAlive = (client: Pooled): Promise<boolean> =>
  client.query({ text: 'select 1', query_timeout: VALIDATION_TIMEOUT_MS } as pg.QueryConfig).then(
    () => true,
    () => false,
  );

/** Covers the models and our own statements alike: both borrow from the same pool. */
export function validateOnBorrow(sequelize: Sequelize): void {
  const manager = sequelize.connectionManager as unknown as Manager;
  const releasedAt = new Map<Pooled, number>();
  /** Lent before. The pool may have opened another long ago, in place of one that was closed. */
  const known = new WeakSet<Pooled>();
  const acquire = manager.getConnection.bind(manager);
  const release = manager.releaseConnection.bind(manager);

  manager.releaseConnection = (client) => {
    releasedAt.set(client, performance.now());
    release(client);
  };

  manager.getConnection = async (options) => {
    for (;;) {
      const client = await acquire(options);
      const since = releasedAt.get(client) ?? Number.NEGATIVE_INFINITY;
      releasedAt.delete(client);
      if (performance.now() - since < MAX_IDLE_MS || (await isAlive(client))) {
        if (!known.has(client)) {
          known.add(client);
          client.once('end', () => releasedAt.delete(client));
        }
        return client;
      }
      manager.pool.destroy(client).catch(() => undefined);
      // The others have been idle during the same outage.
      for (const idle of releasedAt.keys()) {
        manager.pool.destroy(idle).catch(() => undefined);
      }
      releasedAt.clear();
    }
  };
}
