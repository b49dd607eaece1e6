/** Support: one thread for each person, whichever way it was written. */
import { literal, Op } from 'sequelize';
import type { z } from 'zod';
import type { supportSendInput } from '../../../shared/schemas/support.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import { FOR_NO_KEY_UPDATE } from '../../db/boundModels.ts';
import type { Tx } from '../../db/database.ts';
import { claimRequest } from '../../db/requests.ts';
import { findGenerations } from '../generation/lookup.ts';
import { notify } from '../notifications/service.ts';
import { findPayments } from '../payments/lookup.ts';
import { findByTelegramId } from '../users/lookup.ts';
import { SupportMessage, SupportThread } from './models.ts';
import { presentMessages } from './present.ts';
import { relayJob } from './relay.ts';

/**
 * How long texts to the bot are taken as messages to support after a person has asked for it, or was
 * answered.
 */
const LISTENS_AFTER_ASKING_MS = 24 * 3_600_000;
const LISTENS_AFTER_ANSWER_MS = 7 * 24 * 3_600_000;

type Channel = SupportMessage['channel'];

/** The person's thread, locked; created with the first message. */
export async function lockThread(tx: Tx, userId: number, botName: string): Promise<SupportThread> {
  const threads = tx.of(SupportThread);
  await threads.bulkCreate([{ userId, botName }], { ignoreDuplicates: true });
  return await threads.findOne({ where: { userId }, lock: FOR_NO_KEY_UPDATE, rejectOnEmpty: true });
}

/** @throws DomainError NOT_FOUND: the person has never written. */
export async function findThread(tx: Tx, userId: number): Promise<SupportThread> {
  const thread = await tx.of(SupportThread).findOne({ where: { userId }, lock: FOR_NO_KEY_UPDATE });
  if (!thread) {
    throw new DomainError('NOT_FOUND');
  }
  return thread;
}

/**
 * Marks all messages as answered.
 * @returns how many were waiting.
 */
export async function closeThread(tx: Tx, userId: number): Promise<number> {
  const thread = await findThread(tx, userId);
  const { waiting } = thread;
  await tx.of(SupportThread).save(thread, { waiting: 0 });
  return waiting;
}

/** Takes the person's next texts to the bot for support. */
export async function listenTo(
  app: AppContext,
  tx: Tx,
  userId: number,
  botName: string,
): Promise<void> {
  const thread = await lockThread(tx, userId, botName);
  const until = new Date(app.now().getTime() + LISTENS_AFTER_ASKING_MS);
  const isLonger = thread.listensUntil !== null && thread.listensUntil > until;
  await tx
    .of(SupportThread)
    .save(thread, { botName, listensUntil: isLonger ? thread.listensUntil : until });
}

/** Whether a text to the bot is now a message to support. */
export async function isListening(app: AppContext, telegramId: number): Promise<boolean> {
  const person = await findByTelegramId(app.db, telegramId);
  const thread =
    person && (await app.db.of(SupportThread).findOne({ where: { userId: person.id } }));
  return thread?.listensUntil != null && thread.listensUntil > app.now();
}

export interface PersonsMessage {
  userId: number;
  botName: string;
  channel: Channel;
  text: string;
  context?: z.infer<typeof supportSendInput>['context'];
  asksRefund?: boolean;
}

/**
 * Stores a person's message.
 * @returns the message, and whether it is the first waiting one.
 */
export async function addPersonsMessage(
  app: AppContext,
  tx: Tx,
  { userId, botName, channel, text, context, asksRefund = false }: PersonsMessage,
): Promise<{ message: SupportMessage; isFirst: boolean }> {
  const thread = await lockThread(tx, userId, botName);
  const message = await tx.of(SupportMessage).create({
    userId,
    author: 'person',
    channel,
    text,
    contextType: context?.type ?? null,
    contextId: context?.id ?? null,
    refund: asksRefund ? 'asked' : null,
  });
  const until = new Date(app.now().getTime() + LISTENS_AFTER_ASKING_MS);
  const isFirst = thread.waiting === 0;
  await tx.of(SupportThread).save(thread, {
    botName,
    waiting: thread.waiting + 1,
    listensUntil: until,
    lastMessageAt: app.now(),
  });
  await relay(app, tx, message);
  app.live.publish(tx, userId, { type: 'support', answered: false });
  return { message, isFirst };
}

/** An answer of the team: shown in the app, and sent by the bot. */
export async function addAnswer(
  app: AppContext,
  tx: Tx,
  {
    userId,
    text,
    adminUserId,
    channel,
  }: {
    userId: number;
    text: string;
    /** Null for the staff group. */
    adminUserId: number | null;
    channel: Channel;
  },
): Promise<SupportMessage> {
  const thread = await lockThread(tx, userId, app.bots.first.name);
  const message = await tx
    .of(SupportMessage)
    .create({ userId, author: 'staff', adminUserId, channel, text });
  await tx.of(SupportThread).save(thread, {
    waiting: 0,
    unread: thread.unread + 1,
    listensUntil: new Date(app.now().getTime() + LISTENS_AFTER_ANSWER_MS),
    lastMessageAt: app.now(),
  });
  await notify(app, tx, {
    userId,
    botName: thread.botName,
    key: String(message.id),
    message: { kind: 'support_answer', text },
  });
  if (channel !== 'group') {
    await relay(app, tx, message);
  }
  app.live.publish(tx, userId, { type: 'support', answered: true });
  return message;
}

async function relay(app: AppContext, tx: Tx, { userId, id }: SupportMessage): Promise<void> {
  if (app.config.telegram.supportChatId !== null) {
    await app.queue.enqueue(tx, relayJob, { userId, messageId: id });
  }
}

/**
 * Writes to support from the app.
 * @throws DomainError NOT_FOUND (not the person's own), PAYMENT_NOT_REFUNDABLE, CONFLICT (asked before).
 */
export async function sendToSupport(
  app: AppContext,
  actor: Actor,
  input: z.infer<typeof supportSendInput>,
) {
  const { requestId, ...rest } = input;
  const { userId, botName } = actor;
  const message = await app.db.transaction(async (tx) => {
    if (!(await claimRequest(tx, userId, requestId, 'support.send', rest))) {
      return await tx.of(SupportMessage).findOne({
        where: { userId, author: 'person', channel: 'app', text: input.text },
        order: [['id', 'DESC']],
        rejectOnEmpty: true,
      });
    }
    await assertContext(tx, userId, input);
    const { text, context, asksRefund } = input;
    const words = { userId, botName, channel: 'app' as const, text, asksRefund };
    return (await addPersonsMessage(app, tx, context ? { ...words, context } : words)).message;
  });
  const [shown] = await presentMessages(app, userId, [message]);
  return { message: shown ?? missing() };
}

function missing(): never {
  throw new DomainError('NOT_FOUND');
}

async function assertContext(
  tx: Tx,
  userId: number,
  { context, asksRefund }: Pick<z.infer<typeof supportSendInput>, 'context' | 'asksRefund'>,
): Promise<void> {
  const ids = context ? [context.id] : [];
  const [payment] = context?.type === 'payment' ? await findPayments(tx, userId, ids) : [];
  const [work] = context?.type === 'generation' ? await findGenerations(tx, userId, ids) : [];
  if (context && !payment && !work) {
    throw new DomainError('NOT_FOUND');
  }
  if (asksRefund) {
    if (payment?.status !== 'succeeded') {
      throw new DomainError('PAYMENT_NOT_REFUNDABLE');
    }
    await lockThread(tx, userId, payment.botName);
    const earlier = { userId, contextId: payment.id, refund: 'asked' as const };
    if ((await tx.of(SupportMessage).count({ where: earlier })) > 0) {
      throw new DomainError('CONFLICT');
    }
  }
}

/** The state of a request to refund the payment; nothing where nobody has asked. */
export async function closeRefundRequests(
  app: AppContext,
  tx: Tx,
  {
    userId,
    paymentId,
    outcome,
  }: {
    userId: number;
    paymentId: string;
    outcome: 'refunded' | 'declined';
  },
): Promise<number> {
  const closed = await tx
    .of(SupportMessage)
    .update({ refund: outcome }, { where: { userId, contextId: paymentId, refund: 'asked' } });
  if (closed > 0) {
    app.live.publish(tx, userId, { type: 'support', answered: false });
  }
  return closed;
}

/** A page of the person's thread, newest first. */
export async function readThread(
  app: AppContext,
  userId: number,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
) {
  const before = cursor === undefined ? {} : { id: { [Op.lt]: Number(cursor) } };
  const [thread, rows] = await Promise.all([
    app.db.of(SupportThread).findOne({ where: { userId } }),
    app.db.of(SupportMessage).findAll({
      where: { userId, ...before },
      order: [['id', 'DESC']],
      limit: limit + 1,
    }),
  ]);
  const shown = rows.slice(0, limit);
  return {
    thread,
    rows: shown,
    items: await presentMessages(app, userId, shown),
    nextCursor: rows.length > limit ? String(shown.at(-1)?.id) : null,
  };
}

/** Marks the answers up to this message as read. */
export async function markSeen(app: AppContext, userId: number, upTo: number) {
  return await app.db.transaction(async (tx) => {
    const unread = await tx
      .of(SupportMessage)
      .count({ where: { userId, author: 'staff', id: { [Op.gt]: upTo } } });
    await tx
      .of(SupportThread)
      .update({ unread: literal(`least(unread, ${unread})`) }, { where: { userId } });
    return { unread };
  });
}
