/** The queue now, and the last hour's figures, for the team. */
import type { Database } from '../../db/database.ts';
import { type HealthRow, readHealth } from './teamStatements.ts';

const speedOf = (row: HealthRow['hour'][number] | undefined) => ({
  succeeded: row?.succeeded ?? 0,
  failed: row?.failed ?? 0,
  medianSeconds: row?.median_s ?? null,
  p95Seconds: row?.p95_s ?? null,
});

export async function readQueueHealth(db: Database) {
  const [row] = await db.query(readHealth);
  const hour = row?.hour ?? [];
  return {
    waiting: row?.waiting ?? 0,
    running: row?.running ?? 0,
    oldestSeconds: Math.max(0, row?.oldest_seconds ?? 0),
    ...speedOf(hour.find(({ provider }) => provider === null)),
    providers: hour.flatMap((one) =>
      one.provider ? [{ provider: one.provider, ...speedOf(one) }] : [],
    ),
    failures: row?.failures ?? [],
  };
}
