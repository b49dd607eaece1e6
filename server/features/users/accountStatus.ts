/** What others may change about a person: role, pause, free access. Each takes the person's locked row. */
import { Op } from 'sequelize';
import type { Role } from '../../../shared/schemas/me.ts';
import { DomainError } from '../../core/errors.ts';
import { FOR_NO_KEY_UPDATE } from '../../db/boundModels.ts';
import { transactionTime } from '../../db/clock.ts';
import type { Tx } from '../../db/database.ts';
import type { Reader } from '../../db/repository.ts';
import { NOW } from '../../db/values.ts';
import { User } from './models.ts';

/** Locks people in the order of their ids, so that two callers can't wait for each other. */
export function lockUsers(tx: Tx, ids: readonly number[]): Promise<User[]> {
  return tx
    .of(User)
    .findAll({ where: { id: [...ids] }, order: [['id', 'ASC']], lock: FOR_NO_KEY_UPDATE });
}

/** @param block null unpauses the account. */
export async function setBlocked(
  tx: Tx,
  user: User,
  block: { reason: string; at: Date } | null,
): Promise<void> {
  await tx.of(User).save(user, {
    blockedAt: block?.at ?? null,
    blockedReason: block?.reason ?? null,
  });
}

export async function setRole(tx: Tx, user: User, role: Role): Promise<void> {
  await tx.of(User).save(user, { role });
}

/** Whether a person is registered and not paused, read afresh: for actions without their signature. */
export async function isActiveUser(reader: Reader, userId: number): Promise<boolean> {
  const person = await reader.of(User).findOne({
    attributes: ['id'],
    where: { id: userId, blockedAt: null },
  });
  return person !== null;
}

/** What lasts longer can't be held, unless it is for good. */
const MAX_FREE_ACCESS = new Date('2999-12-31T23:59:59.999Z');
const DAY_MS = 24 * 60 * 60 * 1000;

/** The current free access, and its end (null = for good); null when there is none. */
export async function freeAccessOf(
  reader: Reader,
  userId: number,
): Promise<{ until: Date | null } | null> {
  const user = await reader.of(User).findOne({
    attributes: ['freeAccessUntil'],
    where: { id: userId, freeAccessUntil: { [Op.gt]: NOW } },
  });
  return user && { until: toDate(user.freeAccessUntil) };
}

/** Gives free access for some days more, or for good (null). @returns until when; null = for good. */
export async function extendFreeAccess(
  tx: Tx,
  userId: number,
  days: number | null,
): Promise<Date | null> {
  const [now, [user]] = await Promise.all([transactionTime(tx), lockUsers(tx, [userId])]);
  if (!user) {
    throw new DomainError('NOT_FOUND');
  }
  const isForGood = days === null || user.freeAccessUntil === Number.POSITIVE_INFINITY;
  const since = Math.max(Number(now), Number(user.freeAccessUntil ?? now));
  const until = new Date(Math.min(since + (days ?? 0) * DAY_MS, Number(MAX_FREE_ACCESS)));
  await setFreeAccess(tx, user, isForGood ? 'infinity' : until);
  return isForGood ? null : until;
}

/** A driver gives `infinity` as the number. */
function toDate(until: Date | number | null): Date | null {
  return until instanceof Date ? until : null;
}

/** @param until null ends it, `infinity` never does. */
export async function setFreeAccess(
  tx: Tx,
  user: User,
  until: Date | 'infinity' | null,
): Promise<void> {
  await tx
    .of(User)
    .save(user, { freeAccessUntil: until === 'infinity' ? Number.POSITIVE_INFINITY : until });
}
