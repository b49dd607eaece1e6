/**
 * `npm run seed:big [-- --scale=1] [--data=.data/big]`: fills a database of its own with a million people, ten
 * million entries of the ledger and a million payments, counts the dashboard's days, and says how long each
 * took. `npm run bench -- --big` then measures the team's lists on it. With DATABASE_URL another empty
 * database is filled.
 */
import { parseArgs } from 'node:util';
import pg from 'pg';
import { createContext } from '../../server/app/createContext.ts';
import { startEmbeddedPostgres } from '../../server/db/embedded.ts';
import { migrateUp } from '../../server/db/migrate.ts';
import { dayOf, daysBetween, plusDays } from '../../server/features/figures/days.ts';
import { storeDays } from '../../server/features/figures/storeDays.ts';
import { readBenchConfig } from '../config.ts';
import { seedBig } from './seed.ts';

const { values: options } = parseArgs({
  options: {
    scale: { type: 'string', default: '1' },
    data: { type: 'string', default: '.data/big' },
  },
});
/** Twice the longest period of the dashboard. */
const COUNTED_DAYS = 190;

const scale = Number(options.scale);
if (!(scale > 0 && scale <= 1)) {
  throw new Error('--scale is a number above 0, up to 1');
}
const print = (line: string) => void process.stdout.write(`${line}\n`);
const given = process.env.DATABASE_URL;
const postgres = given ? null : await startEmbeddedPostgres({ dataDir: options.data });
const url = given ?? postgres?.url ?? '';
const began = performance.now();
try {
  await migrateUp(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query('select from users limit 1');
  if (rows.length > 0) {
    throw new Error(`the database has people already: delete ${given ? 'it' : options.data} first`);
  }
  await seedBig(client, url, scale, print);
  await client.end();
  process.env.DATABASE_URL = url;
  const app = await createContext(readBenchConfig({ ROLES: 'web' }));
  const counting = performance.now();
  const today = dayOf(app.now());
  await storeDays(app, daysBetween(plusDays(today, -COUNTED_DAYS), today));
  await app.close();
  print(`${COUNTED_DAYS} days counted in ${((performance.now() - counting) / 1000).toFixed(1)} s`);
  print(`in all ${((performance.now() - began) / 1000).toFixed(0)} s at scale ${scale}`);
} finally {
  await postgres?.stop();
}
