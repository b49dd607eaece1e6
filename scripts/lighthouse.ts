/**
 * `npm run lighthouse`: how quickly the app opens, compared with the minimum that React and the Mini App SDK
 * can reach, in the same run on the same machine. Fails when a budget below is exceeded. `--runs=3` chooses
 * how often each page is opened; the figures are medians.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { countOf } from '../server/core/countOf.ts';
import { startEmbeddedPostgres } from '../server/db/embedded.ts';
import { type Figures, measure, medians, type Opened } from './lighthouse/measure.ts';
import {
  copyWorks,
  launchHash,
  makeWorks,
  serveFloor,
  setBalance,
  warmUp,
} from './lighthouse/places.ts';
import { startLocalStack } from './localStack.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '3' }, only: { type: 'string', default: '' } },
});
const WORKS_ON_HOME = 4;
const ORIGINALS = 12;
const WORKS_IN_GALLERY = 60;
/** Above it other programs disturb the figures. */
const QUIET_LOAD = 1.5;

const MIN_PERFORMANCE = 95;
const MAX_BELOW_FLOOR = 3;
const MAX_PAINT_RATIO = 1.3;
const MAX_BLOCKING_RATIO = 1.5;
/** Below it one garbage collection dominates; the ratio is meaningless. */
const MIN_BLOCKING_MS = 100;
const MAX_SHIFT = 0.02;

const print = (line: string) => process.stdout.write(`${line}\n`);
type Opening = 'cold' | 'warm';

async function measured(name: string, url: string): Promise<Record<Opening, Figures>> {
  const runs: Opened[] = [];
  for (let i = 0; i < Number(values.runs); i++) {
    runs.push(await measure(url));
  }
  if (!runs.every(({ isPreferred }) => isPreferred)) {
    print(`${name}: the browser waits for its processors like every other program here.`);
  }
  const medianOf = (opening: Opening) => medians(runs.map((run) => run[opening]));
  const found = { cold: medianOf('cold'), warm: medianOf('warm') };
  for (const opening of ['cold', 'warm'] as const) {
    print(line(`${name}, ${opening}`, found[opening]));
  }
  return found;
}

function line(name: string, f: Figures): string {
  const ms = (value: number) => `${value.toFixed(0)} ms`.padStart(8);
  return [
    name.padEnd(14),
    String(f.performance).padStart(4),
    String(f.accessibility).padStart(5),
    ms(f.firstPaint),
    ms(f.largestPaint),
    ms(f.blocking),
    f.shift.toFixed(3).padStart(6),
    String(f.requests).padStart(4),
    `${(f.scriptBytes / 1000).toFixed(0)} kB`.padStart(7),
  ].join(' ');
}

/** Exceeded budgets, in sentences. */
function beyond(name: string, page: Figures, floor: Figures): string[] {
  const paint = page.largestPaint / floor.largestPaint;
  const maxBlocking = Math.max(MIN_BLOCKING_MS, floor.blocking * MAX_BLOCKING_RATIO);
  print(
    `${name}: largest paint ${paint.toFixed(2)} × the floor's, blocking ${(page.blocking / Math.max(1, floor.blocking)).toFixed(2)} ×`,
  );
  const budgets: [boolean, string][] = [
    [
      page.performance >= Math.min(MIN_PERFORMANCE, floor.performance - MAX_BELOW_FLOOR),
      `performance ${page.performance}, the floor has ${floor.performance}`,
    ],
    [page.accessibility === 100, `accessibility ${page.accessibility}`],
    [paint <= MAX_PAINT_RATIO, `largest paint ${paint.toFixed(2)} × the floor's`],
    [page.shift < MAX_SHIFT, `layout shift ${page.shift.toFixed(3)}`],
    [page.blocking <= maxBlocking, `blocked for ${page.blocking.toFixed(0)} ms`],
  ];
  return budgets.filter(([isKept]) => !isKept).map(([, what]) => `${name}: ${what}`);
}

const folder = await mkdtemp(join(tmpdir(), 'ai-coins-lighthouse-'));
process.env.NODE_ENV = 'production';
await build({ logLevel: 'error' });
const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), durable: false });
const stack = await startLocalStack({
  databaseUrl: postgres.url,
  dataDir: join(folder, 'data'),
  port: 0,
  with: [],
  watch: false,
  keepState: false,
  env: { LOG_LEVEL: 'error', LOCAL_ARTIST_DELAY_MS: '0', FREE_OPERATIONS_COUNT: '40' },
});
const floorPage = await serveFloor(join(folder, 'floor'));
const failures: string[] = [];
try {
  const [load = 0] = loadavg();
  if (load > QUIET_LOAD) {
    print(
      `Load ${load.toFixed(1)}: other programs are at work, the figures will be worse than they are.`,
    );
  }
  print('               perf  a11y  first paint  largest  blocking shift  req scripts');
  const hash = launchHash(stack);
  const floor = await measured('Floor', `${floorPage.url}#${hash}`);
  const judge = async (name: string, path: string) => {
    if (!values.only || values.only === name.toLowerCase()) {
      await warmUp(stack, path);
      const found = await measured(name, `${stack.apiUrl}${path}#${hash}`);
      for (const opening of ['cold', 'warm'] as const) {
        failures.push(...beyond(`${name}, ${opening}`, found[opening], floor[opening]));
      }
    }
  };
  await setBalance(stack);
  await makeWorks(stack, WORKS_ON_HOME);
  await judge('Home', '/');
  await judge('Studio', '/create');
  await judge('Wallet', '/wallet');
  await makeWorks(stack, ORIGINALS - WORKS_ON_HOME);
  await copyWorks(postgres.url, WORKS_IN_GALLERY - ORIGINALS, ORIGINALS);
  await judge('Gallery', '/gallery');
} finally {
  floorPage.server.closeAllConnections();
  floorPage.server.close();
  await stack.stop();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}
for (const failure of failures) {
  print(`Beyond the budget: ${failure}`);
}
print(
  failures.length === 0
    ? 'All budgets are kept.'
    : `${countOf(failures.length, 'budget is', 'budgets are')} not kept.`,
);
process.exit(failures.length === 0 ? 0 : 1);
