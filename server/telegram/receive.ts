/**
 * Takes an update in, by webhook or by polling. An update is either worked off, or kept for another
 * try of our own, or refused so that Telegram brings it again: never lost, and never brought for ever.
 */
import { BotError } from 'grammy';
import type { Update } from 'grammy/types';
import type { AppContext } from '../app/context.ts';
import { toStorable } from '../core/storable.ts';
import { isUnavailable } from '../db/failures.ts';
import { type InboxEvent, keepFailure } from '../features/inbox/service.ts';
import type { RunningBot } from './bot.ts';
import { concernsMoney, eventOf } from './updateEvent.ts';

/** @returns false when Telegram has to bring the update again. */
export async function receive(
  app: AppContext,
  bot: RunningBot,
  received: Update,
): Promise<boolean> {
  const update = toStorable(received);
  try {
    await bot.bot.handleUpdate(update);
    return true;
  } catch (wrapped) {
    const error = wrapped instanceof BotError ? wrapped.error : wrapped;
    app.log.error({ err: error, bot: bot.handle.name, update: update.update_id }, 'bot update');
    if (!concernsMoney(update)) {
      // A message is worth waiting for the database, but not for a fault of ours.
      return !isUnavailable(error);
    }
    return await keep(app, eventOf(bot.handle.name, update), error);
  }
}

async function keep(app: AppContext, event: InboxEvent, error: unknown): Promise<boolean> {
  try {
    await app.db.transaction((tx) => keepFailure(tx, event, app.redactor.reason(error)));
    return true;
  } catch {
    return false;
  }
}
