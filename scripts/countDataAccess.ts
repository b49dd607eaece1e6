/**
 * Counts how the server reaches its data: models, calls of models, and raw statements.
 * Fails when a raw statement stands outside a statements file, or when there are too many of them.
 */
import { glob, readFile } from 'node:fs/promises';
import { tables } from '../server/app/models.ts';

/** Goes down only: what is left is to be models, but for the hot paths. */
const MAX_STATEMENTS = 225;

let modelCalls = 0;
let statements = 0;
const byFile: [file: string, count: number][] = [];
for await (const file of glob('server/**/*.ts')) {
  if (/\.test\.ts$|\/testing\/|^server\/(testing|chaos)\//.test(file)) {
    continue;
  }
  const text = await readFile(file, 'utf8');
  modelCalls += text.match(/\.of\([A-Z]\w*\)/g)?.length ?? 0;
  const count = text.match(/\bsql(<[^(]*>)?\(\s*[`']/g)?.length ?? 0;
  statements += count;
  if (count > 0) {
    byFile.push([file, count]);
  }
}
process.stdout.write(
  `data access: ${tables.length} models, ${modelCalls} calls of models, ${statements} raw statements in ${byFile.length} files\n`,
);
if (process.argv.includes('--files')) {
  for (const [file, count] of byFile.sort((a, b) => b[1] - a[1])) {
    process.stdout.write(`${String(count).padStart(5)}  ${file}\n`);
  }
}
if (statements > MAX_STATEMENTS) {
  process.stderr.write(`at most ${MAX_STATEMENTS} raw statements\n`);
  process.exitCode = 1;
}
