/** People as other features read them. */
import { col, fn, Op, where } from 'sequelize';
import type { Tx } from '../../db/database.ts';
import type { Reader } from '../../db/repository.ts';
import { User } from './models.ts';

export { freeAccessOf, isActiveUser } from './accountStatus.ts';
export { countAudience, listAudience } from './audience.ts';
export { listPeople, type PeoplePlace } from './directory.ts';
export type { BotSession, User } from './models.ts';
export { languageOf, toFreeAccess } from './present.ts';
export { findInviter, referralCodeOf } from './referralCodes.ts';
export { findSession } from './sessions.ts';

export async function findPeople(db: Reader, ids: readonly number[]): Promise<User[]> {
  return ids.length === 0 ? [] : await db.of(User).findAll({ where: { id: [...ids] } });
}

export async function findPerson(db: Reader, userId: number): Promise<User | null> {
  return await db.of(User).findOne({ where: { id: userId } });
}

export async function findByTelegramId(db: Reader, telegramId: number): Promise<User | null> {
  return await db.of(User).findOne({ where: { telegramId } });
}

/** The highest number that a person has; 0 where there is nobody. */
export async function lastPersonId(db: Reader): Promise<number> {
  const last = await db.of(User).findOne({ attributes: ['id'], order: [['id', 'DESC']] });
  return last?.id ?? 0;
}

/** Whether the person has deleted an account before: one-time gifts were given then. */
export async function isReturned(db: Reader, userId: number): Promise<boolean> {
  return (await findPerson(db, userId))?.returned ?? false;
}

/** Records that the bot may not write to a person. */
export async function forbidMessages(tx: Tx, telegramId: number): Promise<void> {
  await tx.of(User).update({ allowsMessages: false }, { where: { telegramId } });
}

/** When the first of all people came; null where there is nobody. */
export async function findFirstDay(db: Reader): Promise<Date | null> {
  const first = await db.of(User).findOne({ attributes: ['createdAt'], order: ['createdAt'] });
  return first?.createdAt ?? null;
}

/** The people whose id, Telegram id or @username this is; none where it is neither. */
export async function findIdsByHandle(db: Reader, handle: string): Promise<number[]> {
  const text = handle.replace(/^@/, '').toLowerCase();
  const number = /^\d{1,15}$/.test(text) ? Number(text) : null;
  const named = where(fn('lower', col('username')), text);
  const found = await db.of(User).findAll({
    attributes: ['id'],
    where: {
      [Op.or]: [named, ...(number === null ? [] : [{ id: number }, { telegramId: number }])],
    },
  });
  return found.map(({ id }) => id);
}
