/**
 * Receives an update, by webhook or by polling. An update is either processed, or stored for a retry of our
 * own, or refused so that Telegram repeats it: never lost, and never repeated for ever.
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
/** After this many tries an alert is raised. */
export const MAX_ATTEMPTS = 20;

/** @returns false when Telegram has to repeat the update. */
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

/** @param onKept joins the transaction that stores an update for a retry. */
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
      // A message waits for the database, but not for a fault of ours.
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

/** Retries a stored update within seconds; the rest is found by `retryUpdates`. */
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

/** @throws Error when the update still can't be processed: try again later. */
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
