/**
 * Counts how the server reaches its data: models, calls of models, and raw statements with their reasons.
 * Fails when there are too many raw statements.
 */
import { glob, readFile } from 'node:fs/promises';
import { tables } from '../server/app/models.ts';

/** Goes down only: what is left is to be models, but for the hot paths. */
const MAX_STATEMENTS = 75;

const STATEMENT = /(?<!function )\bsql(<[^(]*>)?\(/g;
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
const unexplained = statements.filter(({ reason }) => reason === null);
if (unexplained.length > 0) {
  process.stderr.write(
    `${unexplained.length} raw statements without a line "Raw SQL: why it is not a model call" above them\n`,
  );
}
if (statements.length > MAX_STATEMENTS) {
  process.stderr.write(`at most ${MAX_STATEMENTS} raw statements\n`);
  process.exitCode = 1;
}
