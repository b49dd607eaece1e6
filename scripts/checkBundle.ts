/**
 * The first load of the app must stay small: every script that a browser asks for until Home, or the
 * welcome of a newcomer, is shown, in each language.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { language as languages } from '../shared/schemas/primitives.ts';

const MAX_KILOBYTES = 170;
const FOLDER = fileURLToPath(new URL('../dist/web/', import.meta.url));

interface Chunk {
  file: string;
  /** Keys of the chunks that come with it. */
  imports?: string[];
}
const manifest: Record<string, Chunk> = JSON.parse(
  await readFile(`${FOLDER}.vite/manifest.json`, 'utf8'),
);

/** The scripts of these modules and of all that they import. */
function scriptsOf(keys: readonly string[], found = new Set<string>()): Set<string> {
  for (const key of keys) {
    const chunk = manifest[key];
    if (!chunk) {
      throw new Error(`the bundle has no ${key}`);
    }
    if (!found.has(chunk.file)) {
      found.add(chunk.file);
      scriptsOf(chunk.imports ?? [], found);
    }
  }
  return found;
}

async function gzippedSize(path: string): Promise<number> {
  return gzipSync(await readFile(FOLDER + path)).length;
}

function print(bytes: number, what: string): void {
  process.stdout.write(`${(bytes / 1000).toFixed(1).padStart(7)} kB  ${what}\n`);
}

async function check(shown: string, keys: readonly string[]): Promise<void> {
  let total = 0;
  for (const path of scriptsOf(['index.html', ...keys])) {
    const bytes = await gzippedSize(path);
    total += bytes;
  }
  print(total, `until ${shown}, gzip; at most ${MAX_KILOBYTES}`);
  if (total > MAX_KILOBYTES * 1000) {
    process.exitCode = 1;
  }
}

for (const language of languages.options) {
  const texts = `i18n/${language}/first.ts`;
  await check(`Home, ${language}`, [texts]);
  await check(`the welcome, ${language}`, [texts, 'features/welcome/WelcomeScreen.tsx']);
}
