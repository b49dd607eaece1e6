/** The team's notes about people. A note is never changed; it is deleted with the person's account. */
import { Op } from 'sequelize';
import type { Tx } from '../../db/database.ts';
import type { Reader } from '../../db/repository.ts';
import { PersonNote } from './models.ts';

export async function addNote(
  tx: Tx,
  note: { userId: number; authorUserId: number; text: string },
): Promise<number> {
  return (await tx.of(PersonNote).create(note)).id;
}

/** The latest first, each with its author. */
export async function listNotes(db: Reader, userId: number, limit: number): Promise<PersonNote[]> {
  return await db.of(PersonNote).findAll({
    where: { userId },
    include: { association: 'author', attributes: ['firstName', 'lastName'] },
    order: [['id', 'DESC']],
    limit,
  });
}

/** Notes by their keys; those of deleted accounts are missing. */
export async function findNotes(
  db: Reader,
  keys: readonly { userId: number; id: number }[],
): Promise<PersonNote[]> {
  return keys.length === 0
    ? []
    : await db.of(PersonNote).findAll({ where: { [Op.or]: keys.map((key) => ({ ...key })) } });
}
