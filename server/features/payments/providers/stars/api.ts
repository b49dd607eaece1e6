/** Calls of the Bot API for Stars, and what their errors say. */
import { GrammyError } from 'grammy';
import type { AppContext } from '../../../../app/context.ts';
import { DomainError } from '../../../../core/errors.ts';

/** @throws DomainError PAYMENT_METHOD_UNAVAILABLE when the configuration does not name the bot any more. */
export function apiOf(app: AppContext, botName: string) {
  const bot = app.bots.find(botName);
  if (!bot) {
    const cause = `the bot "${botName}" is not configured any more`;
    throw new DomainError('PAYMENT_METHOD_UNAVAILABLE', {}, { cause });
  }
  return bot.api;
}

/** What Telegram answers when the Stars are back already: that is what was wanted. */
export function isAlreadyRefunded(error: unknown): boolean {
  return error instanceof GrammyError && error.description.includes('CHARGE_ALREADY_REFUNDED');
}

/** Telegram has understood and said no; asking again brings the same. */
export function isRefusal(error: unknown): error is GrammyError {
  return (
    error instanceof GrammyError &&
    error.error_code >= 400 &&
    error.error_code < 500 &&
    error.error_code !== 429
  );
}
