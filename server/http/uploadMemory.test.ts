import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveHttp } from '../testing/httpServer.ts';
import { initDataOf, testApp } from '../testing/testApp.ts';

const MEGABYTE = 1024 * 1024;
/** What uploads may add to the memory of a process; docs/operations.md names it too. */
const MAX_MEGABYTES = 1300;

const test = testApp({ env: { PORT: '0' } });
let web: Awaited<ReturnType<typeof serveHttp>>;

beforeAll(async () => {
  web = await serveHttp(test.app);
});
afterAll(() => web.stop());

it('accepts the heaviest pictures of twenty people at once, and refuses bombs, in bounded memory', async () => {
  const people = await Promise.all(Array.from({ length: 20 }, () => test.person()));
  const script = fileURLToPath(new URL('./testing/uploadMixed.ts', import.meta.url));
  const child = spawn(process.execPath, [script, web.url], { stdio: ['pipe', 'pipe', 'inherit'] });
  const before = process.memoryUsage.rss();
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 10);
  child.stdin.end(JSON.stringify(people.map(({ telegram }) => `tma ${initDataOf(telegram)}`)));
  const outcomes = JSON.parse(await text(child.stdout)) as string[];
  clearInterval(timer);
  const counted = Object.fromEntries(
    Object.entries(Object.groupBy(outcomes, (outcome) => outcome)).map(([outcome, all]) => [
      outcome,
      all?.length,
    ]),
  );
  expect(counted).toEqual({
    'heic: taken': 4,
    'turned jpeg: taken': 3,
    'interlaced png: taken': 3,
    'webp: taken': 2,
    'avif: taken': 1,
    'large avif: INPUT_TOO_LARGE': 1,
    'heic that claims much: INPUT_TOO_LARGE': 1,
    'heic that hides much: INPUT_UNREADABLE': 2,
    'heic cut short: INPUT_UNREADABLE': 1,
    'png bomb: INPUT_TOO_LARGE': 2,
  });
  // Measured on two cores: 1062.
  expect((peak - before) / MEGABYTE).toBeLessThan(MAX_MEGABYTES);
}, 300_000);
