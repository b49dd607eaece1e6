import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { freePort } from './localStack.ts';

const folder = await mkdtemp(join(tmpdir(), 'ai-coins-local-'));
// PostgreSQL's own user has to enter.
await chmod(folder, 0o755);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Processes that were started for this folder: its path stands in their command or their environment. */
async function processesOf(place: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const read = (pid: string, file: string) =>
    readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
  const found = await Promise.all(
    pids.map(async (pid) => {
      const command = await read(pid, 'cmdline');
      const isOurs = `${command}${await read(pid, 'environ')}`.includes(place);
      return isOurs && Number(pid) !== process.pid ? [command.replaceAll('\0', ' ')] : [];
    }),
  );
  return found.flat();
}

/** Starts everything in a process group of its own, and tells it to end when it prints this line. */
async function endAt(line: string, signal: NodeJS.Signals, to: 'process' | 'group') {
  const place = join(folder, 'data');
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'local.ts'), 'dev', '--with=quiz', `--port=${await freePort()}`],
    {
      detached: true,
      env: { ...process.env, DATABASE_URL: undefined, DATA_DIR: place, NODE_ENV: 'development' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const exit = once(child, 'exit');
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      const isBefore = !printed.includes(line);
      printed += text;
      if (isBefore && printed.includes(line)) {
        process.kill(to === 'group' ? -(child.pid ?? 0) : (child.pid ?? 0), signal);
      }
    });
  }
  const [code] = await exit;
  return { code, printed, left: await processesOf(place) };
}

describe('what npm run dev has started', { timeout: 120_000 }, () => {
  it.each([
    ['while PostgreSQL is made', 'Starting PostgreSQL …', 'SIGTERM', 'process'],
    ['by Ctrl+C while the server starts', 'Starting the simulators', 'SIGINT', 'group'],
    ['while the web app starts', 'Starting the web app …', 'SIGTERM', 'process'],
    ['when everything runs', 'Ctrl+C stops everything.', 'SIGTERM', 'process'],
  ] as const)('is stopped when it is told to end %s', async (_when, line, signal, to) => {
    const { code, printed, left } = await endAt(line, signal, to);
    expect(left).toEqual([]);
    expect(printed).toMatch(/Stopped\.\s*$/);
    expect(code).toBe(0);
  });
});
