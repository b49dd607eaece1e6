/** What others may change about a person: role, pause, free access. Each takes the person's locked row. */
import type { Role } from '../../../shared/schemas/me.ts';
import { FOR_NO_KEY_UPDATE } from '../../db/boundModels.ts';
import type { Tx } from '../../db/database.ts';
import { User } from './models.ts';

export type { User } from './models.ts';

/** Locks people in the order of their ids, so that two callers can't wait for each other. */
export function lockUsers(tx: Tx, ids: readonly number[]): Promise<User[]> {
  return tx
    .of(User)
    .findAll({ where: { id: [...ids] }, order: [['id', 'ASC']], lock: FOR_NO_KEY_UPDATE });
}

/** @param block null lets the account go on. */
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
