/** The server as a process, with its output recorded. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

/** Runs until `stop`, or to its own end; `output` is stdout and stderr together. */
export function runServer(env: Record<string, string>) {
  const child: ChildProcess = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
  }
  const ended = once(child, 'close');
  return {
    get output() {
      return output;
    },
    /**
     * Resolves when the process has ended by itself and all its output has been read.
     * @returns the exit code; null when a signal has ended it.
     */
    ended: async (): Promise<number | null> => (await ended)[0],
    /** Tells it to stop, and does not wait. */
    terminate: () => child.kill('SIGTERM'),
    async stop(): Promise<void> {
      child.kill('SIGTERM');
      const kill = setTimeout(() => child.kill('SIGKILL'), 20_000);
      await ended;
      clearTimeout(kill);
    },
  };
}
