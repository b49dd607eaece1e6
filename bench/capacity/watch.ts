/** Records the maximum of used memory and connections. */
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Child } from '../child.ts';

const EVERY_MS = 1000;

const countConnections = `select count(*) filter (where application_name like 'ai-coins%')::int as n
  from pg_stat_activity where datname = current_database()`;

/** @returns a function that stops it and returns the maxima. */
export function watchUse(server: Child, client: pg.Client) {
  const ending = new AbortController();
  const most = { bytes: 0, connections: 0 };
  async function look(): Promise<void> {
    const [bytes, { rows }] = await Promise.all([
      server.ask({ ask: 'memory' }) as Promise<number>,
      client.query<{ n: number }>(countConnections),
    ]);
    most.bytes = Math.max(most.bytes, bytes);
    most.connections = Math.max(most.connections, rows[0]?.n ?? 0);
  }
  const looking = (async () => {
    while (!ending.signal.aborted) {
      await look();
      await sleep(EVERY_MS, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  })();
  return async () => {
    ending.abort();
    await looking;
    return most;
  };
}
