/** The server under test, as a process of its own, which reports its memory. */
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '../../app/config.ts';
import { createContext } from '../../app/createContext.ts';
import { startRoles } from '../../app/roles.ts';
import { Database } from '../../db/database.ts';
import { migrateUp } from '../../db/migrate.ts';
import { insertDefaults } from '../../features/catalog/defaults.ts';
import { addWebinars } from './world.ts';

/** Bytes. `live` is what is still reachable after the garbage has been collected: `heap` and `external`. */
export interface Memory {
  live: number;
  /** Objects. */
  heap: number;
  /** Buffers, and what libraries hold for objects. */
  external: number;
  resident: number;
}

async function measure(): Promise<Memory> {
  // Finalizers run between collections, and what they release is collected by the next one.
  for (let round = 0; round < 4; round++) {
    globalThis.gc?.();
    await sleep(250);
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  return { live: heapUsed + external, heap: heapUsed, external, resident: rss };
}

const config = readConfig();
const url = config.database.url;
if (!url || !globalThis.gc) {
  throw new Error('needs DATABASE_URL and --expose-gc');
}
await migrateUp(url, () => undefined);
const db = new Database({ url, poolSize: 1 });
await insertDefaults(db);
await addWebinars(db);
await db.close();
const app = await createContext({ ...config, databaseUrl: url });
const running = await startRoles(app);

process.on('message', () => {
  void measure().then((memory) => process.send?.(memory));
});
process.on('disconnect', () => {
  void running
    .stop()
    .then(() => app.close())
    .finally(() => process.exit());
});
process.send?.({ port: running.port });
