/**
 * Everything the product needs, on this machine: the embedded PostgreSQL, the simulators of the
 * outside world, the API server and the web app. The same pieces for `npm run dev`, `npm run preview`
 * and the end-to-end tests; only who serves the web app differs.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { stopOnSignal } from '../server/core/stopOnSignal.ts';
import { startFalSimulator } from '../simulators/fal/index.ts';
import { startGoogleSimulator } from '../simulators/google/index.ts';
import {
  IRINA,
  startTelegramSimulator,
  type TelegramSimulator,
} from '../simulators/telegram/index.ts';
import { startYooKassaSimulator } from '../simulators/yookassa/index.ts';

/**
 * Parts of the outside world, and an example of an external bot, that are off by default, as in production.
 */
export const extras = ['yookassa', 'fal', 'google', 'quiz'] as const;
export type Extra = (typeof extras)[number];

export interface LocalStackOptions {
  databaseUrl: string;
  /** Where pictures, and the state of the simulators, are kept. */
  dataDir: string;
  /** Where the host page is opened; 0 = any free port. */
  port: number;
  with: readonly Extra[];
  /** Restarts the server when its source changes. */
  watch: boolean;
  /** Keeps people and payments of the simulated Telegram between runs. */
  keepState: boolean;
  env?: Record<string, string>;
}

export interface LocalStack {
  telegram: TelegramSimulator;
  yookassa: Awaited<ReturnType<typeof startYooKassaSimulator>> | null;
  fal: Awaited<ReturnType<typeof startFalSimulator>> | null;
  google: Awaited<ReturnType<typeof startGoogleSimulator>> | null;
  quiz: { stop(): Promise<number | null> } | null;
  /** The API server's own address. */
  apiUrl: string;
  server: ServerProcess;
  stop(): Promise<void>;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MAIN_BOT = {
  name: 'main',
  token: '100000001:local-main-bot-token',
  username: 'aicoins_bot',
};
const LOCAL_BOTS = [
  MAIN_BOT,
  {
    name: 'quiz',
    token: '100000002:local-quiz-bot-token',
    username: 'aicoins_quiz_bot',
    title: 'AI Quiz',
  },
];
/** Not in BOTS: the server knows its key alone, and opens no app for it. */
const QUIZ_BOT = {
  name: 'quiz_bot',
  token: '100000003:local-quiz-example-token',
  username: 'aicoins_quiz_example_bot',
  title: 'Quiz example',
  hasApp: false,
};

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') {
    throw new Error('no free port');
  }
  return address.port;
}

/** Whether nobody listens on this port of this machine. */
export async function isFree(port: number): Promise<boolean> {
  const probe = createServer().listen(port, '127.0.0.1');
  try {
    await once(probe, 'listening');
  } catch {
    return false;
  }
  probe.close();
  await once(probe, 'close');
  return true;
}

/** `server/main.ts` as a process of its own, so that it can be killed and started again. */
export class ServerProcess {
  readonly #env: Record<string, string>;
  readonly #watch: boolean;
  #child: ChildProcess | null = null;

  constructor(env: Record<string, string>, watch: boolean) {
    this.#env = env;
    this.#watch = watch;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /**
   * Resolves when `/readyz` succeeds.
   * @throws when the process ends before that.
   */
  async start(): Promise<void> {
    const args = this.#watch ? ['--watch', '--watch-preserve-output'] : [];
    const child = spawn(process.execPath, [...args, join(ROOT, 'server/main.ts')], {
      cwd: ROOT,
      env: { ...process.env, ...this.#env },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    this.#child = child;
    const url = `http://127.0.0.1:${this.#env.PORT}/readyz`;
    for (let waited = 0; waited < 60_000; waited += 100) {
      if (child.exitCode !== null || child.signalCode !== null) {
        throw new Error(`the server ended with code ${child.exitCode ?? child.signalCode}`);
      }
      const ready = await fetch(url).then(
        (response) => response.ok,
        () => false,
      );
      if (ready) {
        return;
      }
      await sleep(100);
    }
    throw new Error('the server did not become ready within a minute');
  }

  /** Ends the process: politely, or with `SIGKILL` as a crash would. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child && child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await once(child, 'exit');
    }
  }
}

/**
 * Starts the simulators and the server. The web app is the caller's: pass it by `telegram.setAppUrl`. Started
 * parts are stopped when a later one fails, or when the process is told to end.
 */
export async function startLocalStack(options: LocalStackOptions): Promise<LocalStack> {
  const started = new AsyncDisposableStack();
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= started.disposeAsync().finally(forget);
    return stopped;
  };
  const forget = stopOnSignal(stop);
  try {
    return { ...(await startParts(options, started)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** @param started registers each part before it starts, and refuses new ones once it has been disposed of. */
async function startParts(
  options: LocalStackOptions,
  started: AsyncDisposableStack,
): Promise<Omit<LocalStack, 'stop'>> {
  const has = (extra: Extra) => options.with.includes(extra);
  const closed = <Part extends { close(): Promise<unknown> }>(part: Part) =>
    started.adopt(part, async () => void (await part.close()));
  const telegram = closed(
    await startTelegramSimulator({
      port: options.port,
      bots: has('quiz') ? [...LOCAL_BOTS, QUIZ_BOT] : LOCAL_BOTS,
      ...(options.keepState ? { stateFile: join(options.dataDir, 'telegram.json') } : {}),
    }),
  );
  const yookassa = has('yookassa')
    ? closed(
        await startYooKassaSimulator({
          shopId: '100500',
          secretKey: 'test_local',
          notificationUrl: `${telegram.url}/yookassa/webhook`,
        }),
      )
    : null;
  const fal = has('fal') ? closed(await startFalSimulator({ key: 'local-fal-key' })) : null;
  const google = has('google')
    ? closed(await startGoogleSimulator({ key: 'local-gemini-key' }))
    : null;
  const apiPort = await freePort();
  const server = new ServerProcess(
    {
      NODE_ENV: 'development',
      DATABASE_URL: options.databaseUrl,
      DATA_DIR: options.dataDir,
      PORT: String(apiPort),
      PUBLIC_URL: telegram.url,
      BOTS: LOCAL_BOTS.map(({ name, token }) => `${name}=${token}`).join(' '),
      BOT_TOKEN: '',
      BOT_MODE: 'webhook',
      TELEGRAM_API_ROOT: telegram.apiRoot,
      TELEGRAM_WEBHOOK_SECRET: 'local-webhook-secret',
      ADMIN_TELEGRAM_IDS: String(IRINA.id),
      ...(yookassa
        ? {
            YOOKASSA_ENABLED: 'true',
            YOOKASSA_SHOP_ID: '100500',
            YOOKASSA_SECRET_KEY: 'test_local',
            YOOKASSA_API_ROOT: yookassa.apiRoot,
            YOOKASSA_RETURN_URL: telegram.hostUrl,
          }
        : {}),
      ...(fal ? { FAL_KEY: 'local-fal-key', FAL_API_ROOT: fal.url } : {}),
      ...(google ? { GEMINI_API_KEY: 'local-gemini-key', GEMINI_API_ROOT: google.url } : {}),
      LOG_LEVEL: 'warn',
      ...options.env,
    },
    options.watch,
  );
  started.defer(() => server.stop());
  await server.start();
  const apiUrl = `http://127.0.0.1:${apiPort}`;
  const quiz = has('quiz')
    ? await (await import('./quizBot.ts')).startQuizBot(
        {
          databaseUrl: options.databaseUrl,
          botName: QUIZ_BOT.name,
          token: QUIZ_BOT.token,
          apiUrl,
          apiRoot: telegram.apiRoot,
          appLink: `https://t.me/${MAIN_BOT.username}?startapp`,
        },
        started,
      )
    : null;
  return { telegram, yookassa, fal, google, quiz, apiUrl, server };
}
