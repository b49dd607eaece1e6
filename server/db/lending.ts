/**
 * Tests a connection before it is lent when it has been idle for a while. A network that goes silent closes
 * no connection: the borrower of a dead one would wait for the query timeout.
 */
import type pg from 'pg';
import type { Sequelize } from 'sequelize';

/** A shorter idle time is not worth a round trip. */
const MAX_UNHEARD_MS = 5000;
const SIGN_OF_LIFE_TIMEOUT_MS = 1500;

type Pooled = pg.Client;

interface Manager {
  getConnection(options: unknown): Promise<Pooled>;
  releaseConnection(client: Pooled): void;
  pool: { destroy(client: Pooled): Promise<void> };
}

const isAlive = (client: Pooled): Promise<boolean> =>
  client.query({ text: 'select 1', query_timeout: SIGN_OF_LIFE_TIMEOUT_MS } as pg.QueryConfig).then(
    () => true,
    () => false,
  );

/** Covers the models and our own statements alike: both borrow from the same pool. */
export function checkBeforeLending(sequelize: Sequelize): void {
  const manager = sequelize.connectionManager as unknown as Manager;
  const heardAt = new Map<Pooled, number>();
  const known = new WeakSet<Pooled>();
  const lend = manager.getConnection.bind(manager);
  const giveBack = manager.releaseConnection.bind(manager);

  manager.releaseConnection = (client) => {
    if (!known.has(client)) {
      known.add(client);
      client.once('end', () => heardAt.delete(client));
    }
    heardAt.set(client, performance.now());
    giveBack(client);
  };

  manager.getConnection = async (options) => {
    for (;;) {
      const client = await lend(options);
      const heard = heardAt.get(client);
      heardAt.delete(client);
      if (
        heard === undefined ||
        performance.now() - heard < MAX_UNHEARD_MS ||
        (await isAlive(client))
      ) {
        return client;
      }
      manager.pool.destroy(client).catch(() => undefined);
      // The others have been idle during the same outage.
      for (const idle of heardAt.keys()) {
        manager.pool.destroy(idle).catch(() => undefined);
      }
      heardAt.clear();
    }
  };
}
