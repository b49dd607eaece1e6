import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { freePort } from './localStack.ts';

const list = promisify(execFile);
const folder = await mkdtemp(join(tmpdir(), 'ai-coins-local-'));
// PostgreSQL's own user must be able to enter.
await chmod(folder, 0o755);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Processes that were started for this folder: its path is in their command or their environment. */
async function processesOf(place: string): Promise<string[]> {
  const { stdout } = await list('ps', ['axeww', '-o', 'pid=,command='], { maxBuffer: 64_000_000 });
  return stdout
    .split('\n')
    .filter((line) => line.includes(place) && Number.parseInt(line, 10) !== process.pid)
    .map((line) => line.slice(0, 120));
}

/** Starts everything in a process group of its own, and sends the signal when it prints this line. */
async function endAt(
  line: string,
  signal: NodeJS.Signals,
  to: 'process' | 'group' | 'npm' | 'npm and group',
) {
  const place = join(folder, 'data');
  const [command, ...start] = to.startsWith('npm')
    ? ['npm', 'run', 'dev', '--']
    : [process.execPath, join(import.meta.dirname, 'local.ts'), 'dev'];
  const child = spawn(command, [...start, '--with=quiz', `--port=${await freePort()}`], {
    detached: true,
    env: { ...process.env, DATABASE_URL: undefined, DATA_DIR: place, NODE_ENV: 'development' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = once(child, 'exit');
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      const isBefore = !printed.includes(line);
      printed += text;
      if (isBefore && printed.includes(line)) {
        process.kill(to.endsWith('group') ? -(child.pid ?? 0) : (child.pid ?? 0), signal);
      }
    });
  }
  const [code] = await exit;
  return { code, printed: () => printed, left: () => processesOf(place) };
}

describe('what npm run dev has started', { timeout: 120_000 }, () => {
  it.each([
    ['while PostgreSQL is made', 'Starting PostgreSQL …', 'SIGTERM', 'process'],
    ['by Ctrl+C while the server starts', 'Starting the simulators', 'SIGINT', 'group'],
    ['while the web app starts', 'Starting the web app …', 'SIGTERM', 'process'],
    ['when everything runs', 'Ctrl+C stops everything.', 'SIGTERM', 'process'],
  ] as const)('is stopped when it is told to end %s', async (_when, line, signal, to) => {
    const { code, printed, left } = await endAt(line, signal, to);
    expect(await left()).toEqual([]);
    expect(printed()).toMatch(/Stopped\.\s*$/);
    expect(code).toBe(0);
  });

  it.each([
    ['only npm gets a signal', 'npm'],
    ['npm and everything else get a signal', 'npm and group'],
  ] as const)('is stopped when %s', async (_when, to) => {
    const { printed, left } = await endAt('Ctrl+C stops everything.', 'SIGTERM', to);
    // npm does not wait for it.
    await expect.poll(left, { timeout: 60_000 }).toEqual([]);
    await expect.poll(printed).toMatch(/Stopped\.\s*$/);
    expect(printed()).not.toContain('Error');
  });
});

it.each(['start', 'dev', 'preview'] as const)('npm run %s ends with npm', (name) => {
  expect(packageJson.scripts[name]).toContain('node --import=./scripts/endWithNpm.ts ');
});
