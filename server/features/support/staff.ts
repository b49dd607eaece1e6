/** Support as the team sees it: who waits, and the threads. */
import { literal, Op } from 'sequelize';
import type { z } from 'zod';
import { visibleName } from '../../../shared/displayName.ts';
import type {
  AdminSupportMessage,
  adminThreadInput,
  adminThreadOutput,
  adminThreadsInput,
  adminThreadsOutput,
} from '../../../shared/schemas/support.ts';
import type { AppContext } from '../../app/context.ts';
import { DomainError } from '../../core/errors.ts';
import type { Reader } from '../../db/repository.ts';
import { readDeliveries } from '../notifications/lookup.ts';
import { findPeople, findPerson, languageOf } from '../users/lookup.ts';
import { SupportMessage, SupportThread } from './models.ts';
import { readThread } from './service.ts';

const nameOf = ({ firstName, lastName }: Awaited<ReturnType<typeof findPeople>>[number]) =>
  visibleName([firstName, lastName].filter(Boolean).join(' ')) ?? '—';

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
    findPeople(app.db, ids),
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

/** People who have written for the first time: `from` not included, `to` included. */
export async function listNewThreads(
  reader: Reader,
  { from, to, limit }: { from: Date; to: Date; limit: number },
): Promise<{ items: number[]; total: number }> {
  const where = { createdAt: { [Op.gt]: from, [Op.lte]: to } };
  const threads = reader.of(SupportThread);
  const rows = await threads.findAll({ where, order: [['createdAt', 'ASC']], limit });
  const items = rows.map(({ userId }) => userId);
  return { items, total: items.length < limit ? items.length : await threads.count({ where }) };
}

/** @throws DomainError NOT_FOUND */
export async function getThread(
  app: AppContext,
  { userId, ...page }: z.infer<typeof adminThreadInput>,
): Promise<z.infer<typeof adminThreadOutput>> {
  const [person, { thread, rows, items, nextCursor }] = await Promise.all([
    findPerson(app.db, userId),
    readThread(app, userId, page),
  ]);
  if (!person || !thread) {
    throw new DomainError('NOT_FOUND');
  }
  const answers = rows.filter(({ author }) => author === 'staff');
  const [team, deliveries] = await Promise.all([
    findPeople(
      app.db,
      answers.flatMap(({ adminUserId }) => adminUserId ?? []),
    ),
    readDeliveries(
      app.db,
      'support_answer',
      answers.map(({ id }) => String(id)),
    ),
  ]);
  return {
    userId,
    name: nameOf(person),
    language: languageOf(person.language ?? null, person.languageCode ?? null),
    waiting: thread.waiting,
    items: items.map((item, at): AdminSupportMessage => {
      const row = rows[at];
      const author = team.find(({ id }) => id === row?.adminUserId);
      return {
        ...item,
        adminName: author ? nameOf(author) : null,
        delivery: item.author === 'person' ? null : (deliveries.get(String(item.id)) ?? 'sent'),
      };
    }),
    nextCursor,
  };
}
