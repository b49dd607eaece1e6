/**
 * Takes an update in, by webhook or by polling. An update is either processed, or kept for another
 * try of our own, or refused so that Telegram brings it again: never lost, and never brought for ever.
 */
import { BotError } from 'grammy';
import type { Update } from 'grammy/types';
import { z } from 'zod';
import type { AppContext } from '../app/context.ts';
import { toStorable } from '../core/storable.ts';
import type { Tx } from '../db/database.ts';
import { isUnavailable } from '../db/failures.ts';
import { raiseAlert } from '../features/alerts/service.ts';
import { findOpen, type InboxEvent, recordFailure } from '../features/inbox/service.ts';
import { defineJob } from '../jobs/job.ts';
import { createBot, type RunningBot } from './bot.ts';
import { eventOf, isPaymentUpdate } from './updateEvent.ts';

const FIRST_RETRY_MS = 1000;
/** After this many tries an admin is told. */
export const MAX_ATTEMPTS = 20;

/** @returns false when Telegram has to bring the update again. */
export async function receive(
  app: AppContext,
  bot: RunningBot,
  received: Update,
): Promise<boolean> {
  return await handle(app, bot, received, async (tx, event) => {
    const retry = { bot: bot.handle.name, key: event.key };
    await app.queue.enqueue(tx, retryUpdateJob, retry, { delayMs: FIRST_RETRY_MS });
  });
}

/** @param onKept joins the transaction that keeps an update for another try. */
async function handle(
  app: AppContext,
  bot: RunningBot,
  received: Update,
  onKept: (tx: Tx, event: InboxEvent) => Promise<void>,
): Promise<boolean> {
  const update = toStorable(received);
  try {
    await bot.bot.handleUpdate(update);
    return true;
  } catch (wrapped) {
    const error = wrapped instanceof BotError ? wrapped.error : wrapped;
    app.log.error(
      { err: error, bot: bot.handle.name, update: update.update_id },
      'a bot update failed',
    );
    if (!isPaymentUpdate(update)) {
      // A message is worth waiting for the database, but not for a fault of ours.
      return !isUnavailable(error);
    }
    return await keep(app, eventOf(bot.handle.name, update), error, onKept);
  }
}

async function keep(
  app: AppContext,
  event: InboxEvent,
  error: unknown,
  onKept: (tx: Tx, event: InboxEvent) => Promise<void>,
): Promise<boolean> {
  try {
    await app.db.transaction(async (tx) => {
      await recordFailure(tx, event, app.redactor.reason(error));
      await onKept(tx, event);
    });
    return true;
  } catch {
    return false;
  }
}

/** Tries a kept update again within seconds; what it leaves is found by `retryUpdates`. */
export const retryUpdateJob = defineJob({
  name: 'telegram.retryUpdate',
  payload: z.object({ bot: z.string(), key: z.string() }),
  policy: {
    retryLimit: 8,
    retryDelay: 1,
    retryDelayMax: 30,
    expireInSeconds: 60,
    concurrency: 4,
  },
  async handle(app, { bot: name, key }) {
    const handle = app.bots.find(name);
    if (handle) {
      const bot = createBot(app, handle);
      await retryStoredUpdate(app, bot, key);
      await bot.idle();
    }
  },
});

/** @throws Error when the update still can't be worked on: try again later. */
export async function retryStoredUpdate(
  app: AppContext,
  bot: RunningBot,
  key: string,
): Promise<void> {
  const source = `telegram:${bot.handle.name}`;
  const event = await findOpen(app.db, source, key);
  if (!event) {
    return;
  }
  await handle(app, bot, event.payload as Update, async () => undefined);
  const rest = await findOpen(app.db, source, key);
  if (!rest) {
    return;
  }
  if (rest.attempts >= MAX_ATTEMPTS) {
    await app.db.transaction((tx) =>
      raiseAlert(tx, { kind: 'event_failed', key: `${source}:${key}` }),
    );
  }
  throw new Error('the update could not be worked on');
}
