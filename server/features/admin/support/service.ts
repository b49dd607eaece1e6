/** Support as the team sees it: who waits, the threads, the answers. */
import { literal, Op } from 'sequelize';
import type { z } from 'zod';
import type {
  AdminSupportMessage,
  adminThreadInput,
  adminThreadOutput,
  adminThreadsInput,
  adminThreadsOutput,
  supportCloseInput,
  supportReplyInput,
} from '../../../../shared/schemas/support.ts';
import type { AppContext } from '../../../app/context.ts';
import type { Actor } from '../../../auth/actor.ts';
import { DomainError } from '../../../core/errors.ts';
import { OutboxMessage } from '../../notifications/models.ts';
import { SupportMessage, SupportThread } from '../../support/models.ts';
import { addAnswer, closeRefundRequests, lockThread, readThread } from '../../support/service.ts';
import { User } from '../../users/models.ts';
import { languageOf } from '../../users/present.ts';
import { runAuditedAction } from '../actions.ts';
import { fullName } from '../names.ts';

const nameOf = ({ firstName, lastName }: User) =>
  fullName({ first_name: firstName, last_name: lastName });

/** Threads that wait come first, then the latest. */
export async function listThreads(
  app: AppContext,
  { filter, cursor, limit }: z.infer<typeof adminThreadsInput>,
): Promise<z.infer<typeof adminThreadsOutput>> {
  const offset = Number(cursor ?? 0);
  const isWaiting = { waiting: { [Op.gt]: 0 } };
  const [rows, waiting] = await Promise.all([
    app.db.of(SupportThread).findAll({
      ...(filter === 'waiting' ? { where: isWaiting } : {}),
      order: [
        [literal('(waiting > 0)'), 'DESC'],
        ['lastMessageAt', 'DESC'],
        ['userId', 'DESC'],
      ],
      offset,
      limit: limit + 1,
    }),
    app.db.of(SupportThread).count({ where: isWaiting }),
  ]);
  const threads = rows.slice(0, limit);
  const ids = threads.map(({ userId }) => userId);
  const [people, latest, asking] = await Promise.all([
    app.db.of(User).findAll({ where: { id: ids } }),
    app.db.of(SupportMessage).findAll({
      where: {
        userId: ids,
        id: { [Op.in]: literal(latestOf(ids)) as never },
      },
    }),
    app.db.of(SupportMessage).findAll({ where: { userId: ids, refund: 'asked' } }),
  ]);
  const items = threads.map((thread) => {
    const person = people.find(({ id }) => id === thread.userId);
    const last = latest.find(({ userId }) => userId === thread.userId);
    return {
      userId: thread.userId,
      name: person ? nameOf(person) : '—',
      photoUrl: person?.photoUrl ?? null,
      waiting: thread.waiting,
      lastText: last?.text ?? '',
      lastAuthor: last?.author ?? ('person' as const),
      asksRefund: asking.some(({ userId }) => userId === thread.userId),
      lastMessageAt: thread.lastMessageAt.toISOString(),
    };
  });
  return { items, nextCursor: rows.length > limit ? String(offset + limit) : null, waiting };
}

/** The last message of each of these threads. */
const latestOf = (userIds: readonly number[]) =>
  `(select max(m.id) from support_messages m where m.user_id in (${[0, ...userIds].join()}) group by m.user_id)`;

/** @throws DomainError NOT_FOUND */
export async function getThread(
  app: AppContext,
  { userId, ...page }: z.infer<typeof adminThreadInput>,
): Promise<z.infer<typeof adminThreadOutput>> {
  const [person, { thread, rows, items, nextCursor }] = await Promise.all([
    app.db.of(User).findOne({ where: { id: userId } }),
    readThread(app, userId, page),
  ]);
  if (!person || !thread) {
    throw new DomainError('NOT_FOUND');
  }
  const answers = rows.filter(({ author }) => author === 'staff');
  const [team, outbox] = await Promise.all([
    app.db
      .of(User)
      .findAll({ where: { id: answers.flatMap(({ adminUserId }) => adminUserId ?? []) } }),
    app.db.of(OutboxMessage).findAll({
      where: { kind: 'support_answer', key: answers.map(({ id }) => String(id)) },
    }),
  ]);
  return {
    userId,
    name: nameOf(person),
    language: languageOf(person.language ?? null, person.languageCode ?? null),
    waiting: thread.waiting,
    items: items.map((item, at): AdminSupportMessage => {
      const row = rows[at];
      const author = team.find(({ id }) => id === row?.adminUserId);
      const sending = outbox.find(({ key }) => key === String(item.id));
      return {
        ...item,
        adminName: author ? nameOf(author) : null,
        delivery: item.author === 'person' ? null : deliveryOf(sending),
      };
    }),
    nextCursor,
  };
}

/** `infinity` is read as the number Infinity: it is out of reach, because it is on its way or given up. */
function deliveryOf(sending: OutboxMessage | undefined): AdminSupportMessage['delivery'] {
  if (!sending || sending.sentAt) {
    return 'sent';
  }
  const isOut = !Number.isFinite(Number(sending.sendAfter)) && sending.lastError !== 'sending';
  return isOut ? 'failed' : 'waiting';
}

/** @throws DomainError NOT_FOUND */
export async function reply(
  app: AppContext,
  actor: Actor,
  input: z.infer<typeof supportReplyInput>,
): Promise<{ messageId: number }> {
  const { userId, text, declinesRefund } = input;
  const name = declinesRefund ? 'support.decline_refund' : 'support.reply';
  const action = { name, target: `user:${userId}` };
  return await runAuditedAction(app, actor, action, { ...input, reason: '' }, async (tx) => {
    const thread = await tx.of(SupportThread).findOne({ where: { userId } });
    if (!thread) {
      throw new DomainError('NOT_FOUND');
    }
    if (declinesRefund) {
      const closed = { userId, paymentId: declinesRefund, outcome: 'declined' as const };
      if ((await closeRefundRequests(app, tx, closed)) === 0) {
        throw new DomainError('NOT_FOUND');
      }
    }
    const answer = { userId, text, adminUserId: actor.userId, channel: 'app' as const };
    const { id } = await addAnswer(app, tx, answer);
    // The text is the person's: the audit log keeps its number only.
    return { before: { waiting: thread.waiting }, after: { messageId: id } };
  });
}

/** There is nothing to be answered. @throws DomainError NOT_FOUND */
export async function closeThread(
  app: AppContext,
  actor: Actor,
  input: z.infer<typeof supportCloseInput>,
): Promise<{ waiting: number }> {
  const { userId } = input;
  const action = { name: 'support.close', target: `user:${userId}` };
  return await runAuditedAction(app, actor, action, { ...input, reason: '' }, async (tx) => {
    const known = await tx.of(SupportThread).findOne({ where: { userId } });
    if (!known) {
      throw new DomainError('NOT_FOUND');
    }
    const thread = await lockThread(tx, userId, known.botName);
    const before = { waiting: thread.waiting };
    await tx.of(SupportThread).save(thread, { waiting: 0 });
    return { before, after: { waiting: 0 } };
  });
}
