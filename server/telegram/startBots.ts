/**
 * Starts the bots: registers webhooks, commands and the menu button at Telegram. If Telegram is unavailable,
 * that is done later, and nothing else waits for it.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { DEFAULT_LANGUAGE } from '../../shared/language.ts';
import type { AppContext } from '../app/context.ts';
import {
  isTokenRefused,
  recordAcceptedBot,
  recordRefusedBot,
} from '../features/notifications/refusedBots.ts';
import { requestReconcile } from '../features/payments/service.ts';
import { createBot, type RunningBot } from './bot.ts';
import { setCommands, setUpdates } from './botProfile.ts';
import { showMenuButton } from './menuButton.ts';
import { poll } from './polling.ts';

const FIRST_PAUSE_MS = 500;
const MAX_PAUSE_MS = 60_000;

/** @returns at once; the rest goes on in the background until `stop`. */
export function startBots(app: AppContext): { stop(): Promise<void> } {
  const { mode } = app.config.telegram;
  if (mode === 'off') {
    return { stop: async () => undefined };
  }
  const stopping = new AbortController();
  const bots = app.bots.all().map((handle) => createBot(app, handle));
  // Payments made while the server was down are looked up at once.
  requestReconcile(app).catch((error: unknown) =>
    app.log.warn({ err: error }, 'reconciliation failed'),
  );
  const running = bots.map(async (bot) => {
    await untilDone(app, bot, stopping.signal, () => introduce(app, bot));
    if (mode === 'polling') {
      await poll(app, bot, stopping.signal);
    }
  });
  return {
    async stop() {
      stopping.abort();
      await Promise.all(running);
      await Promise.all(bots.map((bot) => bot.idle()));
    },
  };
}

/** Repeats `work` until it succeeds or the bots are stopped. */
async function untilDone(
  app: AppContext,
  bot: RunningBot,
  signal: AbortSignal,
  work: () => Promise<void>,
): Promise<void> {
  for (let pause = FIRST_PAUSE_MS; !signal.aborted; pause *= 2) {
    try {
      await work();
      return;
    } catch (error) {
      app.log.warn(
        { err: error, bot: bot.handle.name },
        'a bot could not be registered at Telegram',
      );
      await recordRefusal(app, bot, error);
      const ms = Math.min(pause, MAX_PAUSE_MS);
      await sleep(ms, undefined, { signal }).catch(() => undefined);
    }
  }
}

async function recordRefusal(
  app: AppContext,
  { handle }: RunningBot,
  error: unknown,
): Promise<void> {
  if (isTokenRefused(error)) {
    const description = app.redactor.text(error.description);
    await app.db
      .transaction((tx) => recordRefusedBot(tx, handle.name, description))
      .catch((err: unknown) => app.log.warn({ err }, 'a refused bot was not noted'));
  }
}

async function introduce(app: AppContext, { handle }: RunningBot): Promise<void> {
  const { api, name } = handle;
  await setUpdates(api, name, app.config);
  handle.username = (await api.getMe()).username;
  await setCommands(api);
  await showMenuButton(app, handle, DEFAULT_LANGUAGE);
  await recordAcceptedBot(app, name);
}
