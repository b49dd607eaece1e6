/**
 * Sends messages from the outbox: at most once each, no faster than Telegram allows, and never to people who
 * have switched them off or blocked the bot.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { GrammyError, HttpError } from 'grammy';
import { col, fn, literal, Op } from 'sequelize';
import { z } from 'zod';
import { type DeliveryOutcome, isOnByDefault } from '../../../shared/closedSets.ts';
import type { AppContext } from '../../app/context.ts';
import { Coalesced } from '../../core/coalesced.ts';
import { toStorable } from '../../core/storable.ts';
import type { Database } from '../../db/database.ts';
import type { Repository } from '../../db/repository.ts';
import { ago, fromNow, NEVER, NOW } from '../../db/values.ts';
import { defineJob, type JobRun } from '../../jobs/job.ts';
import type { JobQueue } from '../../jobs/queue.ts';
import { forbidMessages, languageOf } from '../users/lookup.ts';
import { composeMessage } from './messages.ts';
import { OutboxPace, OutboxMessage as StoredMessage } from './models.ts';
import {
  guaranteedKinds,
  type OutboxMessage,
  outboxMessage,
  seenInTheApp,
  switchOf,
} from './outboxMessages.ts';
import * as statements from './outboxStatements.ts';
import { isTokenRefused, recordRefusedBot } from './refusedBots.ts';
import { reportChat } from './reportChat.ts';
import { sendComposed } from './send.ts';

const MAX_UNDER_WAY = 8;
/** After this long the rest is left to the next run. */
const MAX_RUN_MS = 45_000;
/** A run that waits checks at least this often whether something more urgent has come. */
const MAX_PAUSE_MS = 1000;
const MAX_ATTEMPTS = 8;
const MAX_AGE_DAYS = 90;
/** For messages that must be delivered: some six hours. */
const MAX_PATIENT_ATTEMPTS = 40;
const MAX_WAIT_S = 600;

/** One job sends everything that is due, however many messages there are. */
export const deliverJob = defineJob({
  name: 'notifications.drain',
  payload: z.object({}),
  cron: '* * * * *',
  policy: { retryLimit: 2, retryDelay: 5, expireInSeconds: 120, waitsOnce: true },
  async handle(app, _payload, run) {
    const isDrained = await deliverDue(app, run);
    // Another process goes on when this one stops.
    run.signal.throwIfAborted();
    if (!isDrained) {
      await app.deliveryRequests.run();
    }
  },
});

/** Has the outbox processed soon. */
export function createDeliveryRequests(db: Database, queue: JobQueue<AppContext>): Coalesced {
  return new Coalesced(() => db.transaction((tx) => queue.enqueue(tx, deliverJob, {})));
}

/** Every night: deletes messages that were sent, or given up, long ago. */
export const purgeOldMessagesJob = defineJob({
  name: 'notifications.forgetOld',
  payload: z.object({}),
  cron: '47 3 * * *',
  policy: { retryLimit: 3, retryDelay: 60, expireInSeconds: 600 },
  async handle(app) {
    await app.db.transaction((tx) =>
      tx
        .of(StoredMessage)
        .destroy({ where: { createdAt: { [Op.lt]: ago({ days: MAX_AGE_DAYS }) } } }),
    );
  },
});

/**
 * Sends everything that is due, and what becomes due meanwhile. Concurrent runs share the pace of each bot,
 * which the database keeps.
 * @returns false when something is left that could be sent.
 */
export async function deliverDue(
  app: AppContext,
  { signal }: Pick<JobRun, 'signal'>,
): Promise<boolean> {
  const { messageEveryMs } = app.delivery;
  const until = performance.now() + MAX_RUN_MS;
  const underWay = new Set<Promise<void>>();
  await app.db.transaction((tx) => tx.query(statements.insertUnknownBots));
  let isDrained = false;
  while (!isDrained && !signal.aborted && performance.now() < until) {
    const [claimed] = await app.db.transaction((tx) =>
      tx.query(statements.claimMessage, [messageEveryMs / 1000]),
    );
    if (claimed) {
      const delivery = deliver(app, claimed)
        .catch((err: unknown) => app.log.error({ err, message: claimed.id }, 'a message was lost'))
        .finally(() => underWay.delete(delivery));
      underWay.add(delivery);
      await (underWay.size < MAX_UNDER_WAY
        ? pause(messageEveryMs, signal)
        : Promise.race(underWay));
    } else {
      const [next] = await app.db.query(statements.readNextDue);
      isDrained = !next || performance.now() + next.wait_ms > until;
      if (next && !isDrained) {
        await pause(Math.min(Math.max(next.wait_ms, messageEveryMs), MAX_PAUSE_MS), signal);
      }
    }
  }
  await Promise.all(underWay);
  return isDrained;
}

const pause = (ms: number, signal: AbortSignal) =>
  sleep(ms, undefined, { signal }).catch(() => undefined);

async function deliver(app: AppContext, claimed: statements.ClaimedMessage): Promise<void> {
  const written = outboxMessage.parse(claimed.payload);
  if (claimed.user_id === null) {
    await sendReport(app, claimed, written);
    return;
  }
  const reason = skipReason(claimed, written);
  const message = reason ? null : await app.currentMessage(app, claimed.user_id, written);
  if (message === 'later') {
    await change(app, claimed.id, { held: true, sendAfter: NEVER, lastError: null });
  } else if (message) {
    await send(app, claimed, message);
  } else {
    await giveUp(app, claimed.id, reason ?? 'not true any more', reason ? 'silenced' : 'withdrawn');
  }
}

/** To the owner's chat as it is set now. */
async function sendReport(
  app: AppContext,
  claimed: statements.ClaimedMessage,
  message: OutboxMessage,
): Promise<void> {
  const chat = await reportChat(app);
  if (!chat || message.kind !== 'owner_report') {
    await giveUp(app, claimed.id, 'no chat for reports', 'withdrawn');
    return;
  }
  const bot = app.bots.find(claimed.bot_name) ?? app.bots.first;
  try {
    await bot.api.sendMessage(chat.chatId, message.text, {
      ...(chat.topicId === null ? {} : { message_thread_id: chat.topicId }),
      link_preview_options: { is_disabled: true },
    });
    await change(app, claimed.id, { sentAt: NOW, lastError: null, outcome: 'sent' });
  } catch (error) {
    await afterFailure(app, claimed, error, false);
  }
}

function skipReason(claimed: statements.ClaimedMessage, message: OutboxMessage): string | null {
  const mustDeliver = guaranteedKinds.includes(message.kind);
  if (!claimed.allows_messages || !claimed.notifications || (claimed.blocked && !mustDeliver)) {
    return 'may not write';
  }
  const control = switchOf[message.kind];
  if (control !== null && !(claimed.notifications[control] ?? isOnByDefault(control))) {
    return 'switched off';
  }
  return claimed.app_open && seenInTheApp.includes(message.kind) ? 'seen in the app' : null;
}

async function send(
  app: AppContext,
  claimed: statements.ClaimedMessage,
  message: OutboxMessage,
): Promise<void> {
  const bot = app.bots.find(claimed.bot_name) ?? app.bots.first;
  const language = languageOf(claimed.language, claimed.language_code);
  const composed = composeMessage(message, language, claimed.time_zone);
  try {
    await sendComposed(app, bot, { telegramId: claimed.telegram_id ?? 0, language }, composed);
    await change(app, claimed.id, { sentAt: NOW, lastError: null, outcome: 'sent' });
  } catch (error) {
    await afterFailure(app, claimed, error, guaranteedKinds.includes(message.kind));
  }
}

/** Only what Telegram has certainly not sent is retried. */
async function afterFailure(
  app: AppContext,
  { id, bot_name, telegram_id, attempts }: statements.ClaimedMessage,
  error: unknown,
  mustDeliver: boolean,
): Promise<void> {
  const reason = toStorable(app.redactor.reason(error));
  if (isTokenRefused(error)) {
    await scheduleRetry(app, { id, bot_name }, reason);
    return;
  }
  if (error instanceof GrammyError && error.error_code === 403) {
    if (telegram_id === null) {
      await giveUp(app, id, reason, 'blocked');
      return;
    }
    await app.db.transaction((tx) => forbidMessages(tx, telegram_id));
    await giveUp(app, id, reason, 'blocked');
    return;
  }
  const waitS = secondsToWait(error, attempts, mustDeliver);
  if (waitS === null || attempts >= (mustDeliver ? MAX_PATIENT_ATTEMPTS : MAX_ATTEMPTS)) {
    app.log.warn({ err: error, message: id }, 'a message was not sent');
    await giveUp(app, id, reason, 'failed');
    return;
  }
  // A group has a pace of its own, so people need not wait for it.
  if (error instanceof GrammyError && error.error_code === 429 && telegram_id !== null) {
    await pauseBot(app, bot_name, waitS);
  }
  await change(app, id, { lastError: reason, sendAfter: fromNow({ seconds: waitS }) });
}

/**
 * Null when the message may have gone out, or never will.
 * @param mustDeliver it must be delivered, so it is sent again also when it may have gone out.
 */
function secondsToWait(error: unknown, attempts: number, mustDeliver: boolean): number | null {
  const backoff = Math.min(2 ** attempts, MAX_WAIT_S);
  if (error instanceof GrammyError) {
    if (error.error_code === 429) {
      return error.parameters.retry_after ?? 1;
    }
    return error.error_code >= 500 ? backoff : null;
  }
  const code = error instanceof HttpError && (error.error as { code?: unknown }).code;
  return mustDeliver || code === 'ECONNREFUSED' || code === 'ENOTFOUND' ? backoff : null;
}

/** The bot was refused, not the message: it waits until the bot has a valid token. */
async function scheduleRetry(
  app: AppContext,
  { id, bot_name }: Pick<statements.ClaimedMessage, 'id' | 'bot_name'>,
  reason: string,
): Promise<void> {
  await pauseBot(app, bot_name, app.delivery.refusedPauseMs / 1000);
  const values = { lastError: reason, sendAfter: NOW, attempts: literal('attempts - 1') };
  await app.db.transaction(async (tx) => {
    await recordRefusedBot(tx, bot_name, reason);
    await tx.of(StoredMessage).update(values, { where: { id } });
  });
}

type Change = Parameters<Repository<StoredMessage>['update']>[0];

async function change(app: AppContext, id: number, values: Change): Promise<void> {
  await app.db.transaction((tx) => tx.of(StoredMessage).update(values, { where: { id } }));
}

/** It is never sent: its claim keeps other senders from taking it. */
const giveUp = (app: AppContext, id: number, reason: string, outcome: DeliveryOutcome) =>
  change(app, id, { lastError: reason, outcome });

/** No sender sends anything by this bot for this many seconds. */
async function pauseBot(app: AppContext, botName: string, seconds: number): Promise<void> {
  const nextAt = fn('greatest', col('next_at'), fromNow({ seconds }));
  await app.db.transaction((tx) => tx.of(OutboxPace).update({ nextAt }, { where: { botName } }));
}
