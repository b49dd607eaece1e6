/** Child processes that answer messages one at a time. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface Child {
  /** Its first message. */
  readonly ready: unknown;
  ask(message: object): Promise<unknown>;
  stop(): Promise<void>;
}

async function nextMessage(child: ChildProcess): Promise<unknown> {
  const ended = new AbortController();
  try {
    return await Promise.race([
      once(child, 'message', { signal: ended.signal }).then(([message]) => message as unknown),
      once(child, 'exit', { signal: ended.signal }).then(([code]) => {
        throw new Error(`a process of the benchmark ended with ${code}`);
      }),
    ]);
  } finally {
    ended.abort();
  }
}

/** Starts `bench/<file>` and waits for its first message. */
export async function startChild(
  file: string,
  env: Record<string, string>,
  execArgv: string[] = [],
): Promise<Child> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), {
    env: { ...process.env, ...env },
    execArgv,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
  const ready = await nextMessage(child);
  return {
    ready,
    async ask(message) {
      child.send(message);
      return await nextMessage(child);
    },
    async stop() {
      if (!child.connected) {
        return;
      }
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

/** In a child: reports that it is ready, answers messages, and cleans up when the parent disconnects. */
export function serveParent<Message>(
  ready: unknown,
  answer: (message: Message) => Promise<unknown>,
  close: () => Promise<void>,
): void {
  process.on('message', (message: Message) => {
    answer(message).then(
      (value) => process.send?.(value),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
        process.exit(1);
      },
    );
  });
  process.on('disconnect', () => {
    close().finally(() => process.exit());
  });
  process.send?.(ready);
}
