/** Limits that documents state in figures: whoever changes the constant changes the sentence too. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { MAX_USE, monthlyPeople, use } from '../bench/capacity/report.ts';
import { mix } from '../bench/capacity/visit.ts';
import { decodeLimit } from '../server/features/media/sharp.ts';
import { MAX_SESSION_BYTES } from '../shared/schemas/botsApi.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** The value of `const NAME = 20 * 1024;` in a file. */
function constant(file: string, name: string): number {
  const factors = new RegExp(`const ${name} = ([\\d_ *./]+);`).exec(read(file))?.[1];
  if (factors === undefined) {
    throw new Error(`${file} has no constant ${name}`);
  }
  return factors
    .split('*')
    .map((factor) => Number(factor.replaceAll('_', '')))
    .reduce((product, factor) => product * factor, 1);
}

const seconds = (file: string, name: string) => constant(file, name) / 1000;
const megabytes = (bytes: number) => bytes / 2 ** 20;
const inWords = (value: number) =>
  ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'][value] ??
  String(value);
const inThousands = (value: number) => String(value).replaceAll(/\B(?=(\d{3})+$)/g, ' ');

const media = 'server/features/media';
const poolDefaults = read('server/db/database.ts');
const poolSeconds = (name: string) =>
  Number(new RegExp(`${name} \\?\\? ([\\d_]+)`).exec(poolDefaults)?.[1]?.replaceAll('_', '')) /
  1000;
const idleSeconds = seconds('server/db/connecting.ts', 'MAX_IDLE_IN_TRANSACTION_MS');
const upload = `${megabytes(constant(`${media}/acceptPicture.ts`, 'MAX_UPLOAD_BYTES'))} MB at most`;
const stop = `within ${seconds('server/core/stopInTime.ts', 'MAX_STOP_MS')} s`;
const inBusiestHour = ((use.visitsPerMonth / 30) * use.busiestHour).toFixed(2);

it.each([
  [
    'docs/operations.md',
    `answers for ${inWords(seconds('server/http/web.ts', 'DRAIN_MS'))} more seconds`,
  ],
  [
    'docs/operations.md',
    `end for up to ${inWords(seconds('server/http/web.ts', 'GRACE_MS'))} seconds`,
  ],
  [
    'docs/operations.md',
    `ends after ${seconds('server/core/stopInTime.ts', 'MAX_STOP_MS')} seconds`,
  ],
  ['docs/deployment.md', `${stop.replace(/s$/, 'seconds')}`],
  ['deploy/ai-coins@.service', `hands its work over ${stop}.`],
  [
    'docs/operations.md',
    `${upload}, ${constant(`${media}/uploads.ts`, 'MAX_RECEIVED')} of them at once`,
  ],
  ['docs/operations.md', `${inWords(decodeLimit.concurrency)} pictures are decoded at once`],
  [
    'docs/operations.md',
    `at most ${constant('server/http/uploadMemory.test.ts', 'MAX_MEGABYTES') / 1000} GB to a process`,
  ],
  ['docs/add-a-bot.md', `At most ${MAX_SESSION_BYTES / 1024} kB of session and stats`],
  ['docs/growth.md', `statement_timeout = '${poolSeconds('statementTimeoutMs')}s'`],
  ['docs/growth.md', `\`lock_timeout = '${poolSeconds('lockTimeoutMs')}s'\``],
  ['docs/growth.md', `idle_in_transaction_session_timeout = '${idleSeconds}s'`],
  ['docs/capacity.md', `${100 * MAX_USE} % of that`],
  ['docs/capacity.md', `with ${use.visitsPerMonth} visits a month for each person`],
  ['docs/capacity.md', `${inBusiestHour} visits in the busiest hour`],
  ['docs/capacity.md', `= ${inThousands(Math.round(monthlyPeople(MAX_USE)))} people`],
  ['docs/capacity.md', `| ${mix.create} | create a picture`],
  ['docs/capacity.md', `| ${mix.look} | look further`],
  ['docs/capacity.md', `| ${mix.buy} | buy coins`],
  ['docs/capacity.md', `${inWords(constant('bench/capacity/main.ts', 'WORKS_EACH'))} works`],
  [
    'CONTRIBUTING.md',
    `up to ${inWords(constant('scripts/repeatable.ts', 'MAX_REPEATED_FILES'))} browser files`,
  ],
  [
    'local-artist/README.md',
    `clip of ${inWords(constant('local-artist/operations/video.ts', 'SECONDS'))} seconds`,
  ],
])('%s says "%s"', (document, sentence) => {
  const text = read(document).replaceAll(/\s+/g, ' ').toLowerCase();
  expect(text).toContain(sentence.toLowerCase());
});

it('no file that is no test exceeds the length that CONTRIBUTING.md allows', () => {
  const most = Number(/more than (\d+) lines/.exec(read('CONTRIBUTING.md'))?.[1]);
  const folders =
    '{server,simulators,local-artist,shared,webapp,scripts,examples,bench,e2e,migrations}';
  const files = globSync(`${folders}/**/*.{ts,tsx,css}`, { cwd: root });
  expect(files.length).toBeGreaterThan(1000);
  const sources = files.filter((file) => !/\.test\.tsx?$/.test(file));
  expect(sources.filter((file) => read(file).trimEnd().split('\n').length > most)).toEqual([]);
});
