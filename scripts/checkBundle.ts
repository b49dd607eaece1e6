/** The first load of the app must stay small: every script that its page asks for before anything is shown. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const MOST_KILOBYTES = 170;
const FOLDER = fileURLToPath(new URL('../dist/web/', import.meta.url));

const page = await readFile(`${FOLDER}index.html`, 'utf8');
const scripts = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, path]) => path);
if (scripts.length === 0) {
  throw new Error('index.html names no script');
}
let total = 0;
for (const path of scripts) {
  const bytes = gzipSync(await readFile(FOLDER + path)).length;
  total += bytes;
  process.stdout.write(`${(bytes / 1000).toFixed(1).padStart(7)} kB  ${path}\n`);
}
process.stdout.write(
  `${(total / 1000).toFixed(1).padStart(7)} kB  first load, gzip; at most ${MOST_KILOBYTES}\n`,
);
if (total > MOST_KILOBYTES * 1000) {
  process.exitCode = 1;
}
