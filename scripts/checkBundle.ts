/**
 * The first load of the app must stay small: what a browser requests until Home is shown, in each language.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { language as languages } from '../shared/schemas/primitives.ts';

const MAX_SCRIPT_KILOBYTES = 130;
const MAX_STYLE_KILOBYTES = 12;
/** The page itself, with its outline and the inline script that sends the first requests. */
const MAX_PAGE_KILOBYTES = 10;
const MAX_SCRIPTS = 5;
const FOLDER = fileURLToPath(new URL('../dist/web/', import.meta.url));

interface Chunk {
  file: string;
  name?: string;
  /** Keys of the chunks that come with it. */
  imports?: string[];
  css?: string[];
}
const manifest: Record<string, Chunk> = JSON.parse(
  await readFile(`${FOLDER}.vite/manifest.json`, 'utf8'),
);

/** The chunks of these names, or of these modules of the page, and of all that they import. */
function chunksOf(keys: readonly string[], found = new Set<Chunk>()): Set<Chunk> {
  for (const key of keys) {
    const chunk = manifest[key] ?? Object.values(manifest).find(({ name }) => name === key);
    if (!chunk) {
      throw new Error(`the bundle has no ${key}`);
    }
    if (!found.has(chunk)) {
      found.add(chunk);
      chunksOf(chunk.imports ?? [], found);
    }
  }
  return found;
}

async function gzippedSize(files: Iterable<string>): Promise<number> {
  let total = 0;
  for (const file of files) {
    total += gzipSync(await readFile(FOLDER + file), { level: 9 }).length;
  }
  return total;
}

function hold(value: number, most: number, what: string, unit = 'kB'): void {
  const shown = unit === 'kB' ? value.toFixed(1) : String(value);
  process.stdout.write(`${shown.padStart(7)} ${unit}  ${what}; at most ${most}\n`);
  if (value > most) {
    process.exitCode = 1;
  }
}

async function check(shown: string, keys: readonly string[]): Promise<void> {
  const chunks = [...chunksOf(['index.html', ...keys])];
  const scripts = new Set(chunks.map(({ file }) => file));
  const styles = new Set(chunks.flatMap(({ css }) => css ?? []));
  hold((await gzippedSize(scripts)) / 1000, MAX_SCRIPT_KILOBYTES, `scripts until ${shown}, gzip`);
  hold(scripts.size, MAX_SCRIPTS, `scripts until ${shown}`, 'files');
  hold((await gzippedSize(styles)) / 1000, MAX_STYLE_KILOBYTES, `styles until ${shown}, gzip`);
}

hold((await gzippedSize(['index.html'])) / 1000, MAX_PAGE_KILOBYTES, 'the page, gzip');
for (const language of languages.options) {
  await check(`Home, ${language}`, [`first-${language}`]);
}
