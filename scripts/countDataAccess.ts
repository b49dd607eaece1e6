/**
 * Counts how the server accesses its data: models, calls of models, and raw statements with their reasons.
 * Fails when there are too many raw statements, when one gives no reason, or is in another file than a
 * `*Statements.ts`.
 */
import { glob, readFile } from 'node:fs/promises';
import { tables } from '../server/app/models.ts';

/** Statements that a measurement, `skip locked` or atomicity justifies; never raised. */
const MAX_STATEMENTS = 75;

const STATEMENT = /(?<!function )\bsql(<[^(]*>)?\(/g;
const STATEMENTS_FILE = /(^|\/)(\w+S|s)tatements\.ts$/;
const REASON = /Raw SQL: (.+?)\s*(\*\/)?$/;

interface RawStatement {
  file: string;
  line: number;
  reason: string | null;
}

/** The line `Raw SQL: …` among the comments right above a statement says why it is not a model call. */
function reasonAbove(lines: readonly string[], line: number): string | null {
  for (let at = line - 1; /^\s*(\/\/|\/\*|\*)/.test(lines[at] ?? ''); at--) {
    const found = REASON.exec(lines[at] ?? '');
    if (found) {
      return found[1] ?? null;
    }
  }
  return null;
}

function statementsOf(file: string, text: string): RawStatement[] {
  const lines = text.split('\n');
  return [...text.matchAll(STATEMENT)].map((match) => {
    const line = text.slice(0, match.index).split('\n').length - 1;
    return { file, line: line + 1, reason: reasonAbove(lines, line) };
  });
}

let modelCalls = 0;
const statements: RawStatement[] = [];
for await (const file of glob('server/**/*.ts')) {
  if (/\.test\.ts$|\/testing(\/|\.ts$)|^server\/(testing|chaos)\//.test(file)) {
    continue;
  }
  const text = await readFile(file, 'utf8');
  modelCalls += text.match(/\.of\([A-Z]\w*\)/g)?.length ?? 0;
  statements.push(...statementsOf(file, text));
}
const files = Map.groupBy(statements, ({ file }) => file);
process.stdout.write(
  `data access: ${tables.length} models, ${modelCalls} calls of models, ${statements.length} raw statements in ${files.size} files\n`,
);
for (const [file, found] of [...files].sort(([a], [b]) => a.localeCompare(b))) {
  process.stdout.write(`${String(found.length).padStart(5)}  ${file}\n`);
  for (const { line, reason } of found) {
    process.stdout.write(`         ${line}: ${reason ?? 'no reason given'}\n`);
  }
}
function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}

for (const { file, line, reason } of statements) {
  if (reason === null) {
    fail(`${file}:${line}: no line "Raw SQL: why it is not a model call" above this statement`);
  }
  if (!STATEMENTS_FILE.test(file)) {
    fail(`${file}:${line}: a raw statement belongs into a file *Statements.ts`);
  }
}
if (statements.length > MAX_STATEMENTS) {
  fail(`${statements.length} raw statements; the maximum is ${MAX_STATEMENTS}`);
}
