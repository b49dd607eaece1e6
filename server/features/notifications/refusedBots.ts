/** Bots whose token Telegram refuses: nothing can be sent by them until they have a valid one. */
import { GrammyError } from 'grammy';
import type { AppContext } from '../../app/context.ts';
import type { Tx } from '../../db/database.ts';
import type { Reader } from '../../db/repository.ts';
import { hasOpenAlert, raiseAlert, resolveAlert } from '../alerts/service.ts';

const kind = 'bot_refused';

/**
 * Whether the token was refused, and not the call: 401 for one that was revoked, 404 for a malformed one
 * (https://core.telegram.org/bots/api#making-requests).
 */
export function isTokenRefused(error: unknown): error is GrammyError {
  return error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404);
}

/** One alert for each bot, however many calls are refused. */
export async function recordRefusedBot(
  tx: Tx,
  botName: string,
  description: string,
): Promise<void> {
  await raiseAlert(tx, { kind, key: botName, detail: { said: description }, again: true });
}

/** Telegram accepts the bot's token. */
export async function recordAcceptedBot({ db }: AppContext, botName: string): Promise<void> {
  if (await hasOpenAlert(db, { kind, key: botName })) {
    await db.transaction((tx) => resolveAlert(tx, { kind, key: botName }));
  }
}

export async function isRefusedBot(db: Reader, botName: string): Promise<boolean> {
  return await hasOpenAlert(db, { kind, key: botName });
}
