/**
 * The job library's access to a database behind a transaction pooler: its statements go through the pooler,
 * and it is woken by the listening connection that the process has anyway.
 */
import pg from 'pg';
import type { Db } from 'pg-boss';
import type { JobChannel, Notifications } from '../db/pubsub.ts';

export interface PooledDatabase {
  readonly db: Db;
  close(): Promise<void>;
}

export function openPooledDatabase(
  options: pg.PoolConfig,
  notifications: Notifications | null,
  onError: (error: unknown) => void,
): PooledDatabase {
  const pool = new pg.Pool(options);
  pool.on('error', onError);
  return {
    db: {
      executeSql: (text, values) => pool.query(text, values),
      ...(notifications && {
        async listen(channel, onMessage, onReconnect) {
          const stop = await notifications.listen(channel as JobChannel, {
            onMessage,
            onReconnect,
          });
          onReconnect();
          return { close: async () => stop() };
        },
      }),
    },
    close: () => pool.end(),
  };
}
