/**
 * `npm test [-- <what Vitest takes>]`: all tests. Browser files that failed are run once more, in a fresh
 * database and browser, and named; everything else has one attempt.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Failures, filesToRepeat } from './repeatable.ts';

const root = join(import.meta.dirname, '..');
const vitest = fileURLToPath(new URL('vitest.mjs', import.meta.resolve('vitest/package.json')));
const reporter = join(import.meta.dirname, 'repeatable.ts');

/** @returns the exit code. */
async function run(args: string[], failuresFile: string): Promise<number> {
  const child = spawn(process.execPath, [vitest, 'run', ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, FAILURES_FILE: failuresFile },
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}

const folder = await mkdtemp(join(tmpdir(), 'ai-coins-tests-'));
const failuresFile = join(folder, 'failures.json');
const reporters = ['--reporter=default', `--reporter=${reporter}`];
process.exitCode = await run([...reporters, ...process.argv.slice(2)], failuresFile);
if (process.exitCode !== 0 && existsSync(failuresFile)) {
  const files = filesToRepeat(JSON.parse(await readFile(failuresFile, 'utf8')) as Failures);
  if (files) {
    process.stdout.write(`\nOnce more, in a fresh database: ${files.join(', ')}\n`);
    process.exitCode = await run(['--project', 'e2e', ...files], failuresFile);
  }
}
await rm(folder, { recursive: true, force: true });
