/**
 * The first load of the app must stay small: every script that its page asks for before anything is
 * shown, and the larger of the two languages.
 */
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const MOST_KILOBYTES = 170;
const FOLDER = fileURLToPath(new URL('../dist/web/', import.meta.url));

const page = await readFile(`${FOLDER}index.html`, 'utf8');
const scripts = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, path]) => path);
if (scripts.length === 0) {
  throw new Error('index.html names no script');
}

async function gzippedSize(path = ''): Promise<number> {
  return gzipSync(await readFile(FOLDER + path)).length;
}

function print(bytes: number, what: string): void {
  process.stdout.write(`${(bytes / 1000).toFixed(1).padStart(7)} kB  ${what}\n`);
}

let total = 0;
for (const path of scripts) {
  const bytes = await gzippedSize(path);
  total += bytes;
  print(bytes, path ?? '');
}
const languages = (await readdir(`${FOLDER}assets`)).filter((name) =>
  /^(en|ru)-.+\.js$/.test(name),
);
if (languages.length !== 2) {
  throw new Error('there should be one script for each of the two languages');
}
const sizes = await Promise.all(languages.map((name) => gzippedSize(`assets/${name}`)));
print(Math.max(...sizes), 'the larger language');
total += Math.max(...sizes);
print(total, `first load, gzip; at most ${MOST_KILOBYTES}`);
if (total > MOST_KILOBYTES * 1000) {
  process.exitCode = 1;
}
