/**
 * Sends what waits in the outbox: at most once each, no faster than Telegram allows, to nobody who has
 * switched it off or blocked the bot.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { GrammyError, HttpError } from 'grammy';
import { z } from 'zod';
import type { AppContext } from '../../app/context.ts';
import { toStorable } from '../../core/storable.ts';
import type { Statement } from '../../db/statement.ts';
import { defineJob, type JobRun } from '../../jobs/job.ts';
import { launchKeyboard } from '../../telegram/launchButton.ts';
import { languageOf } from '../users/present.ts';
import { type OutboxMessage, outboxMessage, seenInTheApp, switchOf } from './messages.ts';
import * as statements from './statements.ts';
import { letterOf } from './words.ts';

/** Telegram lets a bot send 30 messages a second to different people. */
const MESSAGE_EVERY_MS = 1000 / 25;
const LANES = 4;
/** After this long the rest is left to the next run. */
const RUN_MS = 45_000;
const MOST_ATTEMPTS = 8;

export const deliverJob = defineJob({
  name: 'notifications.deliver',
  payload: z.object({}),
  cron: '* * * * *',
  policy: { retryLimit: 2, retryDelay: 5, expireInSeconds: 120 },
  handle: async (app, _payload, run) => deliverDue(app, run),
});

/** Every night: what was said, or given up, long ago. */
export const forgetOldMessagesJob = defineJob({
  name: 'notifications.forgetOld',
  payload: z.object({}),
  cron: '47 3 * * *',
  policy: { retryLimit: 3, retryDelay: 60, expireInSeconds: 600 },
  handle: async (app) => write(app, statements.forgetOldMessages, []),
});

/** What one run knows: when the next message may go out. */
interface Pace {
  nextAt: number;
}

/** Sends everything that is due. */
export async function deliverDue(app: AppContext, { signal }: Pick<JobRun, 'signal'>) {
  const pace: Pace = { nextAt: 0 };
  const until = performance.now() + RUN_MS;
  const lane = async () => {
    while (!signal.aborted && performance.now() < until && (await deliverNext(app, pace))) {
      await untilTurn(pace, signal);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

async function untilTurn(pace: Pace, signal: AbortSignal): Promise<void> {
  const now = performance.now();
  pace.nextAt = Math.max(pace.nextAt, now) + MESSAGE_EVERY_MS;
  await sleep(pace.nextAt - now, undefined, { signal }).catch(() => undefined);
}

/** @returns false when nothing is due. */
async function deliverNext(app: AppContext, pace: Pace): Promise<boolean> {
  const [claimed] = await app.db.transaction((tx) => tx.query(statements.claimMessage));
  if (!claimed) {
    return false;
  }
  const message = outboxMessage.parse(claimed.payload);
  const reason = reasonForSilence(claimed, message);
  if (reason) {
    await write(app, statements.giveUp, [claimed.id, reason]);
    return true;
  }
  await send(app, pace, claimed, message);
  return true;
}

function reasonForSilence(
  claimed: statements.ClaimedMessage,
  message: OutboxMessage,
): string | null {
  if (!claimed.allows_messages || claimed.blocked) {
    return 'may not write';
  }
  if (claimed.notifications[switchOf[message.kind]] === false) {
    return 'switched off';
  }
  return claimed.app_open && seenInTheApp.includes(message.kind) ? 'seen in the app' : null;
}

async function send(
  app: AppContext,
  pace: Pace,
  claimed: statements.ClaimedMessage,
  message: OutboxMessage,
): Promise<void> {
  const bot = app.bots.find(claimed.bot_name) ?? app.bots.first;
  const language = languageOf(claimed.language, claimed.language_code);
  const { text, button } = letterOf(message, language);
  const keyboard = button && launchKeyboard(app, bot.name, language, button);
  try {
    await bot.api.sendMessage(claimed.telegram_id, text, {
      ...(keyboard ? { reply_markup: keyboard } : {}),
      link_preview_options: { is_disabled: true },
    });
    await write(app, statements.markSent, [claimed.id]);
  } catch (error) {
    await afterFailure(app, pace, claimed, error);
  }
}

/** Only what Telegram has surely not sent is tried again. */
async function afterFailure(
  app: AppContext,
  pace: Pace,
  { id, telegram_id, attempts }: statements.ClaimedMessage,
  error: unknown,
): Promise<void> {
  const reason = toStorable(app.redactor.reason(error));
  if (error instanceof GrammyError && error.error_code === 403) {
    await write(app, statements.forbidMessages, [telegram_id]);
    await write(app, statements.giveUp, [id, reason]);
    return;
  }
  const waitS = secondsToWait(error, attempts);
  if (waitS === null || attempts >= MOST_ATTEMPTS) {
    app.log.warn({ err: error, message: id }, 'a message was not sent');
    await write(app, statements.giveUp, [id, reason]);
    return;
  }
  if (error instanceof GrammyError && error.error_code === 429) {
    pace.nextAt = Math.max(pace.nextAt, performance.now() + waitS * 1000);
  }
  await write(app, statements.postpone, [id, reason, waitS]);
}

/** Null when the message may have gone out, or never will. */
function secondsToWait(error: unknown, attempts: number): number | null {
  if (error instanceof GrammyError) {
    if (error.error_code === 429) {
      return error.parameters.retry_after ?? 1;
    }
    return error.error_code >= 500 ? 2 ** attempts : null;
  }
  const code = error instanceof HttpError && (error.error as { code?: unknown }).code;
  return code === 'ECONNREFUSED' || code === 'ENOTFOUND' ? 2 ** attempts : null;
}

async function write(app: AppContext, statement: Statement<unknown>, values: unknown[]) {
  await app.db.transaction((tx) => tx.query(statement, values));
}
