/**
 * The bundle must run in the oldest webviews that it is built for (`build.target` in vite.config.ts). Vite
 * lowers the syntax; this finds calls of later functions, in our code and in packages, by the browsers'
 * compatibility data (https://github.com/mdn/browser-compat-data).
 */
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import data from '@mdn/browser-compat-data' with { type: 'json' };
import { laterFunctions, laterIn } from './laterFunctions.ts';

/** Allowed in the bundle: the reason is why it is never called where it does not exist. */
const GUARDED: Readonly<Record<string, string>> = {
  'Document.prototype.startViewTransition': 'React asks for it before it is called',
  'Element.prototype.startViewTransition': 'the same call',
};

const folder = fileURLToPath(new URL('../dist/web/assets/', import.meta.url));
const later = laterFunctions(data, { safari_ios: '15.4', chrome_android: '105' });

let found = 0;
for (const file of (await readdir(folder)).filter((name) => name.endsWith('.js'))) {
  for (const name of laterIn(await readFile(folder + file, 'utf8'), later)) {
    if (!(name in GUARDED)) {
      process.stdout.write(`${file}: ${name} does not exist in the oldest webviews\n`);
      found += 1;
    }
  }
}
process.stdout.write(`${later.length} later functions looked for, ${found} found\n`);
process.exitCode = found > 0 ? 1 : 0;
